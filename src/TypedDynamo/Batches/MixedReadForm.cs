using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads items of any tables of one client.</summary>
internal sealed class MixedReadForm(IAmazonDynamoDB client) : ReadForm<BatchGet, KeyValuePair<BatchGet, object>>
{
    public override bool IsKeyed => true;

    public override TableConnection TableOf(BatchGet get) => get.Table;

    public override void Check(BatchGet get, long number)
    {
        if (get is null)
        {
            throw new ArgumentException($"Read {number} of the batch is null.", nameof(get));
        }

        if (get.Table.Client != client)
        {
            throw new ArgumentException(
                $"Read {number} of the batch is of table '{get.TableName}', which has another client than the one that the batch is sent "
                + "by. Make the tables of one batch with the same client.",
                nameof(get));
        }
    }

    public override void CheckRepeat(BatchGet earlier, BatchGet get, long number)
    {
        if (earlier.ItemType != get.ItemType)
        {
            throw new ArgumentException(
                $"Read {number} of the batch asks for an item of table '{get.TableName}' as {get.ItemType.Name}, and an earlier one asks "
                + $"for the same item as {earlier.ItemType.Name}. Ask for it once.",
                nameof(get));
        }
    }

    public override void WriteKey(ByteBuffer request, BatchGet get) => get.WriteKey(request);

    public override bool TryRead(ref ItemReader reader, BatchGet get, out KeyValuePair<BatchGet, object> result)
    {
        object? item = get.Read(ref reader);
        result = item is null ? default : new(get, item);
        return item is not null;
    }
}

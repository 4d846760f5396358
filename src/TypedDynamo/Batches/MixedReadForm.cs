using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads items of any tables of one client.</summary>
internal sealed class MixedReadForm(IAmazonDynamoDB client) : ReadForm<ItemRead, KeyValuePair<ItemRead, object>>
{
    // The first read of each table.
    private readonly Dictionary<string, ItemRead> _tables = [];

    public override bool IsKeyed => true;

    public override TableConnection TableOf(ItemRead get) => get.Table;

    public override void Check(ItemRead get, long number)
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

        // BatchGetItem takes one projection for each table (API Reference, KeysAndAttributes).
        if (!_tables.TryAdd(get.TableName, get) && !ReferenceEquals(_tables[get.TableName].Projection, get.Projection))
        {
            throw new ArgumentException(
                $"Read {number} of the batch is of table '{get.TableName}', which an earlier one reads by another projection or whole. "
                + "BatchGetItem accepts one projection for each table: read all of them alike, or use two batches.",
                nameof(get));
        }
    }

    public override void CheckRepeat(ItemRead earlier, ItemRead get, long number)
    {
        if (earlier.ItemType != get.ItemType)
        {
            throw new ArgumentException(
                $"Read {number} of the batch asks for an item of table '{get.TableName}' as {get.ItemType.Name}, and an earlier one asks "
                + $"for the same item as {earlier.ItemType.Name}. Ask for it once.",
                nameof(get));
        }
    }

    public override void WriteKey(ByteBuffer request, ItemRead get) => get.WriteKey(request);

    public override bool TryRead(ref ItemReader reader, ItemRead get, out KeyValuePair<ItemRead, object> result)
    {
        object? item = get.ReadItem(ref reader);
        result = item is null ? default : new(get, item);
        return item is not null;
    }

    protected override ItemSchema? ProjectionOf(ItemRead get) => get.Projection;
}

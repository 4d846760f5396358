using Amazon.DynamoDBv2;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes into any tables of one client.</summary>
internal sealed class MixedForm(IAmazonDynamoDB client, BatchWriteOptions options) : WriteForm<BatchWriteEntry>
{
    public override TableConnection TableOf(BatchWriteEntry write) => write.Table;

    public override void Check(BatchWriteEntry write, long number)
    {
        TableConnection table = write.Table;
        if (table.Client != client)
        {
            throw new ArgumentException(
                $"Write {number} of the batch is a {write.Description}, which has another client than the one that the batch is sent by. "
                + "Make the tables of one batch with the same client.",
                nameof(write));
        }

        if (table.Schema.Version is not null && !options.IgnoreVersions)
        {
            throw new InvalidOperationException(
                $"Write {number} of the batch is a {write.Description}, whose items have versions, which a batch cannot check: BatchWriteItem "
                + "takes no conditions. Write the item by a call of its own, or set "
                + $"{nameof(BatchWriteOptions)}.{nameof(BatchWriteOptions.IgnoreVersions)} to overwrite whatever is stored.");
        }
    }

    public override void WriteKey(ByteBuffer request, BatchWriteEntry write) => write.WriteKey(request);

    public override void WriteElement(ByteBuffer request, BatchWriteEntry write, DateTimeOffset time) => write.WriteElement(request, time);
}

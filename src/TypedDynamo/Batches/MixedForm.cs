using Amazon.DynamoDBv2;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes into any tables of one client.</summary>
internal sealed class MixedForm(IAmazonDynamoDB client, BatchWriteOptions options) : WriteForm<BatchWrite>
{
    public override TableConnection TableOf(BatchWrite write) => write.Table;

    public override void Check(BatchWrite write, long number)
    {
        if (write is null)
        {
            throw new ArgumentException($"Write {number} of the batch is null.", nameof(write));
        }

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

    public override void WriteKey(ByteBuffer request, BatchWrite write) => write.WriteKey(request);

    public override void WriteElement(ByteBuffer request, BatchWrite write, DateTimeOffset time) => write.WriteElement(request, time);
}

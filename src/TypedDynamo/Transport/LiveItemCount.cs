using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Transport;

/// <summary>
/// Reads DynamoDB's last count of the items, which may be six hours old (API Reference, "TableDescription").
/// </summary>
internal static class LiveItemCount
{
    /// <summary>
    /// Reads the count of a table, or of one of its indexes; null if there is no such index. Sends one DescribeTable request.
    /// </summary>
    public static async Task<long?> ReadAsync(IAmazonDynamoDB client, string table, string? index, CancellationToken cancellationToken)
    {
        DescribeTableResponse response = await client
            .DescribeTableAsync(new DescribeTableRequest { TableName = table }, cancellationToken).ConfigureAwait(false);
        TableDescription live = response.Table;
        return index is null ? live.ItemCount
            : live.GlobalSecondaryIndexes?.Find(found => found.IndexName == index)?.ItemCount
                ?? live.LocalSecondaryIndexes?.Find(found => found.IndexName == index)?.ItemCount;
    }
}

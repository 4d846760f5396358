using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads the items under one partition key.</summary>
/// <remarks><paramref name="partitionKey"/> is a wire value, and the default <paramref name="sortKey"/> is no condition.</remarks>
internal sealed class QueryOperation<TItem>(
    TableConnection table, ItemMapper<TItem> mapper, byte[] partitionKey, KeyCondition sortKey)
{
    public async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        QueryOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var operation = new PagedOperation<TItem>(DynamoOperation.Query, table, mapper, WriteRequest(options));
        int? remaining = options.Take;
        byte[]? startKey = null;
        do
        {
            // Without a filter every item that DynamoDB reads is a result, so no page need hold more than is still wanted.
            int? limit = remaining < (options.PageSize ?? int.MaxValue) ? remaining : options.PageSize;
            ItemPage<TItem> page = await operation.FetchAsync(limit, null, startKey, cancellationToken).ConfigureAwait(false);
            remaining -= page.Count;
            startKey = page.LastEvaluatedKey;
            yield return page;
        }
        while (startKey is not null && remaining is null or > 0);
    }

    private byte[] WriteRequest(QueryOptions options)
    {
        using var request = new ByteBuffer();
        table.BeginRequest(request);

        // Names go as placeholders always, so that reserved words and odd characters never matter.
        request.Write(",\"KeyConditionExpression\":\"#p = :p"u8);
        request.Write(sortKey.Operator switch
        {
            KeyOperator.Equal => " AND #s = :s"u8,
            KeyOperator.LessThan => " AND #s < :s"u8,
            KeyOperator.LessThanOrEqual => " AND #s <= :s"u8,
            KeyOperator.GreaterThan => " AND #s > :s"u8,
            KeyOperator.GreaterThanOrEqual => " AND #s >= :s"u8,
            KeyOperator.Between => " AND #s BETWEEN :s AND :t"u8,
            KeyOperator.BeginsWith => " AND begins_with(#s, :s)"u8,
            _ => default,
        });

        request.Write("\",\"ExpressionAttributeNames\":{\"#p\":\""u8);
        request.Write(table.Schema.PartitionKey.Attribute.JsonName);
        if (sortKey.Attribute is { } attribute)
        {
            request.Write("\",\"#s\":\""u8);
            request.Write(attribute.JsonName);
        }

        request.Write("\"},\"ExpressionAttributeValues\":{\":p\":"u8);
        request.Write(partitionKey);
        if (sortKey.First is { } first)
        {
            request.Write(",\":s\":"u8);
            request.Write(first);
        }

        if (sortKey.Second is { } second)
        {
            request.Write(",\":t\":"u8);
            request.Write(second);
        }

        request.Write((byte)'}');
        if (options.Descending)
        {
            request.Write(",\"ScanIndexForward\":false"u8);
        }

        if (options.Consistent)
        {
            request.Write(",\"ConsistentRead\":true"u8);
        }

        return request.Written.ToArray();
    }
}

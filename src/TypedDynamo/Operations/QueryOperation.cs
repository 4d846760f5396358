using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads the items under one partition key of a table or index.</summary>
internal sealed class QueryOperation<TItem>(TableConnection table, IndexSchema? index, ItemMapper<TItem> mapper, KeyCondition key)
{
    public IndexSchema? Index => index;

    public async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        QueryOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = Create(options);
        int? remaining = options.Take;
        bool readsOnlyResults = true;
        byte[]? startKey = null;
        do
        {
            int? limit = readsOnlyResults ? Limit(options, remaining) : options.PageSize;
            ItemPage<TItem> page = await operation.FetchAsync(limit, null, startKey, cancellationToken).ConfigureAwait(false);

            // Once items of other types have been passed over, small pages would be many requests for few results.
            readsOnlyResults &= page.ScannedCount <= page.Count;
            page.Truncate(remaining ?? int.MaxValue);
            remaining -= page.Count;
            startKey = page.LastEvaluatedKey;
            yield return page;
        }
        while (startKey is not null && remaining is null or > 0);
    }

    public Task<Page<TItem>> FetchPageAsync(QueryOptions options, string? continuationToken, CancellationToken cancellationToken)
        => Create(options).FetchPageAsync(Limit(options, options.Take), continuationToken, cancellationToken);

    // Where every item that DynamoDB reads is a result, no page need hold more than is still wanted.
    private static int? Limit(QueryOptions options, int? wanted)
        => wanted < (options.PageSize ?? int.MaxValue) ? wanted : options.PageSize;

    private PagedOperation<TItem> Create(QueryOptions options) => new(DynamoOperation.Query, table, mapper, WriteRequest(options));

    private byte[] WriteRequest(QueryOptions options)
    {
        using var request = new ByteBuffer();
        table.BeginRequest(request, index);
        WriteKeyCondition(request);
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

    /// <summary>Writes the condition; names go as placeholders always, so that reserved words and odd characters never matter.</summary>
    private void WriteKeyCondition(ByteBuffer request)
    {
        ReadOnlySpan<KeyTerm> terms = key.Terms;
        request.Write(",\"KeyConditionExpression\":\""u8);
        for (int i = 0; i < terms.Length; i++)
        {
            request.Write(i == 0 ? default : " AND "u8);
            WriteTerm(request, terms[i].Operator, i);
        }

        request.Write("\",\"ExpressionAttributeNames\":{"u8);
        for (int i = 0; i < terms.Length; i++)
        {
            request.Write(i == 0 ? "\"#k"u8 : ",\"#k"u8);
            request.Write(i);
            request.Write("\":\""u8);
            request.Write(terms[i].Attribute.JsonName);
            request.Write((byte)'"');
        }

        request.Write("},\"ExpressionAttributeValues\":{"u8);
        for (int i = 0; i < terms.Length; i++)
        {
            request.Write(i == 0 ? "\":k"u8 : ",\":k"u8);
            request.Write(i);
            request.Write("\":"u8);
            request.Write(terms[i].First);
            if (terms[i].Second is { } second)
            {
                request.Write(",\":to\":"u8);
                request.Write(second);
            }
        }

        request.Write((byte)'}');
    }

    private static void WriteTerm(ByteBuffer request, KeyOperator @operator, int number)
    {
        request.Write(@operator == KeyOperator.BeginsWith ? "begins_with(#k"u8 : "#k"u8);
        request.Write(number);
        request.Write(@operator switch
        {
            KeyOperator.LessThan => " < :k"u8,
            KeyOperator.LessThanOrEqual => " <= :k"u8,
            KeyOperator.GreaterThan => " > :k"u8,
            KeyOperator.GreaterThanOrEqual => " >= :k"u8,
            KeyOperator.Between => " BETWEEN :k"u8,
            KeyOperator.BeginsWith => ", :k"u8,
            _ => " = :k"u8,
        });
        request.Write(number);
        request.Write(@operator switch
        {
            KeyOperator.Between => " AND :to"u8,
            KeyOperator.BeginsWith => ")"u8,
            _ => default,
        });
    }
}

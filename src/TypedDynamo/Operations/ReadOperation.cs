using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The request of a query or scan of a table or index, and how its pages are fetched.</summary>
/// <remarks>It holds its expressions in bytes of its own, so that it can be read any number of times.</remarks>
internal sealed record ReadOperation<TItem>(DynamoOperation Operation, TableConnection Table, IndexSchema? Index, ItemMapper<TItem> Mapper)
{
    /// <summary>Gets the condition on the key; null for a scan.</summary>
    public byte[]? Key { get; init; }

    /// <summary>Gets the condition on the other attributes, where there is one.</summary>
    public byte[]? Filter { get; init; }

    /// <summary>Gets the only attributes that are asked for; null for all.</summary>
    public ItemSchema? Projected { get; init; }

    public bool HidesExpired { get; init; }

    public bool Descending { get; init; }

    public bool Consistent { get; init; }

    public int? Take { get; init; }

    public int? PageSize { get; init; }

    private bool IsFiltered => Filter is not null || HidesExpired;

    /// <exception cref="NotSupportedException">The index is a global one, which always lags its table.</exception>
    public ReadOperation<TItem> ReadConsistently()
        => Index is { Kind: IndexKind.Global }
            ? throw new NotSupportedException(
                $"Global secondary index '{Index.Name}' has no consistent reads. Read the table or a local secondary index instead.")
            : this with { Consistent = true };

    public ReadOperation<TItem> Where<TFilter>(Func<TFilter, ItemCondition> condition)
        where TFilter : struct, ITokens<TFilter>
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(Table.Context);
        ExpressionNode added = Table.NodeOf(condition(TFilter.Create(builder)));
        RefuseKeys(added);
        ExpressionNode before = Filter is null ? default : new ExpressionNode(Filter);
        ExpressionNode joined = ExpressionNode.Join(ExpressionOperator.And, before, added, Table.Schema);
        return joined.IsEmpty ? this : this with { Filter = joined.ToArray() };
    }

    // The tokens of a query's filter lack its keys; those of the table's Attributes do not.
    private void RefuseKeys(ExpressionNode filter)
    {
        if (Key is null || filter.IsEmpty)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = filter.Bytes;
        foreach (KeyPart key in Index is null ? Table.Schema.PrimaryKey : Index.KeyParts)
        {
            if (ExpressionWriter.Mentions(bytes, key.Attribute.JsonName))
            {
                throw new ArgumentException(
                    $"The filter of a query of '{Index?.Name ?? Table.Name}' asks for '{key.Name}', which is part of the key: ask for it by the query's own condition.");
            }
        }
    }

    /// <exception cref="InvalidOperationException">There is no such projection of the table's items, or the index does not hold all of it.</exception>
    public ReadOperation<TProjection> Select<TProjection>()
    {
        ItemMapper<TProjection> mapper = ProjectedItems.Of<TProjection>(Table, Index);
        return new(Operation, Table, Index, mapper)
        {
            Key = Key,
            Filter = Filter,
            Projected = mapper.Schema,
            HidesExpired = HidesExpired,
            Descending = Descending,
            Consistent = Consistent,
            Take = Take,
            PageSize = PageSize,
        };
    }

    /// <summary>Fetches one page after the other, each when the consumer asks for it.</summary>
    public async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = Create();
        int? remaining = Take;
        bool readsOnlyResults = !IsFiltered;
        byte[]? startKey = null;
        do
        {
            int? limit = readsOnlyResults ? Limit(remaining) : PageSize;
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

    /// <summary>Takes the items into an aggregate, one page after the other.</summary>
    public async Task FoldAsync<TState>(ItemFold<TState> fold, CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = Create();
        byte[]? startKey = null;
        bool readsOnlyResults = !IsFiltered;
        do
        {
            int? limit = readsOnlyResults ? Limit(fold.Remaining) : PageSize;
            long before = fold.Count;
            PageEnd page = await operation.FoldAsync(fold, limit, null, startKey, cancellationToken).ConfigureAwait(false);
            readsOnlyResults &= page.ScannedCount <= fold.Count - before;
            startKey = page.LastEvaluatedKey;
        }
        while (startKey is not null && fold.Remaining is null or > 0);
    }

    /// <summary>Fetches the page that a token of an earlier one stands for, with the token of the next one.</summary>
    public Task<Page<TItem>> FetchPageAsync(string? continuationToken, CancellationToken cancellationToken)
        => Create().FetchPageAsync(IsFiltered ? PageSize : Limit(Take), continuationToken, cancellationToken);

    /// <summary>Counts the items, which DynamoDB then does not send. Those of other types in the table must be told apart here.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = Create(countsOnly: !Mapper.PassesOver);
        long count = 0;
        byte[]? startKey = null;
        do
        {
            using ItemPage<TItem> page = await operation.FetchAsync(PageSize, null, startKey, cancellationToken).ConfigureAwait(false);
            count += Mapper.PassesOver ? page.Count : page.MatchedCount;
            startKey = page.LastEvaluatedKey;
        }
        while (startKey is not null && !(count >= Take));

        return Math.Min(count, Take ?? long.MaxValue);
    }

    public PagedOperation<TItem> Create() => Create(countsOnly: false);

    // Where every item that DynamoDB reads is a result, no page need hold more than is still wanted.
    private int? Limit(int? wanted) => wanted < (PageSize ?? int.MaxValue) ? wanted : PageSize;

    /// <param name="countsOnly">Whether DynamoDB is to send numbers of items alone.</param>
    public PagedOperation<TItem> Create(bool countsOnly)
    {
        using var buffer = new ByteBuffer();
        WriteRequest(buffer, countsOnly, Table.TimeProvider.GetUtcNow());
        byte[] request = buffer.Written.ToArray();
        if (!HidesExpired)
        {
            return new PagedOperation<TItem>(Operation, Table, Index, Mapper, request, request);
        }

        // A page's token must fit the same request at a later time.
        buffer.Truncate(0);
        WriteRequest(buffer, countsOnly, DateTimeOffset.UnixEpoch);
        return new PagedOperation<TItem>(Operation, Table, Index, Mapper, request, buffer.Written.ToArray());
    }

    /// <summary>Writes the part of a request that is the same for every page, without the closing brace.</summary>
    internal void WriteRequest(ByteBuffer request, bool countsOnly, DateTimeOffset now)
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(Table.Context);
        Table.BeginRequest(request, Index);
        if (Key is not null)
        {
            ExpressionWriter.WriteMember(request, "KeyConditionExpression"u8, Key, builder.Placeholders);
        }

        if (IsFiltered)
        {
            ExpressionWriter.WriteMember(request, "FilterExpression"u8, FilterAt(builder, now).Bytes, builder.Placeholders);
        }

        if (countsOnly)
        {
            request.Write(",\"Select\":\"COUNT\""u8);
        }
        else if (Projected is not null)
        {
            ExpressionWriter.WriteProjection(request, Projected.Attributes.AsSpan(), builder.Placeholders);
        }
        else if (Index is { FetchesFromTable: true })
        {
            // DynamoDB does so if it is asked to.
            request.Write(",\"Select\":\"ALL_ATTRIBUTES\""u8);
        }

        if (Descending)
        {
            request.Write(",\"ScanIndexForward\":false"u8);
        }

        if (Consistent)
        {
            request.Write(",\"ConsistentRead\":true"u8);
        }

        builder.Placeholders.WriteTo(request);
    }

    /// <summary>Makes the filter with what hides expired items, which DynamoDB may keep for some days.</summary>
    private ExpressionNode FilterAt(ExpressionBuilder builder, DateTimeOffset now)
    {
        ExpressionNode filter = Filter is null ? default : new ExpressionNode(Filter);
        if (!HidesExpired)
        {
            return filter;
        }

        AttributePath timeToLive = Table.Schema.TimeToLive!;
        int start = builder.Begin();
        builder.AppendLeaf(ExpressionOperator.Attribute, timeToLive.JsonName);
        builder.AppendValue(timeToLive, now, static (ref ItemWriter writer, DateTimeOffset value) => writer.WriteEpochDateTimeOffset(value));
        ExpressionNode expired = builder.End(ExpressionOperator.LessThanOrEqual, start);

        // An item without the attribute never expires, and no comparison holds for it.
        ExpressionNode notExpired = builder.Wrap(ExpressionOperator.Not, expired);
        return ExpressionNode.Join(ExpressionOperator.And, filter, notExpired, Table.Schema);
    }
}

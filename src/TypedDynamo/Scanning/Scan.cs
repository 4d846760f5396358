using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>All items of a table or index, read by one request after the other, one page ahead of the consumer.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TFilter">The generated tokens of a filter: all attributes that are read.</typeparam>
/// <remarks>
/// Sends one Scan request a page, when the enumeration starts. Each method returns a new scan and leaves the old one as it was. DynamoDB charges for
/// everything that it reads, whatever a filter or projection leaves of it.
/// </remarks>
public sealed class Scan<TItem, TFilter> : ReadSequence<TItem>
    where TFilter : struct, ITokens<TFilter>
{
    private readonly ReadOperation<TItem>? _operation;
    private readonly IReadOnlyList<TItem> _items = [];
    private readonly CancellationToken _cancellationToken;

    /// <summary>Makes a scan that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <remarks>The items come as they are given: no method has an effect on them.</remarks>
    /// <param name="items">The items.</param>
    public Scan(IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
    }

    internal Scan(ReadOperation<TItem> operation, CancellationToken cancellationToken = default)
    {
        _operation = operation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Yields only the items that fulfil a condition, which DynamoDB checks after it has read them.</summary>
    /// <remarks>A filter saves what is sent, not what is read (Developer Guide, "Filter expressions for scan"). Of several filters all must hold.</remarks>
    /// <param name="condition">The condition, as in <c>o =&gt; o.Total &gt; 100m</c>. It is called at once, once.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    public Scan<TItem, TFilter> Where(Func<TFilter, Condition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Where(condition, static (tokens, condition) => condition(tokens));
    }

    /// <summary>Yields only the items that fulfil a condition, without a closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="state">The operands, handed to the condition.</param>
    /// <param name="condition">The condition, as in <c>static (o, least) =&gt; o.Total &gt; least</c>. It is called at once, once.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <inheritdoc cref="Where(Func{TFilter, Condition})" path="/remarks"/>
    public Scan<TItem, TFilter> Where<TState>(TState state, Func<TFilter, TState, Condition> condition)
        => With(_operation?.Where(state, condition));

    /// <summary>Reads only the attributes that a type marked with <see cref="DynamoProjectionAttribute"/> has.</summary>
    /// <typeparam name="TProjection">The type.</typeparam>
    /// <returns>The new scan.</returns>
    /// <exception cref="InvalidOperationException">The type is no projection of the item, or the index does not hold all of it.</exception>
    public Scan<TProjection, TFilter> Select<TProjection>()
        => _operation is null
            ? throw new InvalidOperationException("A scan made of items has no others to select: make one of the projection's items.")
            : new Scan<TProjection, TFilter>(_operation.Select<TProjection>(), _cancellationToken);

    /// <summary>Ends the enumeration after some items. No more than these are asked for, where there is no filter.</summary>
    /// <param name="count">How many items, at least 1.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Scan<TItem, TFilter> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _operation is null ? new([.. _items.Take(count)]) : With(_operation with { Take = count });
    }

    /// <summary>Sets how many items DynamoDB reads for one page: its <c>Limit</c>. It counts them before the filter, so that a page may come empty.</summary>
    /// <param name="items">The items of a page, at least 1. Without it a page holds up to 1 MB.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Scan<TItem, TFilter> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return With(_operation is null ? null : _operation with { PageSize = items });
    }

    /// <summary>Reads by many requests at once, in no particular order.</summary>
    /// <param name="options">Segments, concurrency and more. Without them the scan tunes itself.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The same items.</returns>
    /// <exception cref="NotSupportedException">The options ask for consistent reads of a global index; or the scan has a <see cref="Take"/>.</exception>
    public ParallelScan<TItem> InParallel(ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        if (_operation is null)
        {
            return new ParallelScan<TItem>(_items);
        }

        if (_operation.Take is not null)
        {
            throw new NotSupportedException("A parallel scan has no Take: which items would come first is not known. End the enumeration instead.");
        }

        ReadOperation<TItem> operation = options.Consistent ? _operation.ReadConsistently() : _operation;
        return new ParallelScan<TItem>(operation with { PageSize = options.PageSize ?? operation.PageSize }, options, cancellationToken);
    }

    /// <summary>Reads one page, and gives the token of the next one: for clients that come back for more later. Sends one request.</summary>
    /// <param name="continuationToken">The last page's <see cref="Page{TItem}.ContinuationToken"/>, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page. It may be empty although others follow.</returns>
    /// <exception cref="ContinuationTokenException">The token is damaged, or of another scan or filter. Nothing was sent.</exception>
    public async Task<Page<TItem>> ToPageAsync(string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        if (_operation is null)
        {
            return new Page<TItem>(_items, _items.Count);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        return await _operation.FetchPageAsync(continuationToken, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Counts the items, which DynamoDB then reads but does not send (<c>Select=COUNT</c>). Sends one request a page.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>How many items there are, at most those of <see cref="Take"/>.</returns>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        if (_operation is null)
        {
            return _items.Count;
        }

        // Where there is no end before the table's, there is no reason to wait for the pages one after the other.
        if (_operation.Take is null)
        {
            return await InParallel(cancellationToken: _cancellationToken).CountAsync(cancellationToken).ConfigureAwait(false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        return await _operation.CountAsync(stop.Token).ConfigureAwait(false);
    }

    internal Scan<TItem, TFilter> ReadConsistently() => With(_operation?.ReadConsistently());

    internal Scan<TItem, TFilter> HidingExpired() => With(_operation is null ? null : _operation with { HidesExpired = true });

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _operation is null ? ItemPage<TItem>.OfAsync(_items, cancellationToken)
            : _operation.Take is null ? FetchPagesAheadAsync(_operation, cancellationToken)
            : FetchPagesAsync(_operation, cancellationToken);

    internal override async Task<TState> FoldAsync<TState>(
        Aggregate<TState> aggregate, TableSchema table, ItemMapper<TItem> mapper, CancellationToken cancellationToken)
    {
        // Where the order of the items does not matter, there is no reason to wait for them one page after the other.
        if (_operation is { Take: null } && aggregate.Merge is not null)
        {
            return await InParallel(cancellationToken: _cancellationToken).FoldAsync(aggregate, table, mapper, cancellationToken).ConfigureAwait(false);
        }

        var fold = new ItemFold<TState>(aggregate, _operation?.Take);
        if (_operation is null)
        {
            return fold.AddItems(_items, table.Context, mapper);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        await aggregate.Project(_operation).FoldAsync(fold, stop.Token).ConfigureAwait(false);
        return fold.State;
    }

    private protected override ItemSequence<TItem> First() => Take(1);

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        ReadOperation<TItem> operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        await foreach (ItemPage<TItem> page in operation.FetchPagesAsync(stop.Token).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAheadAsync(
        ReadOperation<TItem> operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        PagedOperation<TItem> pages = operation.Create();
        Task<ItemPage<TItem>>? next = FetchAsync(null);
        try
        {
            while (next is not null)
            {
                ItemPage<TItem> page = await next.ConfigureAwait(false);
                next = page.LastEvaluatedKey is { } startKey ? FetchAsync(startKey) : null;
                yield return page;
            }
        }
        finally
        {
            await AbandonAsync(next, stop).ConfigureAwait(false);
        }

        Task<ItemPage<TItem>> FetchAsync(byte[]? startKey) => pages.FetchAsync(operation.PageSize, null, startKey, stop.Token);
    }

    /// <summary>Ends the request for a page that nobody will take.</summary>
    private static async Task AbandonAsync(Task<ItemPage<TItem>>? next, CancellationTokenSource stop)
    {
        if (next is null)
        {
            return;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (next.IsCompletedSuccessfully)
        {
            (await next.ConfigureAwait(false)).Dispose();
        }
    }

    /// <summary>Gives the scan another operation; one that was made of items stays as it is.</summary>
    internal Scan<TItem, TFilter> With<TState>(Func<ReadOperation<TItem>, TState, ReadOperation<TItem>> change, TState state)
        => _operation is null ? this : With(change(_operation, state));

    private Scan<TItem, TFilter> With(ReadOperation<TItem>? operation)
        => operation is null ? this : new Scan<TItem, TFilter>(operation, _cancellationToken);
}

/// <summary>What only some scans can do.</summary>
public static class ScanExtensions
{
    /// <summary>Reads what was written before each request: strongly consistent, at twice the capacity. A global index has no such reads.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="scan">The scan of a table or local index.</param>
    /// <returns>The new scan.</returns>
    public static Scan<TItem, TFilter> Consistent<TItem, TFilter>(this Scan<TItem, TFilter> scan)
        where TFilter : struct, ITokens<TFilter>, IConsistentTokens
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.ReadConsistently();
    }

    /// <summary>Leaves out the items whose <see cref="TimeToLiveAttribute"/> has passed, and that DynamoDB has not deleted yet, which may take days.</summary>
    /// <remarks>It is a filter: DynamoDB charges for what it leaves out. The time is that of the enumeration's start.</remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="scan">The scan.</param>
    /// <returns>The new scan.</returns>
    public static Scan<TItem, TFilter> HideExpired<TItem, TFilter>(this Scan<TItem, TFilter> scan)
        where TFilter : struct, ITokens<TFilter>, IExpiringTokens
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.HidingExpired();
    }
}

using System.Runtime.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>A sequence of all items of a table or index, read by one request after the other, one page ahead of the consumer.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
/// <typeparam name="TFilter">The generated tokens of a filter, for all attributes that are read.</typeparam>
/// <remarks>
/// Sends one Scan request a page, when the enumeration starts. Each method returns a new scan and leaves the old one as it was. DynamoDB charges for
/// everything that it reads, no matter how little of it a filter or projection leaves.
/// </remarks>
public sealed class Scan<TItem, TTokens, TFilter> : SerialSequence<TItem, TTokens>
    where TTokens : struct, ITokens<TTokens>
    where TFilter : struct, ITokens<TFilter>
{
    /// <summary>Creates a scan that sends nothing and yields the given items as one page, for a mock to return.</summary>
    /// <remarks>The items are yielded as given: no method has an effect on them.</remarks>
    /// <param name="items">The items.</param>
    public Scan(IReadOnlyList<TItem> items)
        : base(items)
    {
    }

    internal Scan(ReadOperation<TItem> operation, CancellationToken cancellationToken = default)
        : base(operation, cancellationToken)
    {
    }

    /// <summary>Returns only the items that meet a condition, which DynamoDB checks after it has read them.</summary>
    /// <remarks>A filter reduces what is sent, not what is read (Developer Guide, "Filter expressions for scan"). An item must meet all
    /// filters.</remarks>
    /// <param name="condition">The condition, as in <c>o =&gt; o.Total &gt; 100m</c>. Invoked exactly once, before the method returns.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    public Scan<TItem, TTokens, TFilter> Where(Func<TFilter, ItemCondition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return With(Operation?.Where(condition));
    }

    /// <summary>Reads only the attributes that a type marked with <see cref="DynamoProjectionAttribute"/> has.</summary>
    /// <typeparam name="TProjection">The type.</typeparam>
    /// <returns>The new scan.</returns>
    /// <exception cref="InvalidOperationException">The type is not a projection of the item, or the index does not hold all of its
    /// attributes.</exception>
    public Scan<TProjection, TTokens, TFilter> Select<TProjection>()
        => Operation is null
            ? throw new InvalidOperationException("A scan that was created from items has no projection: create one from the projection's items.")
            : new Scan<TProjection, TTokens, TFilter>(Operation.Select<TProjection>(), CancellationToken);

    /// <summary>Ends the enumeration after a number of items. Without a filter no more items than these are requested.</summary>
    /// <param name="count">The number of items, at least 1.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Scan<TItem, TTokens, TFilter> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Operation is null ? new([.. Items.Take(count)]) : With(Operation with { Take = count });
    }

    /// <summary>Sets the number of items that DynamoDB reads for one page: its <c>Limit</c>. It counts them before the filter, so a page may be
    /// empty.</summary>
    /// <param name="items">The number of items, at least 1. By default a page holds up to 1 MB.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Scan<TItem, TTokens, TFilter> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return With(Operation is null ? null : Operation with { PageSize = items });
    }

    /// <summary>Reads the items by many requests at once, in no particular order.</summary>
    /// <param name="options">Segments, concurrency and more; <see langword="null"/> for a scan that tunes itself.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The same items.</returns>
    /// <exception cref="NotSupportedException">The options request consistent reads of a global index, or the scan has a
    /// <see cref="Take"/>.</exception>
    public ParallelScan<TItem, TTokens> InParallel(ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        if (Operation is null)
        {
            return new ParallelScan<TItem, TTokens>(Items);
        }

        if (Operation.Take is not null)
        {
            throw new NotSupportedException("A parallel scan has no Take, because its items have no order. End the enumeration instead.");
        }

        ReadOperation<TItem> operation = options.Consistent ? Operation.ReadConsistently() : Operation;
        return new ParallelScan<TItem, TTokens>(operation with { PageSize = options.PageSize ?? operation.PageSize }, options, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        // Without a Take all pages are counted, so there is no reason to wait for them one after the other.
        return Operation is { Take: null }
            ? InParallel(cancellationToken: CancellationToken).CountAsync(cancellationToken)
            : base.CountAsync(cancellationToken);
    }

    internal Scan<TItem, TTokens, TFilter> ReadConsistently() => With(Operation?.ReadConsistently());

    internal Scan<TItem, TTokens, TFilter> HidingExpired() => With(Operation is null ? null : Operation with { HidesExpired = true });

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => Operation is null ? base.FetchPagesAsync(cancellationToken)
            : Operation.Take is null ? FetchPagesAheadAsync(Operation, cancellationToken)
            : FetchPagesAsync(Operation, cancellationToken);

    internal override Task<TState> FoldAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
    {
        // Where the order of the items does not matter, there is no reason to wait for them one page after the other.
        return Operation is { Take: null } && aggregate.Merge is not null
            ? InParallel(cancellationToken: CancellationToken).FoldAsync(aggregate, cancellationToken)
            : base.FoldAsync(aggregate, cancellationToken);
    }

    private protected override ItemSequence<TItem> First() => Take(1);

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        ReadOperation<TItem> operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
        await foreach (ItemPage<TItem> page in operation.FetchPagesAsync(stop.Token).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAheadAsync(
        ReadOperation<TItem> operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
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

    /// <summary>Cancels the request for a page that nobody will take.</summary>
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

    /// <summary>Returns the scan with another operation; one that was made of items stays as it is.</summary>
    internal Scan<TItem, TTokens, TFilter> With(ReadOperation<TItem>? operation)
        => operation is null ? this : new Scan<TItem, TTokens, TFilter>(operation, CancellationToken);
}

/// <summary>Operations that only some scans have.</summary>
public static class ScanExtensions
{
    /// <summary>Makes reads strongly consistent, at twice the capacity: each sees all writes before its request. A global index has no such
    /// reads.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="scan">The scan of a table or local index.</param>
    /// <returns>The new scan.</returns>
    public static Scan<TItem, TTokens, TFilter> Consistent<TItem, TTokens, TFilter>(this Scan<TItem, TTokens, TFilter> scan)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>, IConsistentTokens
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.ReadConsistently();
    }

    /// <summary>Skips expired items (<see cref="TimeToLiveAttribute"/>) that DynamoDB has not deleted yet, which may take days.</summary>
    /// <remarks>It is a filter: DynamoDB also charges for the items that it leaves out. It compares with the time at which the enumeration
    /// starts.</remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="scan">The scan.</param>
    /// <returns>The new scan.</returns>
    public static Scan<TItem, TTokens, TFilter> HideExpired<TItem, TTokens, TFilter>(this Scan<TItem, TTokens, TFilter> scan)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>, IExpiringTokens
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.HidingExpired();
    }
}

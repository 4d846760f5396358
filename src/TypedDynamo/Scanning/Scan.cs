using System.Runtime.CompilerServices;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>All items of a table or index, read by one request after the other, one page ahead of the consumer.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
/// <typeparam name="TFilter">The generated tokens of a filter: all attributes that are read.</typeparam>
/// <remarks>
/// Sends one Scan request a page, when the enumeration starts. Each method returns a new scan and leaves the old one as it was. DynamoDB charges for
/// everything that it reads, whatever a filter or projection leaves of it.
/// </remarks>
public sealed class Scan<TItem, TTokens, TFilter> : SerialSequence<TItem, TTokens>
    where TTokens : struct, ITokens<TTokens>
    where TFilter : struct, ITokens<TFilter>
{
    /// <summary>Makes a scan that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <remarks>The items come as they are given: no method has an effect on them.</remarks>
    /// <param name="items">The items.</param>
    public Scan(IReadOnlyList<TItem> items)
        : base(items)
    {
    }

    internal Scan(ReadOperation<TItem> operation, CancellationToken cancellationToken = default)
        : base(operation, cancellationToken)
    {
    }

    /// <summary>Yields only the items that fulfil a condition, which DynamoDB checks after it has read them.</summary>
    /// <remarks>A filter saves what is sent, not what is read (Developer Guide, "Filter expressions for scan"). Of several filters all must hold.</remarks>
    /// <param name="condition">The condition, as in <c>o =&gt; o.Total &gt; 100m</c>. It is called at once, once.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    public Scan<TItem, TTokens, TFilter> Where(Func<TFilter, Condition> condition)
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
    public Scan<TItem, TTokens, TFilter> Where<TState>(TState state, Func<TFilter, TState, Condition> condition)
        => With(Operation?.Where(state, condition));

    /// <summary>Reads only the attributes that a type marked with <see cref="DynamoProjectionAttribute"/> has.</summary>
    /// <typeparam name="TProjection">The type.</typeparam>
    /// <returns>The new scan.</returns>
    /// <exception cref="InvalidOperationException">The type is no projection of the item, or the index does not hold all of it.</exception>
    public Scan<TProjection, TTokens, TFilter> Select<TProjection>()
        => Operation is null
            ? throw new InvalidOperationException("A scan made of items has no others to select: make one of the projection's items.")
            : new Scan<TProjection, TTokens, TFilter>(Operation.Select<TProjection>(), CancellationToken);

    /// <summary>Ends the enumeration after some items. No more than these are asked for, where there is no filter.</summary>
    /// <param name="count">How many items, at least 1.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Scan<TItem, TTokens, TFilter> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Operation is null ? new([.. Items.Take(count)]) : With(Operation with { Take = count });
    }

    /// <summary>Sets how many items DynamoDB reads for one page: its <c>Limit</c>. It counts them before the filter, so that a page may come empty.</summary>
    /// <param name="items">The items of a page, at least 1. Without it a page holds up to 1 MB.</param>
    /// <returns>The new scan.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Scan<TItem, TTokens, TFilter> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return With(Operation is null ? null : Operation with { PageSize = items });
    }

    /// <summary>Reads by many requests at once, in no particular order.</summary>
    /// <param name="options">Segments, concurrency and more. Without them the scan tunes itself.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The same items.</returns>
    /// <exception cref="NotSupportedException">The options ask for consistent reads of a global index; or the scan has a <see cref="Take"/>.</exception>
    public ParallelScan<TItem, TTokens> InParallel(ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        if (Operation is null)
        {
            return new ParallelScan<TItem, TTokens>(Items);
        }

        if (Operation.Take is not null)
        {
            throw new NotSupportedException("A parallel scan has no Take: which items would come first is not known. End the enumeration instead.");
        }

        ReadOperation<TItem> operation = options.Consistent ? Operation.ReadConsistently() : Operation;
        return new ParallelScan<TItem, TTokens>(operation with { PageSize = options.PageSize ?? operation.PageSize }, options, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        // Where there is no end before the table's, there is no reason to wait for the pages one after the other.
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
    internal Scan<TItem, TTokens, TFilter> With<TState>(Func<ReadOperation<TItem>, TState, ReadOperation<TItem>> change, TState state)
        => Operation is null ? this : With(change(Operation, state));

    private Scan<TItem, TTokens, TFilter> With(ReadOperation<TItem>? operation)
        => operation is null ? this : new Scan<TItem, TTokens, TFilter>(operation, CancellationToken);
}

/// <summary>What only some scans can do.</summary>
public static class ScanExtensions
{
    /// <summary>Reads what was written before each request: strongly consistent, at twice the capacity. A global index has no such reads.</summary>
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

    /// <summary>Leaves out the items whose <see cref="TimeToLiveAttribute"/> has passed, and that DynamoDB has not deleted yet, which may take days.</summary>
    /// <remarks>It is a filter: DynamoDB charges for what it leaves out. The time is that of the enumeration's start.</remarks>
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

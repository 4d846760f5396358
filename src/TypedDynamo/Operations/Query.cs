using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>The items under one partition key, in the order of their sort keys.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <remarks>
/// Sends one Query request a page, when the enumeration needs it. Each method returns a new query and leaves the old one as it was.
/// </remarks>
public sealed class Query<TItem> : ItemSequence<TItem>
{
    private readonly QueryOperation<TItem>? _operation;
    private readonly IReadOnlyList<TItem> _items;
    private readonly QueryOptions _options;

    /// <summary>Makes a query that sends nothing and yields some items, for a mock to return.</summary>
    /// <remarks>The items come as one page, as they are given: <see cref="Take"/> cuts them short, and no other method has an effect.</remarks>
    /// <param name="items">The items.</param>
    public Query(IReadOnlyList<TItem> items)
        : this(null, items, QueryOptions.Default)
    {
        ArgumentNullException.ThrowIfNull(items);
    }

    internal Query(QueryOperation<TItem> operation, QueryOptions options)
        : this(operation, [], options)
    {
    }

    private Query(QueryOperation<TItem>? operation, IReadOnlyList<TItem> items, QueryOptions options)
    {
        _operation = operation;
        _items = items;
        _options = options;
    }

    /// <summary>Gets the items of a query that sends nothing.</summary>
    private IReadOnlyList<TItem> Given => _options.Take is { } count ? [.. _items.Take(count)] : _items;

    /// <summary>Reads from the least sort key to the greatest, which is also the default.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem> Ascending() => With(_options with { Descending = false });

    /// <summary>Reads from the greatest sort key to the least.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem> Descending() => With(_options with { Descending = true });

    /// <summary>Reads what was written before the request: strongly consistent, at twice the capacity.</summary>
    /// <returns>The new query.</returns>
    /// <exception cref="NotSupportedException">This is a query of a global secondary index, which has no consistent reads.</exception>
    public Query<TItem> Consistent()
    {
        ConsistentReads.ThrowIfNotOffered(_operation?.Index, consistent: true);
        return With(_options with { Consistent = true });
    }

    /// <summary>Ends the enumeration after some items. No more than these are asked for.</summary>
    /// <param name="count">How many items, at least 1.</param>
    /// <returns>The new query.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Query<TItem> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return With(_options with { Take = count });
    }

    /// <summary>Sets how many items DynamoDB reads for one page: its <c>Limit</c>.</summary>
    /// <param name="items">The items of a page, at least 1. Without it a page holds up to 1 MB.</param>
    /// <returns>The new query.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Query<TItem> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return With(_options with { PageSize = items });
    }

    /// <summary>Reads one page, and gives the token of the next one: for clients that come back for more later. Sends one request.</summary>
    /// <remarks><see cref="PageSize"/> says how many items the page may hold. It may be empty although others follow.</remarks>
    /// <param name="continuationToken">The last page's <see cref="Page{TItem}.ContinuationToken"/>, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ContinuationTokenException">The token is damaged, or of another query. Nothing was sent.</exception>
    public Task<Page<TItem>> ToPageAsync(string? continuationToken = null, CancellationToken cancellationToken = default)
        => _operation?.FetchPageAsync(_options, continuationToken, cancellationToken)
            ?? Task.FromResult(new Page<TItem>(Given, Given.Count));

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _operation?.FetchPagesAsync(_options, cancellationToken) ?? ItemPage<TItem>.OfAsync(Given, cancellationToken);

    private Query<TItem> With(QueryOptions options) => new(_operation, _items, options);
}

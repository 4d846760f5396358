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
    private readonly QueryOperation<TItem> _operation;
    private readonly QueryOptions _options;

    internal Query(QueryOperation<TItem> operation, QueryOptions options)
    {
        _operation = operation;
        _options = options;
    }

    /// <summary>Reads from the least sort key to the greatest, which is also the default.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem> Ascending() => With(_options with { Descending = false });

    /// <summary>Reads from the greatest sort key to the least.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem> Descending() => With(_options with { Descending = true });

    /// <summary>Reads what was written before the request: strongly consistent, at twice the capacity.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem> Consistent() => With(_options with { Consistent = true });

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

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _operation.FetchPagesAsync(_options, cancellationToken);

    private Query<TItem> With(QueryOptions options) => new(_operation, options);
}

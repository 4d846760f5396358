using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>The items under one partition key, in the order of their sort keys.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
/// <typeparam name="TFilter">The generated tokens of a filter: all attributes but the keys that are queried.</typeparam>
/// <remarks>
/// Sends one Query request a page, when the enumeration needs it. Each method returns a new query and leaves the old one as it was.
/// </remarks>
public sealed class Query<TItem, TTokens, TFilter> : SerialSequence<TItem, TTokens>
    where TTokens : struct, ITokens<TTokens>
    where TFilter : struct, ITokens<TFilter>
{
    /// <summary>Makes a query that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <remarks>The items come as they are given: no method has an effect on them.</remarks>
    /// <param name="items">The items.</param>
    public Query(IReadOnlyList<TItem> items)
        : base(items)
    {
    }

    internal Query(ReadOperation<TItem> operation)
        : base(operation, CancellationToken.None)
    {
    }

    /// <summary>Yields only the items that fulfil a condition, which DynamoDB checks after it has read them.</summary>
    /// <remarks>
    /// A filter saves what is sent, not what is read: DynamoDB charges for every item under the key (Developer Guide, "Filter expressions for the Query
    /// operation"). Of several filters all must hold.
    /// </remarks>
    /// <param name="condition">The condition, as in <c>o =&gt; o.Total &gt; 100m</c>. Invoked exactly once, before the method returns.</param>
    /// <returns>The new query.</returns>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    public Query<TItem, TTokens, TFilter> Where(Func<TFilter, ItemCondition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return With(Operation?.Where(condition));
    }

    /// <summary>Reads only the attributes that a type marked with <see cref="DynamoProjectionAttribute"/> has.</summary>
    /// <remarks>It saves what is sent, not what is read: DynamoDB charges for whole items.</remarks>
    /// <typeparam name="TProjection">The type.</typeparam>
    /// <returns>The new query.</returns>
    /// <exception cref="InvalidOperationException">The type is no projection of the item, or the index does not hold all of it.</exception>
    public Query<TProjection, TTokens, TFilter> Select<TProjection>()
        => Operation is null
            ? throw new InvalidOperationException("A query that was created from items has no projection: create one from the projection's items.")
            : new Query<TProjection, TTokens, TFilter>(Operation.Select<TProjection>());

    /// <summary>Reads from the least sort key to the greatest, which is also the default.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem, TTokens, TFilter> Ascending() => With(Operation is null ? null : Operation with { Descending = false });

    /// <summary>Reads from the greatest sort key to the least.</summary>
    /// <returns>The new query.</returns>
    public Query<TItem, TTokens, TFilter> Descending() => With(Operation is null ? null : Operation with { Descending = true });

    /// <summary>Ends the enumeration after some items. No more than these are asked for, where there is no filter.</summary>
    /// <param name="count">How many items, at least 1.</param>
    /// <returns>The new query.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Query<TItem, TTokens, TFilter> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Operation is null ? new([.. Items.Take(count)]) : new(Operation with { Take = count });
    }

    /// <summary>Sets how many items DynamoDB reads for one page: its <c>Limit</c>. It counts them before the filter, so that a page may come empty.</summary>
    /// <param name="items">The items of a page, at least 1. Without it a page holds up to 1 MB.</param>
    /// <returns>The new query.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="items"/> is less than 1.</exception>
    public Query<TItem, TTokens, TFilter> PageSize(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        return With(Operation is null ? null : Operation with { PageSize = items });
    }

    internal Query<TItem, TTokens, TFilter> ReadConsistently() => With(Operation?.ReadConsistently());

    internal Query<TItem, TTokens, TFilter> HidingExpired() => With(Operation is null ? null : Operation with { HidesExpired = true });

    private protected override ItemSequence<TItem> First() => Take(1);

    /// <summary>Returns the query with another operation; one that was made of items stays as it is.</summary>
    internal Query<TItem, TTokens, TFilter> With(ReadOperation<TItem>? operation)
        => operation is null ? this : new Query<TItem, TTokens, TFilter>(operation);
}

/// <summary>Methods that only some queries have.</summary>
public static class QueryExtensions
{
    /// <summary>Reads what was written before the request: strongly consistent, at twice the capacity. A global index has no such reads.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="query">The query of a table or local index.</param>
    /// <returns>The new query.</returns>
    public static Query<TItem, TTokens, TFilter> Consistent<TItem, TTokens, TFilter>(this Query<TItem, TTokens, TFilter> query)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>, IConsistentTokens
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.ReadConsistently();
    }

    /// <summary>Leaves out the items whose <see cref="TimeToLiveAttribute"/> has passed, and that DynamoDB has not deleted yet, which may take days.</summary>
    /// <remarks>It is a filter: DynamoDB charges for what it leaves out. The time is that of the enumeration's start.</remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TFilter">The generated tokens of a filter.</typeparam>
    /// <param name="query">The query.</param>
    /// <returns>The new query.</returns>
    public static Query<TItem, TTokens, TFilter> HideExpired<TItem, TTokens, TFilter>(this Query<TItem, TTokens, TFilter> query)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>, IExpiringTokens
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.HidingExpired();
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>The items of a query or scan, of which aggregates can be made without an object for each: see the generated extension methods.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public abstract class ReadSequence<TItem> : ItemSequence<TItem>
{
    private protected ReadSequence()
    {
    }

    /// <summary>Makes an aggregate of the items.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="table">The table's schema, for items that come from no table.</param>
    /// <param name="mapper">What maps the items, for those as well.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    internal abstract Task<TState> FoldAsync<TState>(
        Aggregate<TState> aggregate, TableSchema table, ItemMapper<TItem> mapper, CancellationToken cancellationToken);
}

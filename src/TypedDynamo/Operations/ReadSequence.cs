using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>The items of a query or scan, of which aggregates can be made without an object for each.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
public abstract partial class ReadSequence<TItem, TTokens> : ItemSequence<TItem>
    where TTokens : struct, ITokens<TTokens>
{
    private protected ReadSequence(ReadOperation<TItem> operation)
    {
        Operation = operation;
    }

    private protected ReadSequence(IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = items;
    }

    /// <summary>Gets what is read; null for a sequence made of items, as mocks return it.</summary>
    internal ReadOperation<TItem>? Operation { get; }

    /// <summary>Gets the items of a sequence made of them.</summary>
    private protected IReadOnlyList<TItem> Items { get; } = [];

    /// <summary>Gets the items' table and mapper.</summary>
    /// <exception cref="InvalidOperationException">The sequence was made of items whose attributes the tokens do not know.</exception>
    internal ItemSource<TItem> Source
        => Operation is { } operation ? new(operation.Table.Schema, operation.Mapper)
            : default(TTokens) is IMappedTokens<TItem> tokens ? tokens.Source
            : throw new InvalidOperationException(
                $"A sequence made of items of {typeof(TItem).Name} has no aggregates: its tokens are those of another type's attributes.");

    /// <summary>Makes an aggregate of the items.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    internal abstract Task<TState> FoldAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken);

    /// <summary>Makes an aggregate of the items that the sequence was made of.</summary>
    private protected TState FoldItems<TState>(Aggregate<TState> aggregate)
    {
        (TableSchema table, ItemMapper<TItem> mapper) = Source;
        return new ItemFold<TState>(aggregate).AddItems(Items, table.Context, mapper);
    }
}

using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>An aggregate of many items, read out of the bytes of their pages without an object for each.</summary>
/// <param name="Schema">The attributes that <paramref name="Step"/> reads, by ordinal.</param>
/// <param name="Seed">Makes the state without items: invoked once for each worker.</param>
/// <param name="Step">Takes one more item in.</param>
internal sealed record Aggregate<TState>(ItemSchema Schema, Func<TState> Seed, ItemViewStep<TState> Step)
{
    /// <summary>Gets the only attributes that are asked for; null for all. Where the step reads others too, it is told so.</summary>
    public ItemSchema? Projection { get; init; }

    /// <summary>Gets the function that makes one state of those of two workers; null where the items come one after the other.</summary>
    public Func<TState, TState, TState>? Merge { get; init; }

    /// <summary>Gives a read the aggregate's projection.</summary>
    public ReadOperation<TItem> Project<TItem>(ReadOperation<TItem> operation)
        => Projection is null ? operation : operation with { Projected = Projection };
}

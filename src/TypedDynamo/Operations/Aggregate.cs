using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>What is made of many items: read out of the bytes of their pages, without an object for each.</summary>
/// <param name="Schema">The attributes that <paramref name="Step"/> reads, by ordinal.</param>
/// <param name="Seed">Makes what it comes to without items: once for each worker.</param>
/// <param name="Step">Takes one more item in.</param>
internal sealed record Aggregate<TState>(ItemSchema Schema, Func<TState> Seed, ItemViewStep<TState> Step)
{
    /// <summary>Gets the only attributes that are asked for; null for all. Where the step reads others too, it is told so.</summary>
    public ItemSchema? Projection { get; init; }

    /// <summary>Gets what makes one of what two workers have come to; null where the items come one after the other.</summary>
    public Func<TState, TState, TState>? Merge { get; init; }

    /// <summary>Gives a read the aggregate's projection.</summary>
    public ReadOperation<TItem> Project<TItem>(ReadOperation<TItem> operation)
        => Projection is null ? operation : operation with { Projected = Projection };
}

using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>What the groups of items have come to that one worker has read.</summary>
internal abstract class ItemGroups<TKey, TState>(Func<TState> seed)
    where TKey : notnull
{
    protected Func<TState> Seed { get; } = seed;

    public static ItemGroups<TKey, TState> Create(ItemValue<TKey> key, Func<TState> seed)
        => key.IsText ? (ItemGroups<TKey, TState>)(object)new TextGroups<TState>(seed) : new ValueGroups<TKey, TState>(key.Read!, seed);

    /// <summary>Reads an item's key, and gives what its group has come to.</summary>
    /// <param name="reader">A reader that stands before the key.</param>
    /// <returns>The state. It is that of the group until the next one is asked for.</returns>
    public abstract ref TState StateOf(ref ItemReader reader);

    /// <summary>Takes in the groups of another worker.</summary>
    public abstract ItemGroups<TKey, TState> Merge(ItemGroups<TKey, TState> other, Func<TState, TState, TState> merge);

    public abstract Dictionary<TKey, TState> ToDictionary(Func<TState, TState, TState> merge);
}

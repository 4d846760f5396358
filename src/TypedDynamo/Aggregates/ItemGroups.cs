using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>The groups of the items that one worker has read, with their states.</summary>
internal abstract class ItemGroups<TKey, TState>(Func<TState> seed)
    where TKey : notnull
{
    protected Func<TState> Seed { get; } = seed;

    public static ItemGroups<TKey, TState> Create(ItemValue<TKey> key, Func<TState> seed)
        => key.IsText ? (ItemGroups<TKey, TState>)(object)new TextGroups<TState>(seed) : new ValueGroups<TKey, TState>(key.Read!, seed);

    /// <summary>Reads an item's key, and returns the state of its group.</summary>
    /// <param name="reader">A reader at the key.</param>
    /// <returns>The state, by reference. The reference is valid until the next call.</returns>
    public abstract ref TState StateOf(ref ItemReader reader);

    /// <summary>Merges the groups of another worker.</summary>
    public abstract ItemGroups<TKey, TState> Merge(ItemGroups<TKey, TState> other, Func<TState, TState, TState> merge);

    public abstract Dictionary<TKey, TState> ToDictionary(Func<TState, TState, TState> merge);
}

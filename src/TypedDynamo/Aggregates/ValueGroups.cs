using System.Runtime.InteropServices;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>Groups whose keys are decoded without an allocation: numbers, enums, dates.</summary>
internal sealed class ValueGroups<TKey, TState>(ItemValueReader<TKey> read, Func<TState> seed) : ItemGroups<TKey, TState>(seed)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TState> _groups = [];

    public override ref TState StateOf(ref ItemReader reader)
    {
        ref TState? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, read(ref reader), out bool exists);
        if (!exists)
        {
            state = Seed();
        }

        return ref state!;
    }

    public override ItemGroups<TKey, TState> Merge(ItemGroups<TKey, TState> other, Func<TState, TState, TState> merge)
    {
        foreach ((TKey key, TState added) in ((ValueGroups<TKey, TState>)other)._groups)
        {
            ref TState? state = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out bool exists);
            state = exists ? merge(state!, added) : added;
        }

        return this;
    }

    public override Dictionary<TKey, TState> ToDictionary(Func<TState, TState, TState> merge) => _groups;
}

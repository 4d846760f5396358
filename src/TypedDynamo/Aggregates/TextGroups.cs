using System.Runtime.InteropServices;
using System.Text;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>Groups whose keys are strings. Their UTF-8 bytes are compared, so that no string is created for an item.</summary>
internal sealed class TextGroups<TState>(Func<TState> seed) : ItemGroups<string, TState>(seed)
{
    // Open addressing: each slot holds the number of a group, counted from one.
    private int[] _slots = new int[16];
    private Group[] _groups = new Group[8];
    private byte[] _texts = new byte[128];
    private int _count;
    private int _length;

    public override ref TState StateOf(ref ItemReader reader)
    {
        ref TState state = ref StateOf(reader.ReadKeyText(), out bool exists);
        if (!exists)
        {
            state = Seed();
        }

        return ref state;
    }

    public override ItemGroups<string, TState> Merge(ItemGroups<string, TState> other, Func<TState, TState, TState> merge)
    {
        var others = (TextGroups<TState>)other;
        foreach (ref readonly Group group in others._groups.AsSpan(0, others._count))
        {
            ref TState state = ref StateOf(others.TextOf(in group), out bool exists);
            state = exists ? merge(state, group.State) : group.State;
        }

        return this;
    }

    public override Dictionary<string, TState> ToDictionary(Func<TState, TState, TState> merge)
    {
        var groups = new Dictionary<string, TState>(_count);
        foreach (ref readonly Group group in _groups.AsSpan(0, _count))
        {
            // Bytes that are not UTF-8, which only a fake server sends, become equal strings.
            string key = Encoding.UTF8.GetString(TextOf(in group));
            ref TState? state = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out bool exists);
            state = exists ? merge(state!, group.State) : group.State;
        }

        return groups;
    }

    private ref TState StateOf(ReadOnlySpan<byte> text, out bool exists)
    {
        var hasher = default(HashCode);
        hasher.AddBytes(text);
        int hash = hasher.ToHashCode();
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            ref Group group = ref _groups[_slots[slot] - 1];
            if (group.Hash == hash && TextOf(in group).SequenceEqual(text))
            {
                exists = true;
                return ref group.State;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        exists = false;
        return ref Add(text, hash, slot);
    }

    private ref TState Add(ReadOnlySpan<byte> text, int hash, int slot)
    {
        if (_texts.Length - _length < text.Length)
        {
            Array.Resize(ref _texts, Math.Max(checked(_length + text.Length), (int)Math.Min(2L * _texts.Length, Array.MaxLength)));
        }

        if (_count == _groups.Length)
        {
            Array.Resize(ref _groups, 2 * _count);
            slot = Rehash(hash);
        }

        text.CopyTo(_texts.AsSpan(_length));
        _groups[_count] = new Group { Hash = hash, Start = _length, Length = text.Length };
        _length += text.Length;
        _slots[slot] = ++_count;
        return ref _groups[_count - 1].State;
    }

    /// <summary>Doubles the slots.</summary>
    /// <returns>The free slot for a hash.</returns>
    private int Rehash(int hash)
    {
        _slots = new int[2 * _groups.Length];
        for (int i = 0; i < _count; i++)
        {
            _slots[FreeSlot(_groups[i].Hash)] = i + 1;
        }

        return FreeSlot(hash);
    }

    private int FreeSlot(int hash)
    {
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private ReadOnlySpan<byte> TextOf(in Group group) => _texts.AsSpan(group.Start, group.Length);

    private struct Group
    {
        public int Hash;
        public int Start;
        public int Length;
        public TState State;
    }
}

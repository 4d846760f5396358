using System.Runtime.InteropServices;
using System.Text;

namespace TypedDynamo.Wire;

/// <summary>Finds a UTF-8 name's place in a fixed list: attribute names of an item type, or member names of an enum.</summary>
/// <remarks>
/// It uses open addressing with at least twice as many slots as names. The hash covers only the length and both ends of a name: names of one
/// type rarely agree in all three, and a comparison follows.
/// </remarks>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly short[] _slots;
    private readonly int _mask;

    public NameTable(IReadOnlyList<string> names)
    {
        _names = new byte[names.Count][];
        int size = 4;
        while (size < names.Count * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _slots = new short[size];
        Array.Fill(_slots, (short)-1);
        for (int ordinal = 0; ordinal < names.Count; ordinal++)
        {
            byte[] name = Encoding.UTF8.GetBytes(names[ordinal]);
            _names[ordinal] = name;
            int slot = (int)(Hash(name) & (uint)_mask);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = checked((short)ordinal);
        }
    }

    /// <summary>Returns the name's place in the list, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        int slot = (int)(Hash(name) & (uint)_mask);
        while (true)
        {
            int ordinal = _slots[slot];
            if (ordinal < 0 || name.SequenceEqual(_names[ordinal]))
            {
                return ordinal;
            }

            slot = (slot + 1) & _mask;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        int length = name.Length;
        uint ends = length switch
        {
            >= 4 => MemoryMarshal.Read<uint>(name) ^ (MemoryMarshal.Read<uint>(name[(length - 4)..]) * 0x9E3779B1u),
            3 => name[0] | ((uint)name[1] << 8) | ((uint)name[2] << 16),
            2 => name[0] | ((uint)name[1] << 8),
            1 => name[0],
            _ => 0,
        };

        uint hash = (ends ^ (uint)length) * 0x85EBCA6Bu;
        return hash ^ (hash >> 15);
    }
}

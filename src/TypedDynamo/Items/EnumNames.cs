using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>The names of an enum's members, which are what is stored. Generated code makes one for each enum type that it maps.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    // An enum has at most 64 bits, and a combination at most as many members.
    private const int MaxFlags = 64;

    private readonly NameTable _names;
    private readonly TEnum[] _values;
    private readonly Dictionary<TEnum, byte[]> _nameOf;

    // Of an enum whose values may be combined, its values other than zero in ascending order; null of any other.
    private readonly ulong[]? _flags;

    /// <summary>Lists the members in the order of their declaration.</summary>
    /// <param name="members">Name and value of each. Of several names for one value the first is written; all are read.</param>
    public EnumNames(params (string Name, TEnum Value)[] members)
        : this(isFlags: false, members)
    {
    }

    /// <summary>Lists the members in the order of their declaration.</summary>
    /// <param name="isFlags">Whether values may be combined; combinations are then the names of their members, as in <c>Read, Write</c>.</param>
    /// <param name="members">Name and value of each. Of several names for one value the first is written; all are read.</param>
    public EnumNames(bool isFlags, params (string Name, TEnum Value)[] members)
    {
        ArgumentNullException.ThrowIfNull(members);

        var names = new string[members.Length];
        _values = new TEnum[members.Length];
        _nameOf = new Dictionary<TEnum, byte[]>(members.Length);
        for (int i = 0; i < members.Length; i++)
        {
            (names[i], _values[i]) = members[i];

            // Identifiers hold nothing that JSON would escape, so the name's UTF-8 is its JSON too.
            _nameOf.TryAdd(members[i].Value, Encoding.UTF8.GetBytes(members[i].Name));
        }

        _names = new NameTable(names);
        if (isFlags)
        {
            _flags = [.. new SortedSet<ulong>(_values.Select(Bits)).Where(bits => bits != 0)];
        }
    }

    internal bool TryGetValue(ReadOnlySpan<byte> name, out TEnum value)
    {
        int index = _names.IndexOf(name);
        value = index < 0 ? default : _values[index];
        return index >= 0 || (_flags is not null && TryCombine(name, out value));
    }

    internal bool TryGetName(TEnum value, out ReadOnlySpan<byte> name)
    {
        bool found = _nameOf.TryGetValue(value, out byte[]? utf8);
        name = utf8;
        return found;
    }

    /// <summary>Appends the names of a combination of flags as <see cref="Enum.ToString()"/> has them: the greatest that fit, in ascending order.</summary>
    /// <returns><see langword="false"/>, with nothing appended, if the value is no combination.</returns>
    internal bool TryAppendNames(ByteBuffer buffer, TEnum value)
    {
        ulong rest = Bits(value);
        if (_flags is null || rest == 0)
        {
            return false;
        }

        Span<ulong> parts = stackalloc ulong[MaxFlags];
        int first = MaxFlags;
        for (int i = _flags.Length - 1; i >= 0 && rest != 0; i--)
        {
            if ((rest & _flags[i]) == _flags[i])
            {
                parts[--first] = _flags[i];
                rest -= _flags[i];
            }
        }

        if (rest != 0)
        {
            return false;
        }

        for (int i = first; i < MaxFlags; i++)
        {
            buffer.Write(i == first ? ""u8 : ", "u8);
            buffer.Write(_nameOf[Value(parts[i])]);
        }

        return true;
    }

    private bool TryCombine(ReadOnlySpan<byte> names, out TEnum value)
    {
        ulong bits = 0;
        value = default;
        while (true)
        {
            int comma = names.IndexOf((byte)',');
            int index = _names.IndexOf((comma < 0 ? names : names[..comma]).Trim((byte)' '));
            if (index < 0)
            {
                return false;
            }

            bits |= Bits(_values[index]);
            if (comma < 0)
            {
                value = Value(bits);
                return true;
            }

            names = names[(comma + 1)..];
        }
    }

    private static ulong Bits(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.BitCast<TEnum, byte>(value),
        2 => Unsafe.BitCast<TEnum, ushort>(value),
        4 => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static TEnum Value(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.BitCast<byte, TEnum>((byte)bits),
        2 => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        4 => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };
}

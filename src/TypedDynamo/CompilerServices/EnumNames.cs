using System.ComponentModel;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>The names of an enum's members, which are what is stored. Generated code makes one for each enum type that it maps.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    private readonly NameTable _names;
    private readonly TEnum[] _values;
    private readonly Dictionary<TEnum, byte[]> _nameOf;

    /// <summary>Lists the members in the order of their declaration.</summary>
    /// <param name="members">Name and value of each. Of several names for one value the first is written; all are read.</param>
    public EnumNames(params (string Name, TEnum Value)[] members)
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
    }

    internal bool TryGetValue(ReadOnlySpan<byte> name, out TEnum value)
    {
        int index = _names.IndexOf(name);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    internal bool TryGetName(TEnum value, out ReadOnlySpan<byte> name)
    {
        bool found = _nameOf.TryGetValue(value, out byte[]? utf8);
        name = utf8;
        return found;
    }
}

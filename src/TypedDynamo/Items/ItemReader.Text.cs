using System.Buffers.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Strings, characters, bools, Guids and enums.</content>
public ref partial struct ItemReader
{
    /// <summary>Reads a string (S).</summary>
    /// <returns>The value.</returns>
    public string ReadString()
    {
        BeginValue(WireType.String);
        string value = _json.ReadText();
        EndValue();
        return value;
    }

    /// <summary>Reads a string (S) that a composed key is taken out of.</summary>
    /// <returns>The value in UTF-8, without JSON's escapes. It is valid as long as the response.</returns>
    public ReadOnlySpan<byte> ReadKeyText()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        EndValue();
        return text;
    }

    /// <summary>Reads a character from a string that is one UTF-16 unit long (S).</summary>
    /// <returns>The value.</returns>
    public char ReadChar()
    {
        BeginValue(WireType.String);
        string text = _json.ReadText();
        if (text.Length != 1)
        {
            ThrowFound("S that is one character", "another string");
        }

        EndValue();
        return text[0];
    }

    /// <summary>Reads a bool (BOOL).</summary>
    /// <returns>The value.</returns>
    public bool ReadBoolean()
    {
        BeginValue(WireType.Boolean);
        bool value = _json.ReadBoolean();
        EndValue();
        return value;
    }

    /// <summary>Reads a Guid from its 36 characters (S).</summary>
    /// <returns>The value.</returns>
    public Guid ReadGuid()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        if (!Utf8Parser.TryParse(text, out Guid value, out int count, 'D') || count != text.Length)
        {
            ThrowFound("S that is a Guid", "another string");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads an enum member by its name (S), in the exact case, or a combination of flags by theirs, in any order.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="names">The enum's names.</param>
    /// <returns>The value.</returns>
    public TEnum ReadEnum<TEnum>(EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);

        if (!names.TryGetValue(ReadText(WireType.String), out TEnum value))
        {
            ThrowFound($"S that names a member of {typeof(TEnum).Name}", "another string");
        }

        EndValue();
        return value;
    }
}

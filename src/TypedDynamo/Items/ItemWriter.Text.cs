using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Strings, characters, Guids and enums.</content>
public ref partial struct ItemWriter
{
    /// <summary>Writes a string (S).</summary>
    /// <param name="value">The value; the empty string is stored as such.</param>
    public void WriteString(string value)
    {
        if (value is null)
        {
            Refuse("a string", "null");
        }

        Open("{\"S\":\""u8);
        if (!JsonText.TryAppend(_buffer, value, escapes: !_isInKeyText))
        {
            Refuse("a string of Unicode characters", "half a surrogate pair");
        }

        Close();
    }

    /// <summary>Writes a character (S). Half a surrogate pair is refused: it is no text of its own.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value)
    {
        Open("{\"S\":\""u8);
        if (!JsonText.TryAppend(_buffer, new ReadOnlySpan<char>(in value), escapes: !_isInKeyText))
        {
            Refuse("a Unicode character", "half a surrogate pair");
        }

        Close();
    }

    /// <summary>Writes a Guid as 36 characters in lower case with hyphens (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        Span<byte> text = BeginText(36);
        value.TryFormat(text, out int count, "D");
        End(count);
    }

    /// <summary>Writes an enum member's name (S), or those of a combination of flags. Refuses a value that has none.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="names">The enum's names.</param>
    public void WriteEnum<TEnum>(TEnum value, EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        Open("{\"S\":\""u8);
        if (names.TryGetName(value, out ReadOnlySpan<byte> name))
        {
            _buffer.Write(name);
        }
        else if (!names.TryAppendNames(_buffer, value))
        {
            Refuse($"a named member of {typeof(TEnum).Name}", "a value without a name");
        }

        Close();
    }

    private Span<byte> BeginText(int size)
    {
        Open("{\"S\":\""u8);
        return _buffer.GetSpan(size);
    }
}

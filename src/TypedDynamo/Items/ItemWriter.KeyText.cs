using System.Globalization;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Keys that are composed of literal text and properties.</content>
public ref partial struct ItemWriter
{
    /// <summary>Begins a composed key (S). Until its end, every value is written as bare text.</summary>
    public void BeginKeyText()
    {
        Open("{\"S\":\""u8);
        _isInKeyText = true;
        _keyTextStart = _buffer.Length;
    }

    /// <summary>Begins a property's part of a composed key, which the value is to be written into next.</summary>
    /// <param name="property">The property's name, for messages.</param>
    public void BeginKeyPart(string property)
    {
        _keyPart = property;
        _keyPartStart = _buffer.Length;
    }

    /// <summary>Ends the part whose text is of fixed length, so that it is found without regard to what follows.</summary>
    public void EndKeyPart() => _keyPart = null;

    /// <summary>Writes literal text of a composed key. It ends the part before it, if that has not ended yet.</summary>
    /// <param name="literal">The text in UTF-8.</param>
    /// <exception cref="ItemMappingException">The part holds the literal itself, so that reading would end it too soon.</exception>
    public void WriteKeyLiteral(ReadOnlySpan<byte> literal)
    {
        _buffer.Write(literal);
        if (_keyPart is null)
        {
            return;
        }

        ReadOnlySpan<byte> text = _buffer.Written[_keyPartStart..];
        if (text.IndexOf(literal) != text.Length - literal.Length)
        {
            Refuse($"text without '{Encoding.UTF8.GetString(literal)}', which ends it in the key", "text that holds it");
        }

        _keyPart = null;
    }

    /// <summary>Ends a composed key, which is neither empty nor longer than DynamoDB allows.</summary>
    /// <param name="role">The key's role, which sets the limit: 2,048 bytes for a partition key, 1,024 for a sort key.</param>
    public void EndKeyText(KeyRole role)
    {
        _keyPart = null;
        CheckKeyLength(_buffer.Length - _keyTextStart, role);
        JsonText.Escape(_buffer, _keyTextStart);
        _isInKeyText = false;
        Close();
    }

    /// <summary>Writes an integer with leading zeros, so that its text sorts by value.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    /// <param name="value">The value, which must not be negative nor have more digits.</param>
    /// <param name="digits">The number of digits.</param>
    public void WritePadded<T>(T value, int digits)
        where T : System.Numerics.IBinaryInteger<T>
    {
        if (!KeyTextReader.TryPad(value, _buffer.GetSpan(digits)[..digits]))
        {
            Refuse($"a number from zero to one of {digits} digits", T.IsNegative(value) ? "a negative one" : "a greater one");
        }

        _buffer.Advance(digits);
    }

    /// <summary>Writes a Guid in one of its formats.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format"><c>N</c>, <c>D</c>, <c>B</c> or <c>P</c>.</param>
    public void WriteGuid(Guid value, string format) => WriteFormatted(value, format);

    /// <summary>Writes a date in a format.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A custom format, all of whose parts have a fixed length.</param>
    public void WriteDateOnly(DateOnly value, string format) => WriteFormatted(value, format);

    /// <summary>Writes a time of day in a format.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A custom format, all of whose parts have a fixed length.</param>
    public void WriteTimeOnly(TimeOnly value, string format) => WriteFormatted(value, format);

    /// <summary>Writes a point in time in a format, in UTC.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A custom format, all of whose parts have a fixed length.</param>
    public void WriteDateTimeOffset(DateTimeOffset value, string format) => WriteFormatted(value.UtcDateTime, format);

    /// <summary>Writes a point in time in a format, in UTC.</summary>
    /// <param name="value">The value. Local time is converted; a value of unspecified kind is refused, for its zone is anybody's guess.</param>
    /// <param name="format">A custom format, all of whose parts have a fixed length.</param>
    public void WriteDateTime(DateTime value, string format)
        => WriteFormatted(ToUtc(value), format);

    /// <summary>Writes text after the beginning of a composed key: the value that a query compares.</summary>
    /// <returns>The beginning, and the text.</returns>
    internal static byte[] AppendKeyText<T>(TableSchema schema, AttributePath attribute, ReadOnlySpan<byte> before, T value, ValueWriter<T> write)
    {
        using var buffer = new ByteBuffer();
        buffer.Write(before);
        var writer = new ItemWriter(buffer, schema.Context) { _attribute = attribute.JsonName, _isInKeyText = true };
        write(ref writer, value);
        return buffer.Written.ToArray();
    }

    /// <summary>Refuses what a query cannot compare a composed key with.</summary>
    internal static void RefuseKeyText(TableSchema schema, AttributePath attribute, string expected, string found)
    {
        using var buffer = new ByteBuffer();
        new ItemWriter(buffer, schema.Context) { _attribute = attribute.JsonName }.Refuse(expected, found);
    }

    private void WriteFormatted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        // The formats that the generator takes are of fixed length, the longest of them a Guid's.
        Span<byte> text = _buffer.GetSpan(64 + format.Length);
        value.TryFormat(text, out int count, format, CultureInfo.InvariantCulture);
        _buffer.Advance(count);
    }
}

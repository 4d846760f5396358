using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>The beginning of a composed sort key, as far as a query has fixed it. Generated code makes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public readonly struct KeyText
{
    // Developer Guide, "Constraints in Amazon DynamoDB": sort key values.
    private const int MaxSortKeyBytes = 1024;

    private readonly TableSchema _schema;
    private readonly byte[] _text;

    private KeyText(TableSchema schema, byte[] text)
    {
        _schema = schema;
        _text = text;
    }

    // The greatest character of all: what begins otherwise sorts before it.
    internal static ReadOnlySpan<byte> Greatest => "\U0010FFFF"u8;

    internal ReadOnlySpan<byte> Text => _text;

    private AttributePath Attribute => _schema.SortKey!.Attribute;

    /// <summary>Begins a sort key with the values that the partition key shares with it.</summary>
    /// <typeparam name="T">The type of the values in the partition key.</typeparam>
    /// <param name="schema">The schema of the table.</param>
    /// <param name="value">The values in the partition key.</param>
    /// <param name="write">Writes the beginning.</param>
    /// <returns>The beginning.</returns>
    /// <exception cref="ItemMappingException">A value cannot be part of a key.</exception>
    public static KeyText Begin<T>(TableSchema schema, T value, ValueWriter<T> write)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(write);
        return new KeyText(schema, ItemWriter.AppendKeyText(schema, schema.SortKey!.Attribute, default, value, write));
    }

    /// <summary>Matches the sort key that equals the text.</summary>
    /// <returns>The condition.</returns>
    public KeyCondition Is() => Compare(ExpressionOperator.Equal, _text);

    /// <summary>Matches the sort keys that begin with the text.</summary>
    /// <returns>The condition.</returns>
    public KeyCondition Begins() => _text.Length == 0 ? default : Compare(ExpressionOperator.BeginsWith, _text);

    /// <summary>Adds a property's part, and the literal text after it.</summary>
    internal KeyText Append<T>(T value, ValueWriter<T> write, ReadOnlySpan<byte> end)
    {
        byte[] text = end.IsEmpty
            ? Compose(value, write)
            : ItemWriter.AppendKeyText(_schema, Attribute, _text, (value, write, end.ToArray()), WriteWithEnd);
        return new KeyText(_schema, text);
    }

    /// <summary>Adds only a property's part.</summary>
    internal byte[] Compose<T>(T value, ValueWriter<T> write) => ItemWriter.AppendKeyText(_schema, Attribute, _text, value, write);

    /// <summary>Matches the sort keys of the entity from one text to another.</summary>
    /// <remarks>
    /// DynamoDB takes one condition on a sort key, so an open end is the end of all keys that begin with the text before. Without such
    /// text, the entity's keys are unbounded on that side.
    /// </remarks>
    internal KeyCondition Range(byte[]? first, byte[]? last)
    {
        if (_text.Length == 0 && first is null)
        {
            return Compare(ExpressionOperator.LessThanOrEqual, last!);
        }

        if (_text.Length == 0 && last is null)
        {
            return Compare(ExpressionOperator.GreaterThanOrEqual, first!);
        }

        return KeyCondition.Of(ExpressionOperator.Between, Attribute, Encode(first ?? _text), Encode(last ?? [.. _text, .. Greatest]));
    }

    /// <summary>Matches the sort keys whose next part begins with some text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="write">Writes the part.</param>
    /// <param name="end">The literal that ends the part.</param>
    /// <exception cref="ItemMappingException">
    /// The text reaches into the literal, and would match keys whose property does not begin with it.
    /// </exception>
    internal KeyCondition BeginsWith(string text, ValueWriter<string> write, ReadOnlySpan<byte> end)
    {
        byte[] composed = Compose(text, write);
        ReadOnlySpan<byte> part = composed.AsSpan(_text.Length);
        bool reachesIntoEnd = !end.IsEmpty && part.IndexOf(end) >= 0;
        for (int length = 1; length < end.Length; length++)
        {
            reachesIntoEnd |= part.EndsWith(end[..length]);
        }

        if (reachesIntoEnd)
        {
            ItemWriter.RefuseKeyText(
                _schema, Attribute, $"text without '{Encoding.UTF8.GetString(end)}', which ends it in the key", "text that reaches into it");
        }

        return composed.Length == 0 ? default : Compare(ExpressionOperator.BeginsWith, composed);
    }

    private static void WriteWithEnd<T>(ref ItemWriter writer, (T Value, ValueWriter<T> Write, byte[] End) part)
    {
        part.Write(ref writer, part.Value);
        writer.WriteKeyLiteral(part.End);
    }

    private KeyCondition Compare(ExpressionOperator @operator, byte[] text)
        => KeyCondition.Of(@operator, Attribute, Encode(text));

    private byte[] Encode(byte[] text)
    {
        if (text.Length is 0 or > MaxSortKeyBytes)
        {
            ItemWriter.RefuseKeyText(_schema, Attribute, $"a sort key of 1 to {MaxSortKeyBytes} bytes", $"{text.Length} bytes");
        }

        using var buffer = new ByteBuffer(text.Length + 16);
        buffer.Write("{\"S\":\""u8);
        int start = buffer.Length;
        buffer.Write(text);
        JsonText.Escape(buffer, start);
        buffer.Write("\"}"u8);
        return buffer.Written.ToArray();
    }
}

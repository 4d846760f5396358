using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace TypedDynamo.CompilerServices;

/// <summary>Takes a composed key apart into its literal text and its properties. Generated code calls it.</summary>
/// <remarks>
/// Every method tells whether the text fits, and accepts only what composing the value would write again: another text belongs to an item of
/// another type. Nothing is allocated, for most items of a shared table may be of other types.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public ref struct KeyTextReader
{
    // The longest text of what is not a string: a BigInteger's 126 digits and its sign.
    private const int MaxTextLength = 128;

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins to read a key.</summary>
    /// <param name="text">The key in UTF-8.</param>
    public KeyTextReader(ReadOnlySpan<byte> text)
    {
        _rest = text;
    }

    /// <summary>Gets the text of the part that was read last.</summary>
    public ReadOnlySpan<byte> Part { get; private set; }

    /// <summary>Gets whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Skips literal text.</summary>
    /// <param name="literal">The text in UTF-8.</param>
    /// <returns><see langword="false"/> if another text stands there.</returns>
    public bool ReadLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Reads a part up to the literal that ends it, and skips that.</summary>
    /// <param name="end">The literal in UTF-8.</param>
    /// <returns><see langword="false"/> if the literal does not follow.</returns>
    public bool ReadPart(ReadOnlySpan<byte> end)
    {
        int length = _rest.IndexOf(end);
        return length >= 0 && ReadPart(length) && ReadLiteral(end);
    }

    /// <summary>Reads a part of fixed length.</summary>
    /// <param name="length">The length in bytes.</param>
    /// <returns><see langword="false"/> if the key ends before.</returns>
    public bool ReadPart(int length)
    {
        if (_rest.Length < length)
        {
            return false;
        }

        Part = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Reads all that is left as a part.</summary>
    public void ReadLastPart()
    {
        Part = _rest;
        _rest = default;
    }

    /// <summary>Gives a part that is a string, in UTF-8.</summary>
    /// <param name="value">The text.</param>
    /// <returns><see langword="true"/>: any text is a string.</returns>
    public readonly bool TryGetString(out ReadOnlySpan<byte> value)
    {
        value = Part;
        return true;
    }

    /// <summary>Reads a character, one UTF-16 unit.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetChar(out char value)
    {
        value = default;
        return Utf8.ToUtf16(Part, new Span<char>(ref value), out _, out int count, replaceInvalidSequences: false) == OperationStatus.Done
            && count == 1;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetBoolean(out bool value)
    {
        value = Part.SequenceEqual("true"u8);
        return value || Part.SequenceEqual("false"u8);
    }

    /// <summary>Reads an integer without leading zeros.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetInteger<T>(out T value)
        where T : IBinaryInteger<T>
        => TryParse(out value) && IsTextOf(value, default);

    /// <summary>Reads an integer with leading zeros.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="digits">The number of digits.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetPadded<T>(int digits, out T value)
        where T : IBinaryInteger<T>
    {
        Span<byte> text = stackalloc byte[digits];
        return TryParse(out value) && TryPad(value, text) && text.SequenceEqual(Part);
    }

    /// <summary>Reads a decimal without trailing zeros.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetDecimal(out decimal value)
    {
        bool isPlain = Part.IndexOf((byte)'.') < 0 || Part[^1] is not ((byte)'0' or (byte)'.');
        return decimal.TryParse(Part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && isPlain
            && IsTextOf(value, default)
            && (value != 0 || Part.Length == 1);
    }

    /// <summary>Reads a duration from its ticks.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetTimeSpan(out TimeSpan value)
    {
        bool isInteger = TryGetInteger(out long ticks);
        value = new TimeSpan(ticks);
        return isInteger;
    }

    /// <summary>Reads a Guid.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetGuid(out Guid value, string format = UsualKeyText.Guid)
        => Utf8Parser.TryParse(Part, out value, out int length, format[0]) && length == Part.Length && IsTextOf(value, format);

    /// <summary>Reads a point in time, in UTC.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetDateTime(out DateTime value, string format = UsualKeyText.DateTime)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        value = default;
        return TryGetChars(ref text)
            && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Utc, out value)
            && IsTextOf(value, format);
    }

    /// <summary>Reads a point in time, in UTC.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetDateTimeOffset(out DateTimeOffset value, string format = UsualKeyText.DateTime)
    {
        bool isTime = TryGetDateTime(out DateTime utc, format);
        value = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return isTime;
    }

    /// <summary>Reads a date.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetDateOnly(out DateOnly value, string format = UsualKeyText.DateOnly)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        value = default;
        return TryGetChars(ref text)
            && DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            && IsTextOf(value, format);
    }

    /// <summary>Reads a time of day.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetTimeOnly(out TimeOnly value, string format = UsualKeyText.TimeOnly)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        value = default;
        return TryGetChars(ref text)
            && TimeOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            && IsTextOf(value, format);
    }

    /// <summary>Reads an enum member by the name that is written for it.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="names">The enum's names.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> for another text.</returns>
    public readonly bool TryGetEnum<TEnum>(EnumNames<TEnum> names, out TEnum value)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.TryGetValue(Part, out value) && names.TryGetName(value, out ReadOnlySpan<byte> name) && name.SequenceEqual(Part);
    }

    /// <summary>Writes an integer with leading zeros.</summary>
    /// <returns><see langword="false"/> if it is negative or has more digits than there is room for.</returns>
    internal static bool TryPad<T>(T value, Span<byte> text)
        where T : IBinaryInteger<T>
    {
        Span<byte> digits = stackalloc byte[MaxTextLength];
        if (T.IsNegative(value)
            || !value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture)
            || count > text.Length)
        {
            return false;
        }

        text[..^count].Fill((byte)'0');
        digits[..count].CopyTo(text[^count..]);
        return true;
    }

    private readonly bool TryParse<T>(out T value)
        where T : IBinaryInteger<T>
        => T.TryParse(Part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!);

    private readonly bool TryGetChars(ref Span<char> text)
    {
        // More bytes than there is room for are no date; what is not ASCII in a format takes fewer characters than bytes.
        if (Part.Length > text.Length)
        {
            return false;
        }

        text = text[..Encoding.UTF8.GetChars(Part, text)];
        return true;
    }

    private readonly bool IsTextOf<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return value.TryFormat(text, out int count, format, CultureInfo.InvariantCulture) && text[..count].SequenceEqual(Part);
    }
}

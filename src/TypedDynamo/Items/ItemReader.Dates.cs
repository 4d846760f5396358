using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Dates, times and durations.</content>
public ref partial struct ItemReader
{
    private const string DateTimeForm = "S that is an ISO 8601 date and time with its zone";

    /// <summary>Reads a point in time from ISO 8601 text with a zone (S).</summary>
    /// <returns>The value, in UTC.</returns>
    public DateTime ReadDateTime() => ReadInstant().UtcDateTime;

    /// <summary>Reads a point in time from ISO 8601 text with a zone (S).</summary>
    /// <returns>The value, with the offset zero.</returns>
    public DateTimeOffset ReadDateTimeOffset() => ReadInstant().ToUniversalTime();

    /// <summary>Reads a date from <c>yyyy-MM-dd</c> (S).</summary>
    /// <returns>The value.</returns>
    public DateOnly ReadDateOnly()
    {
        // Read by hand: the framework's parser of this form takes longer than all the rest of an item.
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        if (text.Length != 10
            || text[4] != (byte)'-'
            || text[7] != (byte)'-'
            || !TryReadDigits(text[..4], out int year)
            || !TryReadDigits(text.Slice(5, 2), out int month)
            || !TryReadDigits(text[8..], out int day)
            || year == 0
            || month is 0 or > 12
            || day == 0
            || day > DateTime.DaysInMonth(year, month))
        {
            ThrowFound("S of the form yyyy-MM-dd", "another string");
            return default;
        }

        EndValue();
        return new DateOnly(year, month, day);
    }

    /// <summary>Reads a time of day from <c>HH:mm:ss.fffffff</c> (S), which may have fewer digits after the seconds.</summary>
    /// <returns>The value.</returns>
    public TimeOnly ReadTimeOnly()
    {
        ReadOnlySpan<byte> json = ReadText(WireType.String);
        Span<char> text = stackalloc char[16];
        if (json.Length > text.Length
            || !TimeOnly.TryParseExact(
                text[..Encoding.UTF8.GetChars(json, text)], "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out TimeOnly value))
        {
            ThrowFound("S of the form HH:mm:ss.fffffff", "another string");
            return default;
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a duration from a number of ticks (N).</summary>
    /// <returns>The value.</returns>
    public TimeSpan ReadTimeSpan() => new(ReadInteger<long>());

    /// <summary>Reads a point in time from whole seconds since 1970 (N).</summary>
    /// <returns>The value, in UTC.</returns>
    public DateTime ReadEpochDateTime() => ReadEpochDateTimeOffset().UtcDateTime;

    /// <summary>Reads a point in time from whole seconds since 1970 (N).</summary>
    /// <returns>The value, with the offset zero.</returns>
    public DateTimeOffset ReadEpochDateTimeOffset()
    {
        if (!long.TryParse(ReadText(WireType.Number), CultureInfo.InvariantCulture, out long seconds)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds()
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            ThrowFound("N of whole seconds since 1970", "another number");
            return default;
        }

        EndValue();
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    private DateTimeOffset ReadInstant()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.String);

        // Without a zone the same text would be another instant on every machine.
        bool hasZone = text.Length > 6 && (text[^1] == (byte)'Z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == (byte)':'));
        if (!hasZone || !TryReadInstant(text, out DateTimeOffset value))
        {
            ThrowFound(DateTimeForm, "another string");
            return default;
        }

        EndValue();
        return value;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private static bool TryReadInstant(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        // The form that is written: 2026-11-20T08:30:00.0000000Z.
        if (Utf8Parser.TryParse(text, out value, out int count, 'O') && count == text.Length)
        {
            return true;
        }

        // What JSON would have to escape is in no date, and would be read as the end of the text or as another one.
        if (text.IndexOfAny((byte)'"', (byte)'\\') >= 0 || text.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
        {
            value = default;
            return false;
        }

        // All others that ISO 8601 has, as JSON's own reader takes them.
        using ByteBuffer quoted = JsonScanner.Quote(text);
        var json = new Utf8JsonReader(quoted.Written);
        json.Read();
        return json.TryGetDateTimeOffset(out value);
    }
}

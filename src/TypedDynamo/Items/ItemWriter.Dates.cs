using System.Globalization;

namespace TypedDynamo.CompilerServices;

/// <content>Dates, times and durations.</content>
public ref partial struct ItemWriter
{
    /// <summary>Writes a point in time as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c> (S), in UTC.</summary>
    /// <param name="value">The value. Local time is converted; a value of unspecified kind is refused, for its zone is anybody's guess.</param>
    public void WriteDateTime(DateTime value) => WriteUtc(ToUtc(value));

    /// <summary>Writes a point in time as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c> (S), in UTC. The offset is not kept.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value) => WriteUtc(value.UtcDateTime);

    /// <summary>Writes a date as <c>yyyy-MM-dd</c> (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value)
    {
        Span<byte> text = BeginText(10);
        value.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }

    /// <summary>Writes a time of day as <c>HH:mm:ss.fffffff</c> (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value)
    {
        Span<byte> text = BeginText(16);
        value.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }

    /// <summary>Writes a duration as a number of ticks of 100 nanoseconds (N).</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteInteger(value.Ticks);

    /// <summary>Writes a point in time as whole seconds since 1970 (N); fractions of a second are cut off.</summary>
    /// <remarks>DynamoDB Developer Guide, "Using time to live": the attribute is a number, in seconds of Unix time.</remarks>
    /// <param name="value">The value, from 1970 on. Local time is converted; a value of unspecified kind is refused.</param>
    public void WriteEpochDateTime(DateTime value) => WriteEpochDateTimeOffset(ToUtc(value));

    /// <summary>Writes a point in time as whole seconds since 1970 (N); fractions of a second are cut off.</summary>
    /// <remarks>DynamoDB Developer Guide, "Using time to live": the attribute is a number, in seconds of Unix time.</remarks>
    /// <param name="value">The value, from 1970 on.</param>
    public void WriteEpochDateTimeOffset(DateTimeOffset value)
    {
        if (value < DateTimeOffset.UnixEpoch)
        {
            Refuse("a time from 1970 on, or null where there is none", "an earlier one");
        }

        WriteInteger(value.ToUnixTimeSeconds());
    }

    private readonly DateTime ToUtc(DateTime value)
    {
        if (value.Kind == DateTimeKind.Unspecified)
        {
            Refuse("a DateTime of kind Utc or Local", "one of kind Unspecified");
        }

        return value.ToUniversalTime();
    }

    private void WriteUtc(DateTime utc)
    {
        Span<byte> text = BeginText(28);
        utc.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }
}

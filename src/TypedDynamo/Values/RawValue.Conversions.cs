using System.Diagnostics.CodeAnalysis;
using System.Text;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <content>Implicit conversions to values. The stored forms are those of attributes of the same C# types.</content>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor-like methods are Of and Number; a method for each operator would say nothing more.")]
public readonly partial struct RawValue
{
    // Only messages of ItemWriter know it, and Of replaces them.
    private static readonly TableSchema s_schema = new("(none)", nameof(RawValue), ["value"], (0, KeyAttributeType.String));

    /// <summary>Makes a string (S).</summary>
    /// <param name="value">The string, which may be empty.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>: see <see cref="Null"/>.</exception>
    /// <exception cref="ItemMappingException">It contains half a surrogate pair.</exception>
    public static implicit operator RawValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Of(value, static (ref ItemWriter writer, string value) => writer.WriteString(value));
    }

    /// <summary>Makes a bool (BOOL).</summary>
    /// <param name="value">The bool.</param>
    public static implicit operator RawValue(bool value) => Of(value, static (ref ItemWriter writer, bool value) => writer.WriteBoolean(value));

    /// <summary>Makes a number (N).</summary>
    /// <param name="value">The number.</param>
    public static implicit operator RawValue(int value) => (long)value;

    /// <summary>Makes a number (N).</summary>
    /// <param name="value">The number.</param>
    public static implicit operator RawValue(long value) => Of(value, static (ref ItemWriter writer, long value) => writer.WriteInt64(value));

    /// <summary>Makes a number (N).</summary>
    /// <param name="value">The number.</param>
    public static implicit operator RawValue(decimal value) => Of(value, static (ref ItemWriter writer, decimal value) => writer.WriteDecimal(value));

    /// <summary>Makes a number (N).</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ItemMappingException">It is infinite, not a number, or outside DynamoDB's range.</exception>
    public static implicit operator RawValue(double value) => Of(value, static (ref ItemWriter writer, double value) => writer.WriteDouble(value));

    /// <summary>Makes binary data (B).</summary>
    /// <param name="value">The bytes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>: see <see cref="Null"/>.</exception>
    public static implicit operator RawValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Of(value, static (ref ItemWriter writer, byte[] value) => writer.WriteBytes(value));
    }

    /// <summary>Makes a string (S): the id in lower case with hyphens.</summary>
    /// <param name="value">The id.</param>
    public static implicit operator RawValue(Guid value) => Of(value, static (ref ItemWriter writer, Guid value) => writer.WriteGuid(value));

    /// <summary>Makes a string (S): the time as ISO 8601 in UTC, of fixed width, as in <c>2026-01-31T12:00:00.0000000Z</c>.</summary>
    /// <param name="value">The time. Its offset is not kept.</param>
    public static implicit operator RawValue(DateTimeOffset value)
        => Of(value, static (ref ItemWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value));

    /// <summary>Makes a string (S): the time as ISO 8601 in UTC, of fixed width.</summary>
    /// <param name="value">The time, local or UTC.</param>
    /// <exception cref="ItemMappingException">Its kind is neither local nor UTC.</exception>
    public static implicit operator RawValue(DateTime value) => Of(value, static (ref ItemWriter writer, DateTime value) => writer.WriteDateTime(value));

    /// <summary>Makes a string (S): the date as in <c>2026-01-31</c>.</summary>
    /// <param name="value">The date.</param>
    public static implicit operator RawValue(DateOnly value) => Of(value, static (ref ItemWriter writer, DateOnly value) => writer.WriteDateOnly(value));

    /// <summary>Makes a number (N): the ticks, of 100 ns each.</summary>
    /// <param name="value">The time.</param>
    public static implicit operator RawValue(TimeSpan value) => Of(value, static (ref ItemWriter writer, TimeSpan value) => writer.WriteTimeSpan(value));

    /// <summary>Makes a number (N) from its digits. DynamoDB keeps 38 digits: more than any C# number.</summary>
    /// <param name="digits">The number, such as <c>-12.5</c> or <c>1E+100</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">It is not a number, or not one that DynamoDB can store (Developer Guide, "Data types").</exception>
    public static RawValue Number(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        byte[] text = Encoding.UTF8.GetBytes(digits);
        if (!DecimalText.TryMeasure(text, out int highest, out int lowest) || highest > 125 || highest < -130 || highest - lowest >= 38)
        {
            throw new ArgumentException("DynamoDB stores numbers of up to 38 digits, from 1E-130 to below 1E+126.", nameof(digits));
        }

        return new RawValue(Encoding.UTF8.GetBytes($"{{\"N\":\"{digits}\"}}"));
    }

    private static RawValue Of<T>(T value, ValueWriter<T> write)
    {
        using var buffer = new ByteBuffer(64);
        try
        {
            ItemWriter.WriteValue(buffer, s_schema.Context, s_schema.PartitionKey.Attribute, value, write);
        }
        catch (ItemMappingException error)
        {
            throw MappingErrors.OfValue(error.Expected!, error.Found!);
        }

        return new RawValue(buffer.Written.ToArray());
    }
}

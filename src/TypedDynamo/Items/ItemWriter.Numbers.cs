using System.Globalization;
using System.Numerics;
using System.Text;

namespace TypedDynamo.CompilerServices;

/// <content>Numbers.</content>
public ref partial struct ItemWriter
{
    // DynamoDB Developer Guide, "Data types": positive numbers reach from 1E-130 to 9.9999999999999999999999999999999999999E+125.
    private const double MinMagnitude = 1E-130;
    private const double MagnitudeLimit = 1E+126;

    // The same page: a number has up to 38 significant digits.
    private const int MaxDigits = 38;

    // No integer below 1E+126 has more bits.
    private const int MaxIntegerBits = 419;

    private static readonly BigInteger s_integerLimit = BigInteger.Pow(10, 126);

    /// <summary>Writes a number (N).</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteSByte(sbyte value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt16(short value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt16(ushort value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt32(int value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt32(uint value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt64(long value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt64(ulong value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteIntPtr(nint value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUIntPtr(nuint value) => WriteInteger(value);

    /// <summary>Writes a number (N). Refuses one of more than 38 significant digits, which DynamoDB does not store.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt128(Int128 value) => WriteWideInteger(value);

    /// <inheritdoc cref="WriteInt128"/>
    public void WriteUInt128(UInt128 value) => WriteWideInteger(value);

    /// <summary>Writes a number (N). Refuses one of more than 38 significant digits and magnitudes from 1E+126 on.</summary>
    /// <param name="value">The value.</param>
    public void WriteBigInteger(BigInteger value)
    {
        Span<char> text = stackalloc char[MaxIntegerBits];
        if (value.GetBitLength() > MaxIntegerBits
            || !value.TryFormat(text, out int count, provider: CultureInfo.InvariantCulture)
            || BigInteger.Abs(value) >= s_integerLimit)
        {
            Refuse("a number below 1E+126", "a number beyond that");
            return;
        }

        Span<byte> digits = BeginNumber(count);
        Encoding.ASCII.GetBytes(text[..count], digits);
        RefuseWide(digits[..count]);
        End(count);
    }

    /// <summary>Writes a number (N) with the fewest digits that read back as the same value. Refuses NaN and infinities.</summary>
    /// <param name="value">The value; negative zero is stored as zero.</param>
    public void WriteHalf(Half value) => WriteFloatingPoint(value);

    /// <inheritdoc cref="WriteHalf"/>
    public void WriteSingle(float value) => WriteFloatingPoint(value);

    /// <summary>Writes a number (N) with the fewest digits that read back as the same value.</summary>
    /// <param name="value">The value, within DynamoDB's range; negative zero is stored as zero. NaN and infinities are refused.</param>
    public void WriteDouble(double value)
    {
        if (value != 0 && Math.Abs(value) is < MinMagnitude or >= MagnitudeLimit)
        {
            Refuse("a number between 1E-130 and 9.99E+125", "a number beyond that");
        }

        WriteFloatingPoint(value);
    }

    /// <summary>Writes a number (N) without trailing zeros, so that equal values have one form: keys are compared by it.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        Span<byte> digits = BeginNumber(32);
        value.TryFormat(digits, out int count, provider: CultureInfo.InvariantCulture);
        if (value == 0)
        {
            digits[0] = (byte)'0';
            count = 1;
        }
        else if (digits[..count].Contains((byte)'.'))
        {
            count = digits[..count].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        }

        End(count);
    }

    private void WriteInteger<T>(T value)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(BeginNumber(20), out int count, default, CultureInfo.InvariantCulture);
        End(count);
    }

    private void WriteWideInteger<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> digits = BeginNumber(40);
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        RefuseWide(digits[..count]);
        End(count);
    }

    private readonly void RefuseWide(ReadOnlySpan<byte> integer)
    {
        if (integer.TrimStart((byte)'-').TrimEnd((byte)'0').Length > MaxDigits)
        {
            Refuse($"a number of at most {MaxDigits} significant digits", "one with more");
        }
    }

    private void WriteFloatingPoint<T>(T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            Refuse("a finite number", T.IsNaN(value) ? "NaN" : "an infinity");
        }

        // DynamoDB has no negative zero.
        T stored = value == T.Zero ? T.Zero : value;
        stored.TryFormat(BeginNumber(32), out int count, "R", CultureInfo.InvariantCulture);
        End(count);
    }

    private Span<byte> BeginNumber(int size)
    {
        Open("{\"N\":\""u8);
        return _buffer.GetSpan(size);
    }
}

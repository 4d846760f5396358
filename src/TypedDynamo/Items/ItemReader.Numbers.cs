using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Numbers.</content>
public ref partial struct ItemReader
{
    /// <summary>Reads a number (N) that fits the type.</summary>
    /// <returns>The value.</returns>
    public byte ReadByte() => ReadInteger<byte>();

    /// <inheritdoc cref="ReadByte"/>
    public sbyte ReadSByte() => ReadInteger<sbyte>();

    /// <inheritdoc cref="ReadByte"/>
    public short ReadInt16() => ReadInteger<short>();

    /// <inheritdoc cref="ReadByte"/>
    public ushort ReadUInt16() => ReadInteger<ushort>();

    /// <inheritdoc cref="ReadByte"/>
    public int ReadInt32() => ReadInteger<int>();

    /// <inheritdoc cref="ReadByte"/>
    public uint ReadUInt32() => ReadInteger<uint>();

    /// <inheritdoc cref="ReadByte"/>
    public long ReadInt64() => ReadInteger<long>();

    /// <inheritdoc cref="ReadByte"/>
    public ulong ReadUInt64() => ReadInteger<ulong>();

    /// <inheritdoc cref="ReadByte"/>
    public nint ReadIntPtr() => ReadInteger<nint>();

    /// <inheritdoc cref="ReadByte"/>
    public nuint ReadUIntPtr() => ReadInteger<nuint>();

    /// <inheritdoc cref="ReadByte"/>
    public Int128 ReadInt128() => ReadInteger<Int128>();

    /// <inheritdoc cref="ReadByte"/>
    public UInt128 ReadUInt128() => ReadInteger<UInt128>();

    /// <summary>Reads a whole number (N).</summary>
    /// <returns>The value.</returns>
    public BigInteger ReadBigInteger()
    {
        if (!DecimalText.TryReadInteger(ReadText(WireType.Number), out BigInteger value))
        {
            ThrowFound("N that fits BigInteger", "another number");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a number (N), rounded to the nearest value of the type.</summary>
    /// <returns>The value.</returns>
    public Half ReadHalf() => ReadFloatingPoint<Half>();

    /// <inheritdoc cref="ReadHalf"/>
    public float ReadSingle() => ReadFloatingPoint<float>();

    /// <inheritdoc cref="ReadHalf"/>
    public double ReadDouble() => ReadFloatingPoint<double>();

    /// <summary>Reads a number (N) exactly. One with more digits than a decimal holds is an error, not rounded.</summary>
    /// <returns>The value.</returns>
    public decimal ReadDecimal()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        decimal value;
        if (DecimalText.TryReadShort(text, out long digits, out int scale))
        {
            ulong magnitude = (ulong)Math.Abs(digits);
            value = new decimal((int)magnitude, (int)(magnitude >> 32), 0, digits < 0, (byte)scale);
        }
        else if (!Utf8Parser.TryParse(text, out value, out int count) || count != text.Length || !DecimalText.IsExact(text, value))
        {
            ThrowFound("N that fits Decimal", "another number");
        }

        EndValue();
        return value;
    }

    private T ReadInteger<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        if (!TryReadShort(text, out T value) && !T.TryParse(text, CultureInfo.InvariantCulture, out value) && !TryReadExact(text, out value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }

    // DynamoDB writes an integer as its digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadShort<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        bool isShort = DecimalText.TryReadShort(text, out long digits, out int scale) && scale == 0;
        value = T.CreateTruncating(digits);
        return isShort && long.CreateTruncating(value) == digits && T.IsNegative(value) == (digits < 0);
    }

    // The same integer in another form: 1E+3, or 100.0.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadExact<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        bool fits = DecimalText.TryReadInteger(text, out BigInteger integer)
            && integer >= BigInteger.CreateChecked(T.MinValue)
            && integer <= BigInteger.CreateChecked(T.MaxValue);
        value = fits ? T.CreateChecked(integer) : default;
        return fits;
    }

    private T ReadFloatingPoint<T>()
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        T value;
        if (typeof(T) == typeof(double) && DecimalText.TryReadExact(text, out double exact))
        {
            value = T.CreateChecked(exact);
        }
        else if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !T.IsFinite(value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }
}

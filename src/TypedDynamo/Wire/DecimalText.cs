using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace TypedDynamo.Wire;

/// <summary>Compares numbers by their digits: DynamoDB keeps 38 of them, a decimal 28, and one number has many forms.</summary>
internal static class DecimalText
{
    // Up to this length no number is longer than a decimal's 28 digits, nor smaller than its last place.
    private const int AlwaysExactLength = 28;

    // DynamoDB's numbers are below 1E+126.
    private const int MaxPower = 125;

    // Far beyond every number of DynamoDB's, and far from every overflow.
    private const int MaxExponent = 1_000_000;

    // Up to this length all digits, with a sign and a point, fit a long.
    private const int MaxShortLength = 18;

    // The integers that a double holds without a gap.
    private const long MaxExactDouble = 1L << 53;

    private static readonly double[] s_powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17];

    /// <summary>Reads a short number in the form that DynamoDB writes: digits, which may have a sign before and a point among them.</summary>
    /// <param name="text">The number.</param>
    /// <param name="digits">All digits, with the sign.</param>
    /// <param name="scale">The number of digits after the point.</param>
    /// <returns><see langword="false"/> for all other numbers, and for text that is not a number.</returns>
    public static bool TryReadShort(ReadOnlySpan<byte> text, out long digits, out int scale)
    {
        digits = scale = 0;
        bool isNegative = text.Length > 0 && text[0] == (byte)'-';
        int start = isNegative ? 1 : 0;
        if (text.Length > MaxShortLength || text.Length == start)
        {
            return false;
        }

        int point = -1;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = text[i] - (uint)'0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (text[i] == (byte)'.' && point < 0 && i > start && i < text.Length - 1)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        scale = point < 0 ? 0 : text.Length - 1 - point;

        // Where zero has a sign, the type decides what becomes of it.
        digits = isNegative ? -digits : digits;
        return digits != 0 || !isNegative;
    }

    /// <summary>Reads a short number as the nearest double.</summary>
    /// <remarks>
    /// The quotient of two numbers that doubles hold exactly is rounded once, which is right: W. Clinger, "How to Read Floating Point
    /// Numbers Accurately" (1990).
    /// </remarks>
    /// <returns><see langword="false"/> for all other numbers, and for text that is not a number.</returns>
    public static bool TryReadExact(ReadOnlySpan<byte> text, out double value)
    {
        bool isExact = TryReadShort(text, out long digits, out int scale) && Math.Abs(digits) <= MaxExactDouble;
        value = isExact ? digits / s_powers[scale] : 0;
        return isExact;
    }

    public static bool IsExact(ReadOnlySpan<byte> text, decimal value)
    {
        if (text.Length <= AlwaysExactLength && text.IndexOfAny((byte)'E', (byte)'e') < 0)
        {
            return true;
        }

        Span<byte> digits = stackalloc byte[32];
        value.TryFormat(digits, out int count, provider: CultureInfo.InvariantCulture);
        return Normalize(text) == Normalize(digits[..count]);
    }

    /// <summary>Returns a form that is the same for equal numbers in different notations: <c>1.0</c> and <c>1E+0</c>.</summary>
    public static string Canonical(ReadOnlySpan<byte> text)
    {
        (BigInteger digits, int exponent) = Normalize(text);
        return string.Create(CultureInfo.InvariantCulture, $"{digits}E{exponent}");
    }

    /// <summary>Reads a whole number in any of its forms, such as <c>1E+3</c> and <c>100.0</c>.</summary>
    /// <returns><see langword="false"/> for a fraction, for a number that DynamoDB cannot store, and for text that is not a number.</returns>
    public static bool TryReadInteger(ReadOnlySpan<byte> text, out BigInteger value)
    {
        if (!TryMeasure(text, out int highest, out int lowest) || lowest < 0 || highest > MaxPower)
        {
            value = default;
            return false;
        }

        (BigInteger digits, int exponent) = Normalize(text);
        value = digits * BigInteger.Pow(10, exponent);
        return true;
    }

    /// <summary>Finds the powers of ten of a number's first and last digit other than zero, without computing the number.</summary>
    /// <returns><see langword="false"/> for text that is not a number.</returns>
    public static bool TryMeasure(ReadOnlySpan<byte> text, out int highest, out int lowest)
    {
        highest = lowest = 0;
        int exponentAt = text.IndexOfAny((byte)'E', (byte)'e');
        int exponent = 0;
        if (exponentAt >= 0)
        {
            ReadOnlySpan<byte> power = text[(exponentAt + 1)..];
            if (!Utf8Parser.TryParse(power, out exponent, out int read) || read != power.Length || Math.Abs((long)exponent) > MaxExponent)
            {
                return false;
            }

            text = text[..exponentAt];
        }

        text = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        int point = text.IndexOf((byte)'.');
        int digits = text.Length - (point < 0 ? 0 : 1);
        int units = point < 0 ? text.Length : point;
        bool isZero = true;
        for (int i = 0, digit = 0; i < text.Length; i++)
        {
            if (i == point)
            {
                continue;
            }

            if (!char.IsAsciiDigit((char)text[i]))
            {
                return false;
            }

            if (text[i] != (byte)'0')
            {
                lowest = units - 1 - digit + exponent;
                highest = isZero ? lowest : highest;
                isZero = false;
            }

            digit++;
        }

        return digits > 0;
    }

    /// <summary>Writes a number as its digits without zeros at either end, and the power of ten of the last.</summary>
    /// <param name="text">A number that has been measured.</param>
    /// <param name="lowest">The power of ten of its last digit other than zero.</param>
    /// <param name="target">The target.</param>
    /// <returns>The number of written bytes.</returns>
    public static int Shorten(ReadOnlySpan<byte> text, int lowest, Span<byte> target)
    {
        int exponentAt = text.IndexOfAny((byte)'E', (byte)'e');
        ReadOnlySpan<byte> digits = (exponentAt < 0 ? text : text[..exponentAt]).TrimStart("+-0."u8);
        digits = digits.TrimEnd("0."u8);
        if (digits.IsEmpty)
        {
            target[0] = (byte)'0';
            return 1;
        }

        int length = 0;
        if (text[0] == (byte)'-')
        {
            target[length++] = (byte)'-';
        }

        foreach (byte digit in digits)
        {
            if (digit != (byte)'.')
            {
                target[length++] = digit;
            }
        }

        target[length++] = (byte)'E';
        lowest.TryFormat(target[length..], out int count, provider: CultureInfo.InvariantCulture);
        return length + count;
    }

    /// <summary>Splits a number into its digits without trailing zeros and the power of ten of the last digit.</summary>
    private static (BigInteger Digits, int Exponent) Normalize(ReadOnlySpan<byte> text)
    {
        int exponentAt = text.IndexOfAny((byte)'E', (byte)'e');
        int exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        BigInteger digits = BigInteger.Zero;
        bool isFraction = false;
        foreach (byte character in exponentAt < 0 ? text : text[..exponentAt])
        {
            if (character == (byte)'.')
            {
                isFraction = true;
            }
            else if (char.IsAsciiDigit((char)character))
            {
                digits = (digits * 10) + (character - (byte)'0');
                exponent -= isFraction ? 1 : 0;
            }
        }

        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        return (text[0] == (byte)'-' ? -digits : digits, digits.IsZero ? 0 : exponent);
    }
}

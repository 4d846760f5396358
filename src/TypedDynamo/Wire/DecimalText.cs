using System.Globalization;
using System.Numerics;

namespace TypedDynamo.Wire;

/// <summary>Compares numbers by their digits: DynamoDB keeps 38 of them, a decimal 28, and one number has many forms.</summary>
internal static class DecimalText
{
    // Up to this length no number is longer than a decimal's 28 digits, nor smaller than its last place.
    private const int AlwaysExactLength = 28;

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

    /// <summary>Returns a form that is the same for equal numbers, however they are written: <c>1.0</c> and <c>1E+0</c>.</summary>
    public static string Canonical(ReadOnlySpan<byte> text)
    {
        (BigInteger digits, int exponent) = Normalize(text);
        return string.Create(CultureInfo.InvariantCulture, $"{digits}E{exponent}");
    }

    /// <summary>Takes a number apart into its digits without trailing zeros and the power of ten of the last of them.</summary>
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

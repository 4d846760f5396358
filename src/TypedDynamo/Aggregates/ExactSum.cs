using System.Numerics;

namespace TypedDynamo.Operations;

/// <summary>Adds up decimal numbers exactly, no matter how many and how large they are.</summary>
internal struct ExactSum
{
    private const int MaxScale = 28;

    private static readonly Int128[] s_powers = [.. Enumerable.Range(0, MaxScale + 1).Select(digits => (Int128)BigInteger.Pow(10, digits))];

    // The greatest number that can be multiplied with a power.
    private static readonly Int128[] s_limits = Array.ConvertAll(s_powers, power => Int128.MaxValue / power);

    // In units of the scale.
    private Int128 _sum;
    private int _scale;

    // What is too great or too fine for the sum above, in units of the greatest scale.
    private BigInteger _rest;

    /// <summary>Gets the number of added numbers.</summary>
    public long Count { get; private set; }

    public void Add(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = (Int128)new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        Add(parts[3] < 0 ? -digits : digits, (parts[3] >> 16) & 0xFF);
    }

    public void Add(BigInteger value)
    {
        if (value >= Int128.MinValue && value <= Int128.MaxValue)
        {
            Add((Int128)value);
            return;
        }

        _rest += value * s_powers[MaxScale];
        Count++;
    }

    /// <summary>Adds a number that is given in units of a scale.</summary>
    public void Add(Int128 digits, int scale = 0)
    {
        Count++;
        AddDigits(digits, scale);
    }

    /// <summary>Adds another sum.</summary>
    public void Add(in ExactSum other)
    {
        Count += other.Count;
        AddDigits(other._sum, other._scale);
        _rest += other._rest;
    }

    /// <summary>Computes the mean, rounded to the nearest <see langword="decimal"/>, or to the even one of two that are equally near.</summary>
    public readonly decimal? DecimalMean()
    {
        if (Count == 0)
        {
            return null;
        }

        BigInteger total = Total();
        for (int scale = MaxScale; ; scale--)
        {
            // A mean is no greater than the greatest number, so it fits without digits behind the point at the latest.
            BigInteger digits = DivideToEven(total, s_powers[MaxScale - scale] * new BigInteger(Count));
            BigInteger magnitude = BigInteger.Abs(digits);
            if (magnitude.GetBitLength() > 96)
            {
                continue;
            }

            while (scale > 0 && magnitude % 10 == 0)
            {
                magnitude /= 10;
                scale--;
            }

            UInt128 bits = (UInt128)magnitude;
            return new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), digits.Sign < 0, (byte)scale);
        }
    }

    /// <summary>Computes the mean, rounded to the nearest <see langword="double"/>, or to the even one of two that are equally near.</summary>
    public readonly double? DoubleMean()
    {
        if (Count == 0)
        {
            return null;
        }

        BigInteger total = Total();
        BigInteger divisor = s_powers[MaxScale] * new BigInteger(Count);

        // A quotient of more than 64 bits, whose last one stands for all that are cut off, is rounded once: by the conversion.
        int shift = (int)(divisor.GetBitLength() - BigInteger.Abs(total).GetBitLength() + 66);
        BigInteger quotient = shift > 0
            ? BigInteger.DivRem(BigInteger.Abs(total) << shift, divisor, out BigInteger remainder)
            : BigInteger.DivRem(BigInteger.Abs(total), divisor << -shift, out remainder);
        int excess = Math.Max(0, (int)quotient.GetBitLength() - 64);
        ulong bits = (ulong)(quotient >> excess);
        if (!remainder.IsZero || !(quotient & ((BigInteger.One << excess) - 1)).IsZero)
        {
            bits |= 1;
        }

        double magnitude = Math.ScaleB(bits, excess - shift);
        return total.Sign < 0 ? -magnitude : magnitude;
    }

    private static BigInteger DivideToEven(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        int order = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + dividend.Sign : quotient;
    }

    private static bool TryScale(ref Int128 digits, int by)
    {
        Int128 limit = s_limits[by];
        if (digits > limit || digits < -limit)
        {
            return false;
        }

        digits *= s_powers[by];
        return true;
    }

    private readonly BigInteger Total() => _rest + ((BigInteger)_sum * s_powers[MaxScale - _scale]);

    private void AddDigits(Int128 digits, int scale)
    {
        if (scale > _scale)
        {
            if (!TryScale(ref _sum, scale - _scale))
            {
                SetAside();
            }

            _scale = scale;
        }
        else if (scale < _scale && !TryScale(ref digits, _scale - scale))
        {
            _rest += (BigInteger)digits * s_powers[MaxScale - scale];
            return;
        }

        Int128 sum = _sum + digits;
        if (((sum ^ _sum) & (sum ^ digits)) < 0)
        {
            SetAside();
            sum = digits;
        }

        _sum = sum;
    }

    private void SetAside()
    {
        _rest += (BigInteger)_sum * s_powers[MaxScale - _scale];
        _sum = 0;
    }
}

using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Operations;

namespace TypedDynamo.Tests.Aggregates;

/// <summary>A mean is that of the exact sum, rounded once, however many and however great the numbers are.</summary>
public sealed class ExactSumTests
{
    [Fact]
    public void AMeanOfDecimalsIsTheNearestOne()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<decimal>>(), numbers =>
        {
            BigInteger unit = BigInteger.Pow(10, 28);
            BigInteger total = numbers.Get.Aggregate(BigInteger.Zero, (sum, number) => sum + InUnits(number));
            BigInteger mean = InUnits(SumOf(numbers.Get).DecimalMean()!.Value);

            // The mean has 28 digits at least: it is off by half a unit of the last one.
            BigInteger error = BigInteger.Abs((mean * numbers.Get.Length) - total);
            BigInteger tolerance = BigInteger.Max(1, BigInteger.Abs(total) / BigInteger.Pow(10, 28)) * numbers.Get.Length;
            error.ShouldBeLessThanOrEqualTo(tolerance);

            BigInteger InUnits(decimal number)
            {
                Span<int> parts = stackalloc int[4];
                decimal.GetBits(number, parts);
                var digits = (BigInteger)new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
                return (parts[3] < 0 ? -digits : digits) * unit / BigInteger.Pow(10, (parts[3] >> 16) & 0xFF);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AMeanOfWholeNumbersIsTheNearestDouble()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<long>>(), numbers =>
        {
            var sum = default(ExactSum);
            foreach (long number in numbers.Get)
            {
                sum.Add((Int128)number);
            }

            // What is read from enough decimal digits is the nearest double.
            BigInteger total = numbers.Get.Aggregate(BigInteger.Zero, (left, right) => left + right);
            BigInteger digits = BigInteger.Abs(total) * BigInteger.Pow(10, 60) / numbers.Get.Length;
            double expected = double.Parse($"{digits}E-60", System.Globalization.CultureInfo.InvariantCulture);
            sum.DoubleMean().ShouldBe(total.Sign < 0 ? -expected : expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void GreatAndFineNumbersAreNotLost()
    {
        const decimal Finest = 0.0000000000000000000000000001m;
        SumOf([decimal.MaxValue, decimal.MaxValue, decimal.MaxValue]).DecimalMean().ShouldBe(decimal.MaxValue);
        SumOf([decimal.MinValue, decimal.MinValue]).DecimalMean().ShouldBe(decimal.MinValue);
        SumOf([decimal.MaxValue, Finest, -decimal.MaxValue, Finest, Finest, Finest]).DecimalMean().ShouldBe(Finest);
        SumOf([Finest, decimal.MaxValue, -decimal.MaxValue]).DecimalMean().ShouldBe(0m);
        SumOf([1.5m, 2.5m]).DecimalMean()!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("2");
        SumOf([1m, 0m, 0m]).DecimalMean().ShouldBe(0.3333333333333333333333333333m);
        SumOf([-1m, -1m, 0m]).DecimalMean().ShouldBe(-0.6666666666666666666666666667m);
        SumOf([]).DecimalMean().ShouldBeNull();
        default(ExactSum).DoubleMean().ShouldBeNull();
    }

    [Fact]
    public void SumsBeyondAnInt128AreExact()
    {
        var sum = default(ExactSum);
        var other = default(ExactSum);
        BigInteger great = BigInteger.Pow(10, 125);
        sum.Add(great);
        sum.Add((BigInteger)Int128.MaxValue);
        sum.Add(Int128.MaxValue);
        sum.Add(Int128.MinValue);
        other.Add(-great);
        other.Add(-(BigInteger)Int128.MaxValue);
        other.Add((Int128)3);
        other.Add((Int128)(-1));
        sum.Add(in other);
        sum.Count.ShouldBe(8);
        sum.DoubleMean().ShouldBe(0.125);
    }

    [Fact]
    public void AMeanOfFloatingPointNumbersKeepsWhatAdditionsCutOff()
    {
        var sum = default(CompensatedSum);
        sum.Mean().ShouldBeNull();
        foreach (double number in new[] { 1e100, 1, -1e100, 1 })
        {
            sum.Add(number);
        }

        var other = default(CompensatedSum);
        other.Add(2);
        other.Add(in sum);
        other.Mean().ShouldBe(0.8);
    }

    private static ExactSum SumOf(IEnumerable<decimal> numbers)
    {
        var sum = default(ExactSum);
        foreach (decimal number in numbers)
        {
            sum.Add(number);
        }

        return sum;
    }
}

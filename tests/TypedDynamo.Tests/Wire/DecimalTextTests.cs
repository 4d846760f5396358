using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Wire;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0, 0, "0")]
    [InlineData("-0.000E-7", 0, 0, "0")]
    [InlineData("7", 0, 0, "7E0")]
    [InlineData("-100.0", 2, 2, "-1E2")]
    [InlineData("1.50", 0, -1, "15E-1")]
    [InlineData("0.00120", -3, -4, "12E-4")]
    [InlineData("12E+3", 4, 3, "12E3")]
    [InlineData("+1.20e-3", -3, -4, "12E-4")]
    [InlineData("000100", 2, 2, "1E2")]
    public void MeasuresAndShortensNumbers(string text, int highest, int lowest, string expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        DecimalText.TryMeasure(utf8, out int first, out int last).ShouldBeTrue();
        (first, last).ShouldBe((highest, lowest));
        Span<byte> target = stackalloc byte[64];
        Encoding.UTF8.GetString(target[..DecimalText.Shorten(utf8, last, target)]).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("E5")]
    [InlineData("1E")]
    [InlineData("1E99999999999")]
    [InlineData("1E1000001")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("abc")]
    [InlineData("1 ")]
    public void WhatIsNoNumberIsNotMeasured(string text)
        => DecimalText.TryMeasure(Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();

    [Fact]
    public void ReadsWholeNumbersInEveryForm() => Prop.ForAll(
        ArbMap.Default.ArbFor<(BigInteger, byte)>(),
        pair =>
        {
            (BigInteger value, int zeros) = (pair.Item1 * 1_000_003, pair.Item2 % 40);
            string digits = value.ToString(CultureInfo.InvariantCulture);
            Read(digits).ShouldBe(value);
            Read($"{digits}.{new string('0', zeros + 1)}").ShouldBe(value);
            Read($"{digits}E+{zeros}").ShouldBe(value * BigInteger.Pow(10, zeros));
            Read($"{digits}{new string('0', zeros)}e-{zeros}").ShouldBe(value);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.5")]
    [InlineData("15E-1")]
    [InlineData("1E+126")]
    [InlineData("1E+999999")]
    public void AFractionOrWhatIsBeyondDynamoDbIsNoWholeNumber(string text)
        => DecimalText.TryReadInteger(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void ShortNumbersAreReadAsTheFrameworkReadsThem() => Prop.ForAll(
        ArbMap.Default.ArbFor<(long, byte)>(),
        pair =>
        {
            // With the point between any two digits.
            string digits = (pair.Item1 % 1_000_000_000_000_000).ToString(CultureInfo.InvariantCulture);
            int at = digits.Length - (pair.Item2 % digits.Length);
            bool hasPoint = at < digits.Length && at > (digits[0] == '-' ? 1 : 0);
            string text = hasPoint ? digits.Insert(at, ".") : digits;
            byte[] utf8 = Encoding.UTF8.GetBytes(text);

            DecimalText.TryReadShort(utf8, out long value, out int scale).ShouldBeTrue();
            value.ShouldBe(long.Parse(digits, CultureInfo.InvariantCulture));
            scale.ShouldBe(hasPoint ? digits.Length - at : 0);
            DecimalText.TryReadExact(utf8, out double number).ShouldBeTrue();
            number.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.5")]
    [InlineData("1.2.3")]
    [InlineData("1E3")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("-0")]
    [InlineData("1234567890123456789")]
    [InlineData("0.12345678901234567")]
    public void OtherNumbersAreNotShort(string text)
        => DecimalText.TryReadShort(Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();

    private static BigInteger Read(string text)
    {
        DecimalText.TryReadInteger(Encoding.UTF8.GetBytes(text), out BigInteger value).ShouldBeTrue();
        return value;
    }
}

using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tests.Items;

/// <summary>What a format keeps comes back equal and sorts as its value does; what it would lose is refused.</summary>
public sealed class TextConvertersTests
{
    [Fact]
    public void WholeNumbersInTheirFormatsComeBackAndSort()
    {
        Check(TextConverters.NumberFormat<int>("D10"), value => value >= 0);
        Check(TextConverters.NumberFormat<long>("D5"), value => value is >= 0 and <= 99_999);
        Check(TextConverters.NumberFormat<byte>("000"), _ => true);
        Check(TextConverters.NumberFormat<ulong>("x16"), _ => true);
        Check(TextConverters.NumberFormat<short>("X4"), value => value >= 0);
        Check(TextConverters.NumberFormat<BigInteger>("D30"), value => value >= 0);
    }

    [Fact]
    public void DecimalsComeBackAndSort()
        => Check(TextConverters.NumberFormat<decimal>("0000.00"), value => value is >= 0 and < 10_000 && decimal.Round(value, 2) == value);

    [Fact]
    public void NumbersWithoutAWidthMayBeNegative() => Check(TextConverters.NumberFormat<int>("D"), _ => true, sorts: false);

    [Fact]
    public void DatesAndTimesComeBackAndSort()
    {
        var moments = ArbMap.Default.GeneratorFor<DateTime>().Select(value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
        Check(TextConverters.DateTimeFormat("O"), _ => true, generator: moments);
        Check(TextConverters.DateTimeFormat("yyyyMMdd"), value => value.TimeOfDay == TimeSpan.Zero, generator: moments);
        Check(TextConverters.DateTimeOffsetFormat("yyyyMMdd'T'HHmmssfffffffK"), _ => true, generator: moments.Select(value => new DateTimeOffset(value)));
        Check(TextConverters.DateTimeOffsetFormat("R"), value => value.Ticks % TimeSpan.TicksPerSecond == 0, sorts: false);

        var days = moments.Select(DateOnly.FromDateTime);
        Check(TextConverters.DateOnlyFormat("yyyyMMdd"), _ => true, generator: days);
        Check(TextConverters.DateOnlyFormat("dd.MM.yyyy"), _ => true, sorts: false, generator: days);
        Check(TextConverters.TimeOnlyFormat("HHmmssfffffff"), _ => true, generator: moments.Select(TimeOnly.FromDateTime));
        Check(TextConverters.TimeOnlyFormat("HHmm"), value => value.Ticks % TimeSpan.TicksPerMinute == 0, generator: moments.Select(TimeOnly.FromDateTime));
        Check(TextConverters.TimeSpanFormat("c"), _ => true, sorts: false);
        Check(
            TextConverters.TimeSpanFormat("hh\\:mm\\:ss"),
            value => value >= TimeSpan.Zero && value < TimeSpan.FromDays(1) && value.Ticks % TimeSpan.TicksPerSecond == 0);
    }

    [Theory]
    [InlineData("N")]
    [InlineData("D")]
    [InlineData("B")]
    [InlineData("P")]
    public void GuidsComeBack(string format) => Check(TextConverters.GuidFormat(format), _ => true, sorts: false);

    [Fact]
    public void OffsetsAreNotKept()
    {
        var converter = TextConverters.DateTimeOffsetFormat("yyyy-MM-dd'T'HH:mm");
        string text = converter.ToStored(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(2)));

        text.ShouldBe("2025-12-31T23:00");
        converter.FromStored(text).ShouldBe(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void ATimeOfUnspecifiedKindIsRefusedAndALocalOneConverted()
    {
        var converter = TextConverters.DateTimeFormat("s");

        Should.Throw<ArgumentException>(() => converter.ToStored(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
        var local = new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Local);
        converter.FromStored(converter.ToStored(local)).ShouldBe(local.ToUniversalTime());
    }

    [Fact]
    public void TwoTextsOfOneValueAreNotBothRead()
    {
        Should.Throw<FormatException>(() => TextConverters.NumberFormat<int>("D4").FromStored("042"));
        Should.Throw<FormatException>(() => TextConverters.NumberFormat<int>("X4").FromStored("00ff"));
        Should.Throw<FormatException>(() => TextConverters.GuidFormat("N").FromStored("0000000000000000000000000000000A"));
    }

    [Fact]
    public void CultureHasNoPartInIt()
    {
        // Invariant globalization, which these tests run in, has no other culture than one that is made by hand.
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "minus";
        other.DateTimeFormat.DateSeparator = "|";
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = other;
        try
        {
            TextConverters.DateOnlyFormat("yyyy/MM/dd").ToStored(new DateOnly(2026, 1, 2)).ShouldBe("2026/01/02");
            TextConverters.NumberFormat<decimal>("00.00").ToStored(1.5m).ShouldBe("01.50");
            TextConverters.NumberFormat<int>("D").ToStored(-5).ShouldBe("-5");
            TextConverters.TimeSpanFormat("g").ToStored(new TimeSpan(0, 1, 2, 3, 400)).ShouldBe("1:02:03.4");
            TextConverters.Parsable<Half>().ToStored((Half)1.5f).ShouldBe("1.5");
            TextConverters.Parsable<Half>().FromStored("1.5").ShouldBe((Half)1.5f);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TextThatCannotBeReadBackIsRefused()
    {
        // What a record writes by default is not what its author's Parse reads.
        Should.Throw<FormatException>(() => TextConverters.Parsable<Pair>().ToStored(new Pair(1, 2)));
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("HTTP://EXAMPLE.com/a b")]
    [InlineData("../relative?x=1#y")]
    [InlineData("")]
    public void AddressesAreKeptAsTheyWereWritten(string text)
    {
        var converter = TextConverters.Uri();
        converter.ToStored(converter.FromStored(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4")]
    public void VersionsKeepTheNumberOfTheirParts(string text)
    {
        TextConverters.Version().ToStored(new Version(text)).ShouldBe(text);
        TextConverters.Version().FromStored(text).ShouldBe(new Version(text));
    }

    private static void Check<T>(IAttributeConverter<T, string> converter, Func<T, bool> isKept, bool sorts = true, Gen<T>? generator = null)
        where T : struct, IComparable<T>
    {
        var arbitrary = (generator ?? ArbMap.Default.GeneratorFor<T>()).Two().ToArbitrary();
        Prop.ForAll(arbitrary, pair =>
        {
            var (first, second) = pair;
            if (!isKept(first))
            {
                Should.Throw<ArgumentException>(() => converter.ToStored(first));
                return;
            }

            string text = converter.ToStored(first);
            converter.FromStored(text).ShouldBe(first);
            if (sorts && isKept(second))
            {
                Math.Sign(string.CompareOrdinal(text, converter.ToStored(second))).ShouldBe(Math.Sign(first.CompareTo(second)));
            }
        }).QuickCheckThrowOnFailure();
    }

    private sealed record Pair(int A, int B) : IParsable<Pair>
    {
        public static Pair Parse(string s, IFormatProvider? provider)
            => TryParse(s, provider, out Pair? result) ? result : throw new FormatException();

        public static bool TryParse(string? s, IFormatProvider? provider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Pair? result)
        {
            string[] parts = (s ?? "").Split('/');
            bool isPair = parts.Length == 2;
            result = isPair ? new Pair(int.Parse(parts[0], provider), int.Parse(parts[1], provider)) : null;
            return isPair;
        }
    }
}

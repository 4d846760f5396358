using System.Text;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tests.Items;

/// <summary>A part of a composed key is accepted in the one form that would be written for its value, for every other text is another type's.</summary>
public sealed class KeyTextReaderTests
{
    private enum Colour
    {
        Red,
        Green,
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-128", true)]
    [InlineData("127", true)]
    [InlineData("128", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("-0", false)]
    [InlineData("+1", false)]
    [InlineData("01", false)]
    [InlineData(" 1", false)]
    [InlineData("1.0", false)]
    [InlineData("a", false)]
    public void AnInteger(string text, bool fits) => Read(text, (ref KeyTextReader reader) => reader.TryGetInteger<sbyte>(out _)).ShouldBe(fits);

    [Theory]
    [InlineData("00000", true)]
    [InlineData("00042", true)]
    [InlineData("99999", true)]
    [InlineData("-0042", false)]
    [InlineData("+0042", false)]
    [InlineData("42", false)]
    [InlineData("100000", false)]
    public void AnIntegerWithLeadingZeros(string text, bool fits)
        => Read(text, (ref KeyTextReader reader) => reader.TryGetPadded<int>(5, out _)).ShouldBe(fits);

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1.1", true)]
    [InlineData("79228162514264337593543950335", true)]
    [InlineData("0.0000000000000000000000000001", true)]
    [InlineData("1.10", false)]
    [InlineData("1.", false)]
    [InlineData(".", false)]
    [InlineData("-0", false)]
    [InlineData("0.0", false)]
    [InlineData("1e2", false)]
    [InlineData("1,000", false)]
    public void ADecimal(string text, bool fits) => Read(text, (ref KeyTextReader reader) => reader.TryGetDecimal(out _)).ShouldBe(fits);

    [Theory]
    [InlineData("2026-05-17T09:30:00.0000001Z", true)]
    [InlineData("0001-01-01T00:00:00.0000000Z", true)]
    [InlineData("2026-05-17T09:30:00Z", false)]
    [InlineData("2026-05-17T09:30:00.0000000+00:00", false)]
    [InlineData("2026-02-29T09:30:00.0000000Z", false)]
    [InlineData("２０２６-05-17T09:30:00.0000000Z", false)]
    public void ATime(string text, bool fits)
    {
        Read(text, (ref KeyTextReader reader) => reader.TryGetDateTime(out DateTime value) && value.Kind == DateTimeKind.Utc).ShouldBe(fits);
        Read(text, (ref KeyTextReader reader) => reader.TryGetDateTimeOffset(out DateTimeOffset value) && value.Offset == TimeSpan.Zero).ShouldBe(fits);
    }

    [Theory]
    [InlineData("2024-02-29", "yyyy-MM-dd", true)]
    [InlineData("20240229", "yyyyMMdd", true)]
    [InlineData("2024-2-29", "yyyy-MM-dd", false)]
    [InlineData("2023-02-29", "yyyy-MM-dd", false)]
    [InlineData("31", "dd", true)]
    public void ADate(string text, string format, bool fits)
    {
        Read(text, (ref KeyTextReader reader) => reader.TryGetDateOnly(out _, format)).ShouldBe(fits);
        Read(text, (ref KeyTextReader reader) => reader.TryGetDateTime(out _, format)).ShouldBe(fits);
    }

    [Theory]
    [InlineData("23:59:59.9999999", true)]
    [InlineData("23:59", false)]
    [InlineData("24:00:00.0000000", false)]
    public void ATimeOfDay(string text, bool fits) => Read(text, (ref KeyTextReader reader) => reader.TryGetTimeOnly(out _)).ShouldBe(fits);

    [Theory]
    [InlineData("x", true)]
    [InlineData("日", true)]
    [InlineData("", false)]
    [InlineData("xy", false)]
    [InlineData("😀", false)]
    public void ACharacter(string text, bool fits)
        => Read(text, (ref KeyTextReader reader) => reader.TryGetChar(out char value) && value == text[0]).ShouldBe(fits);

    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", "D", true)]
    [InlineData("0f8fad5bd9cb469fa16570867728950e", "N", true)]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E", "D", false)]
    [InlineData("0f8fad5bd9cb469fa16570867728950e", "D", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e0", "D", false)]
    public void AGuid(string text, string format, bool fits)
        => Read(text, (ref KeyTextReader reader) => reader.TryGetGuid(out _, format)).ShouldBe(fits);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", true)]
    [InlineData("True", false)]
    [InlineData("", false)]
    public void ABool(string text, bool fits) => Read(text, (ref KeyTextReader reader) => reader.TryGetBoolean(out _)).ShouldBe(fits);

    [Theory]
    [InlineData("Red", true)]
    [InlineData("red", false)]
    [InlineData("Rot", false)]
    [InlineData("1", false)]
    public void AnEnumByTheNameThatIsWritten(string text, bool fits)
    {
        var names = new EnumNames<Colour>(("Red", Colour.Red), ("Rot", Colour.Red), ("Green", Colour.Green));
        Read(text, (ref KeyTextReader reader) => reader.TryGetEnum(names, out _)).ShouldBe(fits);
    }

    [Fact]
    public void APartEndsAtTheFirstLiteral()
    {
        var reader = new KeyTextReader("A#b##c"u8);
        reader.ReadLiteral("B"u8).ShouldBeFalse();
        reader.ReadLiteral("A#"u8).ShouldBeTrue();
        reader.ReadPart("|"u8).ShouldBeFalse();
        reader.ReadPart("#"u8).ShouldBeTrue();
        Encoding.UTF8.GetString(reader.Part).ShouldBe("b");
        reader.ReadPart(3).ShouldBeFalse();
        reader.ReadPart(1).ShouldBeTrue();
        reader.IsAtEnd.ShouldBeFalse();
        reader.ReadLastPart();
        Encoding.UTF8.GetString(reader.Part).ShouldBe("c");
        reader.IsAtEnd.ShouldBeTrue();
    }

    private delegate bool TryGet(ref KeyTextReader reader);

    private static bool Read(string text, TryGet tryGet)
    {
        var reader = new KeyTextReader(Encoding.UTF8.GetBytes(text));
        reader.ReadLastPart();
        return tryGet(ref reader);
    }
}

using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.Tests.Parsing;

using AttributeType = TypedDynamo.Generators.Runtime.AttributeType;

public sealed class ConversionTests : TableParserTest
{
    private const string Parsing =
        "public static Id Parse(string s, IFormatProvider? p) => default!; public static bool TryParse(string? s, IFormatProvider? p, out Id r) => throw null!;";

    [Fact]
    public void AConvertedValueIsWhatItIsStoredAs()
    {
        var model = Parse("""
            using System.Collections.Generic;

            public record Theme(string Name);

            public class ThemeConverter : IAttributeConverter<Theme, int>
            {
                public int ToStored(Theme value) => 1;
                public Theme FromStored(int stored) => new("");
            }

            [DynamoTable("orders")]
            public record Order(
                [PartitionKey, DynamoConverter(typeof(ThemeConverter))] Theme Id,
                [DynamoConverter(typeof(ThemeConverter))] HashSet<Theme> Themes);
            """);

        var value = model.Item.Attributes[0].Value;
        value.Kind.ShouldBe(MemberKind.Converted);
        value.Type.ShouldBe("global::Theme");
        value.Stored.ShouldNotBeNull().Kind.ShouldBe(MemberKind.Int32);
        value.DynamoType.ShouldBe(AttributeType.Number);
        value.CanBeKey.ShouldBeTrue();
        value.Conversion.ShouldBe(
            new ConversionModel { Kind = ConversionKind.Converter, Converter = "global::ThemeConverter", Name = "ThemeConverter" });
        model.Item.Attributes[1].Kind.ShouldBe(MemberKind.NumberSet);
        model.Item.Attributes[1].Value.Element.ShouldBe(value);
        model.Nested.ShouldBeEmpty();
    }

    [Fact]
    public void TheConverterOfTheMemberWinsOverThatOfTheAssemblyAndThatOverTheOneOfTheType()
    {
        var model = Parse("""
            [assembly: DynamoConverter(typeof(OfAssembly))]

            [DynamoConverter(typeof(OfType))]
            public record Theme(string Name);

            [DynamoConverter(typeof(OfOtherType))]
            public record Shade(string Name);

            public abstract class Converter<T> : IAttributeConverter<T, string>
            {
                public string ToStored(T value) => "";
                public T FromStored(string stored) => default!;
            }

            public class OfAssembly : Converter<Theme>;
            public class OfType : Converter<Theme>;
            public class OfOtherType : Converter<Shade>;
            public class OfMember : Converter<Theme>;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [DynamoConverter(typeof(OfMember))] Theme A, Theme B, Shade C);
            """);

        model.Item.Attributes.Skip(1).Select(attribute => attribute.Value.Conversion!.Name).ShouldBe(["OfMember", "OfAssembly", "OfOtherType"]);
    }

    [Theory]
    [InlineData("readonly record struct Id(Guid Value);", MemberKind.Guid)]
    [InlineData("readonly struct Id(int number) { public int Number { get; } = number; public bool IsEmpty => Number == 0; }", MemberKind.Int32)]
    [InlineData("readonly record struct Id(string Value) : IParsable<Id> { " + Parsing + " }", MemberKind.String)]
    [InlineData("[DynamoValue] record Id(string Value);", MemberKind.String)]
    [InlineData("[DynamoValue] record struct Id(byte[] Value);", MemberKind.Bytes)]
    [InlineData("[DynamoValue] class Id { public Id(long value) => Value = value; public long Value { get; private set; } }", MemberKind.Int64)]
    internal void ATypeThatHoldsOneValueIsStoredAsThat(string declaration, MemberKind kind)
    {
        var value = ParseId(declaration);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(ConversionKind.SingleValue);
        value.Stored.ShouldNotBeNull().Kind.ShouldBe(kind);
        value.CanBeKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("record Id(string Value);")]
    [InlineData("record struct Id(string Value);")]
    [InlineData("readonly record struct Id(string Value, int Number);")]
    [InlineData("readonly record struct Id(string? Value);")]
    [InlineData("readonly struct Id { public Id(string value) => Value = value; public string Value { get; } public int Number { get; init; } }")]
    [InlineData("readonly struct Id { public int Number { get; init; } }")]
    [InlineData("readonly struct Id { public Id(int number) => Number = number; public Id(int number, int by) => Number = number * by; public int Number { get; init; } }")]
    public void OtherObjectsStayMaps(string declaration) => ParseId(declaration).Kind.ShouldBe(MemberKind.Object);

    [Theory]
    [InlineData("class Id : IParsable<Id> { public int A { get; set; } " + Parsing + " }")]
    [InlineData("record struct Id(int A, int B) : IParsable<Id> { " + Parsing + " }")]
    [InlineData("readonly record struct Id : IParsable<Id> { private Id(int a) { } public int Value => 0; public static Id From(int a) => new(a); " + Parsing + " }")]
    public void ATypeThatParsesItselfIsText(string declaration)
    {
        var value = ParseId(declaration);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(ConversionKind.Parsable);
        value.DynamoType.ShouldBe(AttributeType.String);
    }

    [Theory]
    [InlineData("Uri", ConversionKind.Uri)]
    [InlineData("Version", ConversionKind.Version)]
    [InlineData("System.Net.IPAddress", ConversionKind.Parsable)]
    internal void TypesOfThePlatformThatAreText(string type, ConversionKind kind)
    {
        var value = ParseMember(type);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(kind);
        value.DynamoType.ShouldBe(AttributeType.String);
    }

    [Theory]
    [InlineData("[PartitionKey(Format = \"D10\")] int Id", "D10", MemberKind.Int32)]
    [InlineData("[PartitionKey, DynamoAttribute(Format = \"D10\")] int Id", "D10", MemberKind.Int32)]
    [InlineData("[PartitionKey(Format = \"N\"), DynamoAttribute(\"i\", Format = \"N\")] Guid Id", "N", MemberKind.Guid)]
    internal void AFormatMakesAValueText(string member, string format, MemberKind kind)
    {
        var value = Parse($"[DynamoTable(\"orders\")] public record Order({member});").Item.Attributes[0].Value;

        value.Conversion.ShouldBe(new ConversionModel { Kind = ConversionKind.Format, Name = "Formatted" + kind, Format = format, Formatted = kind });
        value.DynamoType.ShouldBe(AttributeType.String);
        value.CanBeKey.ShouldBeTrue();
    }

    [Fact]
    public void AFormatReachesTheElementsOfACollectionAndTheOnlyValueOfAType()
    {
        var value = Parse("""
            public readonly record struct Number(long Value);

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [DynamoAttribute(Format = "D4")] System.Collections.Generic.HashSet<Number> Numbers);
            """).Item.Attributes[1].Value;

        value.Kind.ShouldBe(MemberKind.StringSet);
        value.Element.ShouldNotBeNull().Type.ShouldBe("global::Number");
        value.Element.Stored.ShouldNotBeNull().Type.ShouldBe("long");
        value.Element.Stored.Stored.ShouldNotBeNull().Kind.ShouldBe(MemberKind.String);
    }

    [Theory]
    [InlineData("[DynamoConverter(typeof(Missing))] int Value")]
    [InlineData("[DynamoConverter(typeof(OfMissing))] Missing Value")]
    [InlineData("[DynamoConverter(typeof(ToMissing))] int Value")]
    [InlineData("[DynamoConverter(null!)] int Value")]
    [InlineData("[DynamoConverter] int Value")]
    public void AConverterThatDoesNotResolveIsTheCompilersToReport(string member)
    {
        var result = ParseWithFindings($$"""
            public class OfMissing : IAttributeConverter<Missing, int> { }
            public class ToMissing : IAttributeConverter<int, Missing> { }

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {{member}});
            """);

        result.Findings.ShouldBeEmpty();
    }

    private static ValueModel ParseId(string declaration)
        => Parse($$"""
            {{declaration}}

            [DynamoTable("orders")]
            internal record Order([PartitionKey] string Key, Id Value);
            """).Item.Attributes[1].Value;
}

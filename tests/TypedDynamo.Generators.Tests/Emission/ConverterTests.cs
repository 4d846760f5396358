namespace TypedDynamo.Generators.Tests.Emission;

public sealed class ConverterTests : EmissionTest
{
    [Fact]
    public void Converters() => Check(nameof(Converters), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Colour { None, Red }

        public record Theme(string Name);

        public class ThemeConverter : IAttributeConverter<Theme, string>, IAttributeConverter<List<string>, byte[]>
        {
            public string ToStored(Theme value) => value.Name;
            public Theme FromStored(string stored) => new(stored);
            public byte[] ToStored(List<string> value) => [];
            public List<string> FromStored(byte[] stored) => [];
        }

        public struct ColourConverter : IAttributeConverter<Colour, Dictionary<string, Theme>>
        {
            public Dictionary<string, Theme> ToStored(Colour value) => new();
            public Colour FromStored(Dictionary<string, Theme> stored) => Colour.Red;
        }

        [DynamoTable("orders"), GsiProjection("by-words", IndexProjection.KeysOnly)]
        public sealed record Order(
            [PartitionKey, DynamoConverter(typeof(ThemeConverter))] Theme Id,
            [DynamoConverter(typeof(ThemeConverter)), Gsi("by-words", KeyRole.Partition)] List<string>? Words,
            [DynamoConverter(typeof(ThemeConverter))] HashSet<Theme> Themes,
            [DynamoConverter(typeof(ThemeConverter))] Theme?[] More,
            [DynamoConverter(typeof(ColourConverter))] Colour Colour = Colour.Red,
            [DynamoConverter(typeof(ColourConverter))] Colour? Other = null);
        """);

    [Fact]
    public void IdsAndFormats() => Check(nameof(IdsAndFormats), """
        using System.Collections.Generic;

        namespace Shop;

        public readonly record struct OrderId(Guid Value);
        public readonly struct Number(long @long) { public long @long { get; } = @long; }
        public readonly record struct Id<T>(string Value);
        [DynamoValue] public record Customer(string Name);

        public sealed class Iban : IParsable<Iban>
        {
            public static Iban Parse(string s, IFormatProvider? provider) => new();
            public static bool TryParse(string? s, IFormatProvider? provider, out Iban result) => throw new NotSupportedException();
        }

        [DynamoTable("orders")]
        public sealed record Order([PartitionKey] OrderId Id, [SortKey(Format = "D10")] Number Number)
        {
            public OrderId? Parent { get; init; }
            public Customer Customer { get; init; } = new("nobody");
            public HashSet<Id<Order>> Links { get; init; } = [];
            public Id<int>[] More { get; init; } = [];
            public Iban? Account { get; init; }
            public Uri? Site { get; init; }
            public Version Version { get; init; } = new();
            [DynamoAttribute("d", Format = "dd'\"'MM'.'yyyy")] public DateOnly? Day { get; init; }
            [DynamoAttribute(Format = "yyyyMMdd"), Gsi("by-day", KeyRole.Partition)] public DateTimeOffset At { get; init; }
            [DynamoAttribute(Format = "00.00")] public List<decimal?> Prices { get; init; } = [];
            [DynamoAttribute(Format = "N")] public Guid Token { get; init; }
        }
        """);
}

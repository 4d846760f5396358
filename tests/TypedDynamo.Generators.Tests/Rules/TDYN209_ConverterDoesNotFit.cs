namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN209_ConverterDoesNotFit : RuleTest
{
    private const string Themes = """
        using System.Collections.Generic;

        public record Theme(string Name);
        public record Derived(string Name) : Theme(Name);

        public class ThemeConverter : IAttributeConverter<Theme, string>
        {
            public string ToStored(Theme value) => value.Name;
            public Theme FromStored(string stored) => new(stored);
        }

        """;

    [Theory]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("object")]
    [InlineData("Derived")]
    [InlineData("List<int>")]
    public Task ReportsAMemberOfAnotherType(string type) => ShouldReport(
        Themes + $$"""
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoConverter(typeof(ThemeConverter))] public {{type}} [|Value|] { get; set; } = default!;
        }
        """,
        $"TDYN209: 'Order.Value' of type '{type}' cannot be converted by 'ThemeConverter', which converts 'Theme'; "
        + "name a converter whose TValue is the type, or that of its elements");

    [Fact]
    public Task ReportsATypeWithTheConverterOfAnotherOne() => ShouldReport(
        Themes + """
        [DynamoConverter(typeof(ThemeConverter))]
        public record Shade(string Name);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Shade? [|Shade|]);
        """,
        "TDYN209: 'Order.Shade' of type 'Shade' cannot be converted by 'ThemeConverter', which converts 'Theme'; "
        + "name a converter whose TValue is the type, or that of its elements");

    [Fact]
    public Task StaysQuietOnTheTypeAndOnCollectionsOfIt() => ShouldStayQuiet(
        Themes + """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey, DynamoConverter(typeof(ThemeConverter))] public Theme Id { get; set; } = new("");
            [DynamoConverter(typeof(ThemeConverter))] public Theme? A { get; set; }
            [DynamoConverter(typeof(ThemeConverter))] public Theme?[] B { get; set; } = [];
            [DynamoConverter(typeof(ThemeConverter))] public HashSet<Theme> C { get; set; } = [];
            [DynamoConverter(typeof(ThemeConverter))] public Dictionary<string, List<Theme>>? D { get; set; }
        }
        """);
}

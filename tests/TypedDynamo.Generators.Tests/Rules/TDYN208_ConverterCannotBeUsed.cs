namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN208_ConverterCannotBeUsed : RuleTest
{
    private const string Converters = """
        public record Theme(string Name);

        public class Plain { }

        public abstract class Abstract : IAttributeConverter<Theme, string>
        {
            public string ToStored(Theme value) => value.Name;
            public Theme FromStored(string stored) => new(stored);
        }

        public class Needy(int size) : Abstract { public int Size => size; }
        public class Closed : Abstract { private Closed() { } }
        public class Generic<T> : Abstract { }
        public class Good : Abstract { }
        
        public class OfNull : IAttributeConverter<int?, string>
        {
            public string ToStored(int? value) => "";
            public int? FromStored(string stored) => null;
        }

        public class ToNull : IAttributeConverter<Theme, string?>
        {
            public string? ToStored(Theme value) => null;
            public Theme FromStored(string? stored) => new("");
        }

        """;

    [Theory]
    [InlineData("Plain", "it does not implement IAttributeConverter<TValue, TStored>")]
    [InlineData("string", "it does not implement IAttributeConverter<TValue, TStored>")]
    [InlineData("int[]", "it does not implement IAttributeConverter<TValue, TStored>")]
    [InlineData("IAttributeConverter<Theme, string>", "it does not implement IAttributeConverter<TValue, TStored>")]
    [InlineData("Abstract", "it is abstract")]
    [InlineData("Needy", "it has no public constructor without parameters")]
    [InlineData("Closed", "it has no public constructor without parameters")]
    [InlineData("Generic<>", "its type arguments are missing")]
    [InlineData("OfNull", "it converts 'int?', and null is never converted; make that 'int'")]
    [InlineData("ToNull", "it converts 'string?', and null is never converted; make that 'string'")]
    public Task ReportsAConverterThatCannotBeMadeOrCalled(string converter, string reason) => ShouldReport(
        Converters + $$"""
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoConverter(typeof({{converter}}))] public Theme? [|Value|] { get; set; }
        }
        """,
        $"TDYN208: 'Order.Value' cannot be converted by '{converter}': {reason}");

    [Fact]
    public Task ReportsOneThatIsHidden() => ShouldReport(
        Converters + """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoConverter(typeof(Nested))] public Theme? [|Value|] { get; set; }

            private class Nested : Abstract { }
        }
        """,
        "TDYN208: 'Order.Value' cannot be converted by 'Nested': it is hidden from the generated code; make it internal or public");

    [Fact]
    public Task ReportsTheOneOfAKeyOnce() => ShouldReport(
        Converters + """
        [DynamoTable("orders")]
        public record Order([PartitionKey, DynamoConverter(typeof(Plain))] Theme [|Id|]);

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.GetAsync(new Theme("dark"));
        }
        """,
        "TDYN208: 'Order.Id' cannot be converted by 'Plain': it does not implement IAttributeConverter<TValue, TStored>");

    [Fact]
    public Task ReportsTheOneOfATypeAtTheMember() => ShouldReport(
        Converters + """
        [DynamoConverter(typeof(Plain))]
        public record Shade(string Name);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, System.Collections.Generic.List<Shade> [|Shades|]);
        """,
        "TDYN208: 'Order.Shades' cannot be converted by 'Plain': it does not implement IAttributeConverter<TValue, TStored>");

    [Fact]
    public Task ReportsTwoOnOneMember() => ShouldReport(
        Converters + """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoConverter(typeof(Good)), DynamoConverter(typeof(Generic<int>))] public Theme? [|Value|] { get; set; }
        }
        """,
        "TDYN208: 'Order.Value' cannot be converted by 'Good': another converter is named beside it; remove one of them");

    [Fact]
    public Task ReportsThoseOfTheAssemblyWhereTheyStand() => ShouldReport(
        "[assembly: [|DynamoConverter(typeof(Plain))|], DynamoConverter(typeof(Good)), [|DynamoConverter(typeof(Generic<int>))|]]\n" + Converters + """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Theme Theme);
        """,
        "TDYN208: 'TestAssembly' cannot be converted by 'Plain': it does not implement IAttributeConverter<TValue, TStored>",
        "TDYN208: 'TestAssembly' cannot be converted by 'Generic<int>': the assembly has another converter for 'Theme'; remove one of them");

    [Fact]
    public Task StaysQuietOnConvertersThatCanBeMade() => ShouldStayQuiet(
        Converters + """
        internal struct Small : IAttributeConverter<Theme, string>, IAttributeConverter<int, string>
        {
            public string ToStored(Theme value) => value.Name;
            public string ToStored(int value) => "";
            Theme IAttributeConverter<Theme, string>.FromStored(string stored) => new(stored);
            int IAttributeConverter<int, string>.FromStored(string stored) => 1;
        }

        [DynamoConverter(typeof(Good))]
        public record Shade(string Name);

        [DynamoTable("orders")]
        public record Order(
            [PartitionKey, DynamoConverter(typeof(Generic<int>))] Theme Id,
            [DynamoConverter(typeof(Small))] Theme? First,
            [DynamoConverter(typeof(Small))] int? Second);
        """);
}

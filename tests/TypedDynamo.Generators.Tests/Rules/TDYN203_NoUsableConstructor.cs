namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN203_NoUsableConstructor : RuleTest
{
    private const string AddAConstructor = "TDYN203: 'Order' cannot be created when an item is read; add a constructor without parameters, "
        + "or one whose parameters all have the name and type of a stored property";

    [Fact]
    public Task ReportsAParameterThatIsNoProperty() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class [|Order|](IServiceProvider services)
        {
            [PartitionKey] public string Id { get; set; } = services.ToString()!;
        }
        """,
        AddAConstructor);

    [Fact]
    public Task ReportsAPrivateConstructorWithAParameterThatIsNoProperty() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class [|Order|]
        {
            private Order(int count = 3) => Id += count;

            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        AddAConstructor);

    [Fact]
    public Task ReportsAPrivateConstructorOfANestedTypeInAGenericOne() => ShouldReport(
        """
        public class Outer<T>
        {
            public class Entity { protected Entity() { } }
        }

        [DynamoTable("orders")]
        public class [|Order|] : Outer<int>.Entity
        {
            private Order(IServiceProvider services) => Id = services.ToString()!;

            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        AddAConstructor);

    [Fact]
    public Task StaysQuietOnPrivateConstructors() => ShouldStayQuiet(
        """
        public class Line
        {
            private Line(string sku) => Sku = sku;

            public string Sku { get; }
            public required int Count { get; init; }
        }

        [DynamoTable("orders")]
        public class Order
        {
            private Order() { }

            [PartitionKey] public string Id { get; set; } = "";
            public Line? Line { get; init; }
        }
        """);

    [Fact]
    public Task ReportsARequiredMemberThatIsNotStored() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public required int [|Count|];
        }
        """,
        "TDYN203: 'Order' cannot be created when an item is read; "
        + "its required member 'Count' is not stored: make it a stored property or remove 'required'");

    [Fact]
    public Task ReportsARequiredPropertyThatIsIgnored() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public required int [|Count|] { get; set; }
        }
        """,
        "TDYN203: 'Order' cannot be created when an item is read; "
        + "its required member 'Count' is not stored: make it a stored property or remove 'required'");

    [Fact]
    public Task ReportsANestedTypeAtTheMemberThatHoldsIt() => ShouldReport(
        """
        using System.Collections.Generic;

        public class Line(IServiceProvider services)
        {
            public string Sku { get; set; } = services.ToString()!;
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Dictionary<string, Line[]> [|Lines|] { get; set; } = [];
            public Line? Other { get; set; }
        }
        """,
        AddAConstructor.Replace("'Order'", "'Line'", StringComparison.Ordinal));

    [Fact]
    public Task ReportsARequiredMemberOfANestedType() => ShouldReport(
        """
        public struct Point
        {
            public int X { get; set; }
            public required int Y;
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Point? [|Position|] { get; set; }
        }
        """,
        "TDYN203: 'Point' cannot be created when an item is read; "
        + "its required member 'Y' is not stored: make it a stored property or remove 'required'");

    [Fact]
    public Task StaysQuietOnAnotherConstructor() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order(IServiceProvider? services)
        {
            internal Order() : this((IServiceProvider?)null) { }

            [PartitionKey] public string Id { get; set; } = services?.ToString() ?? "";
        }
        """);

    [Fact]
    public Task StaysQuietOnAParameterWithADefault() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order(string id, object? service = null)
        {
            [PartitionKey] public string Id { get; } = id + service;
        }
        """);

    [Fact]
    public Task StaysQuietOnAConstructorThatSetsRequiredMembers() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        [method: System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public class Order(string id)
        {
            public required int Count = 3;
            [PartitionKey] public string Id { get; } = id;
        }
        """);
}

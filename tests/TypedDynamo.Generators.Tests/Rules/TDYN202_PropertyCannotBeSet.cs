namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN202_PropertyCannotBeSet : RuleTest
{
    [Fact]
    public Task ReportsAPropertyWithoutSetter() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            public string [|Display|] => Id + "!";
            public int [|Fixed|] { get; } = 3;
        }
        """,
        Message("Order.Display"),
        Message("Order.Fixed"));

    [Fact]
    public Task ReportsAParameterOfAnotherType() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            public Order() { }
            public Order(string id, int count) => (Id, Count) = (id, count);

            [PartitionKey] public string Id { get; set; } = "";
            public long [|Count|] { get; }
        }
        """,
        Message("Order.Count"));

    // [UnsafeAccessor] does not reach the members of generic types on .NET 8.
    [Fact]
    public Task ReportsAHiddenSetterOfAGenericBase() => ShouldReport(
        """
        public class Entity<T>
        {
            public int [|Count|] { get; protected set; } = 3;
        }

        [DynamoTable("orders")]
        public class Order : Entity<int>
        {
            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        "TDYN202: 'Order.Count' cannot be set when an item is read; give it a public init or set accessor, because the hidden one of a "
        + "generic base class cannot be reached on .NET 8, or mark the property with [DynamoIgnore]");

    // What a hidden constructor makes has no object initializer.
    [Fact]
    public Task ReportsAnInitSetterOfAGenericBaseBehindAHiddenConstructor() => ShouldReport(
        """
        public class Entity<T>
        {
            public int [|Count|] { get; init; } = 3;
        }

        [DynamoTable("orders")]
        public class Order : Entity<int>
        {
            private Order() { }
            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        "TDYN202: 'Order.Count' cannot be set when an item is read; give it a public init or set accessor, because the hidden one of a "
        + "generic base class cannot be reached on .NET 8, or mark the property with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnAnInitSetterOfAGenericBase() => ShouldStayQuiet(
        """
        public class Entity<T>
        {
            public int Count { get; init; } = 3;
        }

        [DynamoTable("orders")]
        public class Order : Entity<int>
        {
            [PartitionKey] public string Id { get; set; } = "";
        }
        """);

    [Fact]
    public Task ReportsANestedTypeAtTheMemberThatHoldsIt() => ShouldReport(
        """
        using System.Collections.Generic;

        public class Line
        {
            public string Sku { get; } = "";
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<Line> [|Lines|] { get; set; } = [];
        }
        """,
        Message("Line.Sku"));

    [Fact]
    public Task ReportsACollectionThatCannotBeFilled() => ShouldReport(
        """
        using System.Collections.Generic;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public IReadOnlyList<int> [|Lines|] { get; } = [];
            public int[] [|Numbers|] { get; } = [];
            public List<string> [|Words|] => [.. Id.Split(' ')];
        }
        """,
        Message("Order.Lines"),
        Message("Order.Numbers"),
        Message("Order.Words"));

    [Fact]
    public Task StaysQuietOnCollectionsThatAreFilledInPlace() => ShouldStayQuiet(
        """
        using System.Collections.Generic;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<int> Lines { get; } = [];
            public IDictionary<string, int> Counts { get; } = new Dictionary<string, int>();
            public ISet<string> Tags { get; } = new HashSet<string>();
        }
        """);

    [Fact]
    public Task StaysQuietOnWhatCanBeSet() => ShouldStayQuiet(
        """
        public class Entity<T>
        {
            public int Count { get; set; }
            public required int Must { get; init; }
        }

        [DynamoTable("orders")]
        public class Order(string id) : Entity<int>
        {
            [PartitionKey] public string Id { get; } = id;
            public int A { get; init; }
            public int B { get; private set; }
            public int C { get; protected set; }
            public int D { get; private protected init; }
            [DynamoIgnore] public int E => A;
        }
        """);

    // Of several constructors, the one is taken that can set everything.
    [Fact]
    public Task StaysQuietWhenAnyConstructorTakesIt() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order
        {
            public Order() => Id = "";
            public Order(string id) => Id = id;

            [PartitionKey] public string Id { get; }
        }
        """);

    private static string Message(string property)
        => $"TDYN202: '{property}' cannot be set when an item is read; give it an init or set accessor or a constructor parameter "
        + "of its name and type, or mark the property with [DynamoIgnore]";

    [Fact]
    public Task TheFixAddsAnAccessor() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public int [|Count|] { get; }
            public int [|Size|] { get; } = 3;
        }
        """,
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public int Count { get; init; }
            public int Size { get; init; } = 3;
        }
        """);

    [Fact]
    public Task OrLeavesThePropertyOut() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public string [|Display|] => Id + "!";
        }
        """,
        "Leave the property out by [DynamoIgnore]",
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public string Display => Id + "!";
        }
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN304_ProjectionCannotBeMade : RuleTest
{
    private const string Order = """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, decimal Total);

        """;

    [Fact]
    public Task ReportsTypesThatGeneratedCodeCannotMake() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record [|Generic|]<T>(T Id);

        [DynamoProjection(typeof(Order))]
        public abstract record [|Abstract|](string Id);

        [DynamoProjection(typeof(Order))]
        public static class [|Static|];

        [DynamoProjection(typeof(Order))]
        public ref struct [|Ref|]
        {
            public decimal Total { get; set; }
        }

        [DynamoProjection(typeof(Order))]
        file record [|Local|](string Id);

        public class Outer
        {
            [DynamoProjection(typeof(Order))]
            private record [|Hidden|](string Id);
        }
        """,
        "TDYN304: 'Generic<T>' is generic and cannot be a projection; annotate a type without type parameters",
        "TDYN304: 'Abstract' is abstract and cannot be a projection; annotate a type that derives from it",
        "TDYN304: 'Static' is static and cannot be a projection; remove 'static'",
        "TDYN304: 'Ref' is a ref struct and cannot be a projection; remove 'ref'",
        "TDYN304: 'Local' is visible in its file only and cannot be a projection; remove 'file'",
        "TDYN304: 'Outer.Hidden' is hidden in another type and cannot be a projection; make it internal or public");

    [Fact]
    public Task ReportsATypeWithoutProperties() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record struct [|Nothing|]
        {
            [DynamoIgnore] public string Id { get; set; }
        }
        """,
        "TDYN304: 'Nothing' is empty and cannot be a projection; give it a property of 'Order'");

    [Fact]
    public Task LeavesConstructorsAndAccessorsToTheRulesOfItems() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public class [|OrderTotal|](string other)
        {
            public string Id { get; set; } = other;
        }

        [DynamoProjection(typeof(Order))]
        public class OrderId
        {
            public string [|Id|] => "";
        }
        """,
        "TDYN203: 'OrderTotal' cannot be created when an item is read; add a constructor without parameters, "
        + "or one whose parameters all have the name and type of a stored property",
        "TDYN202: 'OrderId.Id' cannot be set when an item is read; give it an init or set accessor or a constructor parameter "
        + "of its name and type, or mark the property with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnNestedAndInternalTypes() => ShouldStayQuiet(
        Order + """
        internal class Outer
        {
            [DynamoProjection(typeof(Order))]
            protected internal sealed class OrderTotal
            {
                private OrderTotal()
                {
                }

                public decimal Total { get; private set; }
            }
        }
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN215_FlattenedTypeHoldsItself : RuleTest
{
    [Fact]
    public Task ReportsATypeInItself() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            [DynamoFlatten(Prefix = "p_")] public Order? [|Parent|] { get; init; }
        }
        """,
        "TDYN215: 'Order.Parent' is marked with [DynamoFlatten], but its attributes would stand in those of 'Order' itself; "
        + "remove [DynamoFlatten]");

    [Fact]
    public Task ReportsACircleAtTheMemberOfTheAnnotatedType() => ShouldReport(
        """
        public class A
        {
            public int Count { get; set; }
            [DynamoFlatten] public B? B { get; set; }
        }

        public class B
        {
            [DynamoFlatten] public A? A { get; set; }
        }

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            [DynamoFlatten] public A? [|A|] { get; init; }
        }
        """,
        "TDYN215: 'B.A' is marked with [DynamoFlatten], but its attributes would stand in those of 'A' itself; remove [DynamoFlatten]");

    [Fact]
    public Task StaysQuietOnATypeThatHoldsItselfInAMap() => ShouldStayQuiet(
        """
        public class A
        {
            public int Count { get; set; }
            public A? Next { get; set; }
        }

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            [DynamoFlatten(Prefix = "a_")] public A? A { get; init; }
            [DynamoFlatten(Prefix = "b_")] public A? B { get; init; }
            public Order? Parent { get; init; }
        }
        """);
}

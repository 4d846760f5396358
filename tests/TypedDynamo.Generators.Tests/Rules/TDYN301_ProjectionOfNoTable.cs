namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN301_ProjectionOfNoTable : RuleTest
{
    [Fact]
    public Task ReportsATypeWithoutTable() => ShouldReport(
        """
        public record Order(string Id);

        [[|DynamoProjection(typeof(Order))|]]
        public record OrderId(string Id);
        """,
        "TDYN301: 'OrderId' is a projection of 'Order', which is not the item of a table; "
        + "annotate it with [DynamoTable], or name a type that is annotated");

    [Fact]
    public Task ReportsTypesThatNoOneCanAnnotate() => ShouldReport(
        """
        [[|DynamoProjection(typeof(string[]))|]]
        public record Words(int Length);

        [[|DynamoProjection(typeof(Words))|]]
        public record Count(int Length);
        """,
        "TDYN301: 'Words' is a projection of 'string[]', which is not the item of a table; "
        + "annotate it with [DynamoTable], or name a type that is annotated",
        "TDYN301: 'Count' is a projection of 'Words', which is not the item of a table; "
        + "annotate it with [DynamoTable], or name a type that is annotated");

    [Fact]
    public Task StaysQuietOnTheItemOfATable() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id);

        [DynamoProjection(typeof(Order))]
        public record OrderId(string Id);
        """);

    [Fact]
    public Task LeavesAnItemThatIsWrongToItsOwnRules() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record [|Order|](string Id);

        [DynamoProjection(typeof(Order))]
        public record OrderId(int Id, int Other);
        """,
        "TDYN101: 'Order' has no partition key; mark one property with [PartitionKey]");
}

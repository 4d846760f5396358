namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN109_TooManyLocalIndexes : RuleTest
{
    [Fact]
    public Task ReportsTheSixth() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Lsi("by-a")] int A, [Lsi("by-b")] int B, [Lsi("by-c")] int C, [Lsi("by-d")] int D, [Lsi("by-e")] int E, [Lsi("by-f")] int [|F|]);
        """,
        "TDYN109: 'Order' has more than five local indexes, 'by-f' among them; make some of them global ones with [Gsi]");

    [Fact]
    public Task StaysQuietOnFive() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Lsi("by-a")] int A, [Lsi("by-b")] int B, [Lsi("by-c")] int C, [Lsi("by-d")] int D, [Lsi("by-e")] int E);
        """);
}

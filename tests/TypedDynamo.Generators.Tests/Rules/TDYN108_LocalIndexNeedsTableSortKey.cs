namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN108_LocalIndexNeedsTableSortKey : RuleTest
{
    [Fact]
    public Task ReportsAnIndexOnATableWithoutSortKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Lsi("by-views")] int [|Views|]);
        """,
        "TDYN108: Local index 'by-views' of 'Order' needs a table with a sort key; mark a property with [SortKey], or make the index a global one with [Gsi]");

    [Fact]
    public Task StaysQuietOnATableWithSortKey() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Lsi("by-views")] int Views);
        """);
}

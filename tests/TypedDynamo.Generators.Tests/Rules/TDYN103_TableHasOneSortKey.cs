namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN103_TableHasOneSortKey : RuleTest
{
    [Fact]
    public Task ReportsTheSecondSortKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int First, [SortKey] int [|Second|]);

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.Query("a", k => k > 3);
        }
        """,
        "TDYN103: 'Order' has two sort keys, 'First' and 'Second'; remove [SortKey] from one of them");

    [Fact]
    public Task StaysQuietOnOneSortKey() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line);
        """);

    [Fact]
    public Task StaysQuietOnNone() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task TheFixRemovesTheSecond() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [SortKey, DynamoAttribute("d")] int [|Day|], [SortKey] int [|Hour|]);
        """,
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [DynamoAttribute("d")] int Day, int Hour);
        """);
}

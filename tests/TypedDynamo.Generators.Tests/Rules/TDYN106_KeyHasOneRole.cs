namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN106_KeyHasOneRole : RuleTest
{
    [Fact]
    public Task ReportsAPropertyThatIsBothKeys() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, SortKey] string [|Id|]);
        """,
        "TDYN106: 'Order.Id' is both the partition key and the sort key; remove [PartitionKey] or [SortKey]");

    [Fact]
    public Task CountsItAsPartitionKeyBesideASortKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, SortKey] string [|Id|], [SortKey] int Line);

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.GetAsync("a", 3);
        }
        """,
        "TDYN106: 'Order.Id' is both the partition key and the sort key; remove [PartitionKey] or [SortKey]");

    [Fact]
    public Task StaysQuietOnTwoProperties() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] string Line);
        """);

    [Fact]
    public Task TheFixRemovesTheSortKey() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, SortKey] string [|Id|]);
        """,
        "Remove [SortKey]",
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task OrThePartitionKey() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, SortKey] string [|Id|]);
        """,
        "Remove [PartitionKey]",
        """
        [DynamoTable("orders")]
        public record {|TDYN101:Order|}([SortKey] string Id);
        """);
}

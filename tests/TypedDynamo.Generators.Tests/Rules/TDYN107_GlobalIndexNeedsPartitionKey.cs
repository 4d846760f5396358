namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN107_GlobalIndexNeedsPartitionKey : RuleTest
{
    [Fact]
    public Task ReportsAnIndexWithASortKeyAlone() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-total", KeyRole.Sort)] decimal [|Total|]);
        """,
        "TDYN107: Global index 'by-total' of 'Order' has no partition key; mark one property with [Gsi(\"by-total\", KeyRole.Partition)]");

    [Fact]
    public Task StaysQuietOnAPartitionKeyAlone() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-total", KeyRole.Partition)] decimal Total);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN112_IndexHasOneKind : RuleTest
{
    [Fact]
    public Task ReportsTheOtherKind() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Gsi("by-x", KeyRole.Partition)] int A, [Lsi("by-x")] int [|B|]);
        """,
        "TDYN112: Index 'by-x' of 'Order' is declared both by [Gsi] and by [Lsi]; give one of the two indexes another name");

    [Fact]
    public Task StaysQuietOnTwoNames() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Gsi("by-x", KeyRole.Partition)] int A, [Lsi("by-y")] int B);
        """);
}

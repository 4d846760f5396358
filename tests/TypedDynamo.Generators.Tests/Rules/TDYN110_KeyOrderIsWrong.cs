namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN110_KeyOrderIsWrong : RuleTest
{
    [Fact]
    public Task ReportsAGap() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] int A, [Gsi("by-x", KeyRole.Sort)] int B, [Gsi("by-x", KeyRole.Sort, Order = 2)] int [|C|]);
        """,
        "TDYN110: Index 'by-x' of 'Order' numbers its sort attributes 0, 2; number them from 0 without gaps by Order");

    [Fact]
    public Task ReportsOnePlaceTwice() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] int A, [Gsi("by-x", KeyRole.Partition)] int [|B|]);
        """,
        "TDYN110: Index 'by-x' of 'Order' numbers its partition attributes 0, 0; number them from 0 without gaps by Order");

    [Fact]
    public Task ReportsTheFifth() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-match", KeyRole.Partition, Order = 0)] int P0, [Gsi("by-match", KeyRole.Sort, Order = 0)] int S0, [Gsi("by-match", KeyRole.Partition, Order = 1)] int P1, [Gsi("by-match", KeyRole.Sort, Order = 1)] int S1, [Gsi("by-match", KeyRole.Partition, Order = 2)] int P2, [Gsi("by-match", KeyRole.Sort, Order = 2)] int S2, [Gsi("by-match", KeyRole.Partition, Order = 3)] int P3, [Gsi("by-match", KeyRole.Sort, Order = 3)] int S3, [Gsi("by-match", KeyRole.Sort, Order = 4)] int [|S4|]);
        """,
        "TDYN110: Index 'by-match' of 'Order' has 5 sort attributes; it may have 4");

    [Fact]
    public Task ReportsALocalIndexWithTwoSortKeys() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Lsi("by-x")] int A, [Lsi("by-x")] int [|B|]);
        """,
        "TDYN110: Index 'by-x' of 'Order' has two sort keys; a local index has one");

    [Fact]
    public Task StaysQuietOnFourOfEach() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-match", KeyRole.Partition, Order = 0)] int P0, [Gsi("by-match", KeyRole.Sort, Order = 0)] int S0, [Gsi("by-match", KeyRole.Partition, Order = 1)] int P1, [Gsi("by-match", KeyRole.Sort, Order = 1)] int S1, [Gsi("by-match", KeyRole.Partition, Order = 2)] int P2, [Gsi("by-match", KeyRole.Sort, Order = 2)] int S2, [Gsi("by-match", KeyRole.Partition, Order = 3)] int P3, [Gsi("by-match", KeyRole.Sort, Order = 3)] int S3);
        """);

    [Fact]
    public Task TheFixNumbersBothRoles() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-x", KeyRole.Partition)] public int A { get; set; }
            [Gsi("by-x", KeyRole.Partition)] public int [|B|] { get; set; }
            [Gsi("by-x", KeyRole.Sort, Order = 5)] public int C { get; set; }
            [Gsi("by-x", KeyRole.Sort, Order = 3), Gsi("by-y", KeyRole.Partition)] public int [|D|] { get; set; }
        }
        """,
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-x", KeyRole.Partition)] public int A { get; set; }
            [Gsi("by-x", KeyRole.Partition, Order = 1)] public int B { get; set; }
            [Gsi("by-x", KeyRole.Sort, Order = 1)] public int C { get; set; }
            [Gsi("by-x", KeyRole.Sort, Order = 0), Gsi("by-y", KeyRole.Partition)] public int D { get; set; }
        }
        """);

    [Fact]
    public Task NoFixIsOfferedForTheFifth() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, Gsi("by-x", KeyRole.Partition)] string Id, [Gsi("by-x", KeyRole.Sort, Order = 0)] int A, [Gsi("by-x", KeyRole.Sort, Order = 1)] int B, [Gsi("by-x", KeyRole.Sort, Order = 2)] int C, [Gsi("by-x", KeyRole.Sort, Order = 3)] int D, [Gsi("by-x", KeyRole.Sort, Order = 4)] int [|E|]);
        """);
}

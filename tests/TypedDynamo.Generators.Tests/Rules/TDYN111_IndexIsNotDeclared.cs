namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN111_IndexIsNotDeclared : RuleTest
{
    [Fact]
    public Task ReportsAProjectionOfAnUnknownIndex() => ShouldReport(
        """
        [DynamoTable("orders"), GsiProjection("by-state", IndexProjection.KeysOnly)]
        public record [|Order|]([PartitionKey] string Id, [Gsi("by-status", KeyRole.Partition)] int Status);
        """,
        "TDYN111: 'Order' projects into 'by-state', which is no index of that kind with IndexProjection.Include; correct the name, or declare the index by [Gsi] or [Lsi]");

    [Fact]
    public Task ReportsAPropertyThatIsProjectedIntoAnIndexThatHoldsAll() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-status", KeyRole.Partition)] int Status, [ProjectedInto("by-status")] string? [|Note|]);
        """,
        "TDYN111: 'Order' projects into 'by-status', which is no index of that kind with IndexProjection.Include; correct the name, or declare the index by [Gsi] or [Lsi]");

    [Fact]
    public Task StaysQuietOnAnIndexThatIncludes() => ShouldStayQuiet(
        """
        [DynamoTable("orders"), GsiProjection("by-status", IndexProjection.Include)]
        public record Order([PartitionKey] string Id, [Gsi("by-status", KeyRole.Partition)] int Status, [ProjectedInto("by-status")] string? Note);
        """);

    [Fact]
    public Task TheFixTakesTheNearestName() => ShouldFix(
        """
        [DynamoTable("orders"), GsiProjection("by-state", IndexProjection.KeysOnly)]
        public record [|Order|]([PartitionKey] string Id, [Gsi("by-total", KeyRole.Partition)] int Total, [Gsi("by-status", KeyRole.Partition)] int Status);
        """,
        "Change the name to 'by-status'",
        """
        [DynamoTable("orders"), GsiProjection("by-status", IndexProjection.KeysOnly)]
        public record Order([PartitionKey] string Id, [Gsi("by-total", KeyRole.Partition)] int Total, [Gsi("by-status", KeyRole.Partition)] int Status);
        """);

    [Fact]
    public Task TheFixTakesItInProperties() => ShouldFix(
        """
        [DynamoTable("orders"), GsiProjection("by-status", IndexProjection.Include)]
        public record Order([PartitionKey] string Id, [Gsi("by-status", KeyRole.Partition)] int Status, [ProjectedInto("ByStatus")] string? [|Note|]);
        """,
        "Change the name to 'by-status'",
        """
        [DynamoTable("orders"), GsiProjection("by-status", IndexProjection.Include)]
        public record Order([PartitionKey] string Id, [Gsi("by-status", KeyRole.Partition)] int Status, [ProjectedInto("by-status")] string? Note);
        """);

    [Fact]
    public Task NoFixIsOfferedWhereTheNameIsRight() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-a", KeyRole.Partition)] int A, [Gsi("by-b", KeyRole.Partition)] int B, [ProjectedInto("by-a")] string? [|Note|]);
        """);
}

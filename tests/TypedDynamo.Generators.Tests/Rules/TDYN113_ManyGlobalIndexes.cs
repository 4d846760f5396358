namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN113_ManyGlobalIndexes : RuleTest
{
    [Fact]
    public Task ReportsTheTwentyFirst() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-0", KeyRole.Partition)] int G0, [Gsi("by-1", KeyRole.Partition)] int G1, [Gsi("by-2", KeyRole.Partition)] int G2, [Gsi("by-3", KeyRole.Partition)] int G3, [Gsi("by-4", KeyRole.Partition)] int G4, [Gsi("by-5", KeyRole.Partition)] int G5, [Gsi("by-6", KeyRole.Partition)] int G6, [Gsi("by-7", KeyRole.Partition)] int G7, [Gsi("by-8", KeyRole.Partition)] int G8, [Gsi("by-9", KeyRole.Partition)] int G9, [Gsi("by-10", KeyRole.Partition)] int G10, [Gsi("by-11", KeyRole.Partition)] int G11, [Gsi("by-12", KeyRole.Partition)] int G12, [Gsi("by-13", KeyRole.Partition)] int G13, [Gsi("by-14", KeyRole.Partition)] int G14, [Gsi("by-15", KeyRole.Partition)] int G15, [Gsi("by-16", KeyRole.Partition)] int G16, [Gsi("by-17", KeyRole.Partition)] int G17, [Gsi("by-18", KeyRole.Partition)] int G18, [Gsi("by-19", KeyRole.Partition)] int G19, [Gsi("by-20", KeyRole.Partition)] int [|G20|]);
        """,
        "TDYN113: 'Order' has more than 20 global indexes, 'by-20' among them; DynamoDB creates them only in accounts whose quota has been raised");

    [Fact]
    public Task StaysQuietOnTwenty() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("by-0", KeyRole.Partition)] int G0, [Gsi("by-1", KeyRole.Partition)] int G1, [Gsi("by-2", KeyRole.Partition)] int G2, [Gsi("by-3", KeyRole.Partition)] int G3, [Gsi("by-4", KeyRole.Partition)] int G4, [Gsi("by-5", KeyRole.Partition)] int G5, [Gsi("by-6", KeyRole.Partition)] int G6, [Gsi("by-7", KeyRole.Partition)] int G7, [Gsi("by-8", KeyRole.Partition)] int G8, [Gsi("by-9", KeyRole.Partition)] int G9, [Gsi("by-10", KeyRole.Partition)] int G10, [Gsi("by-11", KeyRole.Partition)] int G11, [Gsi("by-12", KeyRole.Partition)] int G12, [Gsi("by-13", KeyRole.Partition)] int G13, [Gsi("by-14", KeyRole.Partition)] int G14, [Gsi("by-15", KeyRole.Partition)] int G15, [Gsi("by-16", KeyRole.Partition)] int G16, [Gsi("by-17", KeyRole.Partition)] int G17, [Gsi("by-18", KeyRole.Partition)] int G18, [Gsi("by-19", KeyRole.Partition)] int G19);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN214_AnnotationsExcludeEachOther : RuleTest
{
    [Theory]
    [InlineData("PartitionKey", "Version", "long")]
    [InlineData("PartitionKey", "TimeToLive", "long")]
    [InlineData("PartitionKey", "CreatedAt", "DateTimeOffset")]
    [InlineData("PartitionKey", "UpdatedAt", "DateTimeOffset")]
    [InlineData("SortKey", "Version", "long")]
    [InlineData("SortKey", "CreatedAt", "DateTimeOffset")]
    [InlineData("Version", "TimeToLive", "long")]
    [InlineData("TimeToLive", "UpdatedAt", "DateTimeOffset")]
    [InlineData("CreatedAt", "UpdatedAt", "DateTime?")]
    public Task ReportsTwoMeanings(string first, string second, string type)
    {
        string id = first == "PartitionKey" ? "" : "[PartitionKey] public string Id { get; set; } = \"\";";
        string order = $$"""
            [DynamoTable("orders")]
            public class Order
            {
                {{id}}
                [{{first}}, {{second}}] public {{type}} ⟦Marked⟧ { get; set; }
            }
            """;
        string message = $"TDYN214: 'Order.Marked' is marked with both [{first}] and [{second}]; remove one of them";
        return ShouldReport(order, message);
    }

    [Fact]
    public Task StaysQuietOnIndexKeys() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order(
            [PartitionKey] string Id,
            [Gsi("by-version", KeyRole.Partition), Version] long Version,
            [Gsi("by-version", KeyRole.Sort), UpdatedAt] DateTimeOffset UpdatedAt,
            [Gsi("by-expiry", KeyRole.Partition), TimeToLive] DateTimeOffset? ExpiresAt);
        """);
}

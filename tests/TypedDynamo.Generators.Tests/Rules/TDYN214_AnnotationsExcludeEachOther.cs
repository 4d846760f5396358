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
                [{{first}}, {{second}}] public {{type}} [|Marked|] { get; set; }
            }
            """;
        string message = $"TDYN214: 'Order.Marked' is marked with both [{first}] and [{second}]; remove one of them";
        return ShouldReport(order, message);
    }

    [Theory]
    [InlineData("Version", "DynamoFlatten", "Point")]
    [InlineData("DynamoFlatten", "DynamoExtensionData", "Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>?")]
    [InlineData("DynamoFlatten", "DynamoAttribute", "Point")]
    [InlineData("DynamoExtensionData", "DynamoAttribute", "Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>?")]
    public Task ReportsWhatIsOfOneAttributeOnWhatIsMoreThanOne(string first, string second, string type)
    {
        string argument = second == "DynamoAttribute" ? "(\"name\")" : "";
        string order = $$"""
            using System.Collections.Generic;

            public record struct Point(int X);

            [DynamoTable("orders")]
            public class Order
            {
                [PartitionKey] public string Id { get; set; } = "";
                [{{first}}, {{second}}{{argument}}] public {{type}} [|Marked|] { get; set; }
            }
            """;
        return ShouldReport(order, $"TDYN214: 'Order.Marked' is marked with both [{first}] and [{second}]; remove one of them");
    }

    [Fact]
    public Task ReportsAnIndexThatHoldsAFlattenedObject() => ShouldReport(
        """
        public record struct Point(int X);

        [DynamoTable("orders"), GsiProjection("by-name", IndexProjection.Include)]
        public record Order(
            [PartitionKey] string Id, [Gsi("by-name", KeyRole.Partition)] string Name, [DynamoFlatten, ProjectedInto("by-name")] Point [|Point|]);
        """,
        "TDYN214: 'Order.Point' is marked with both [DynamoFlatten] and [ProjectedInto]; remove one of them");

    [Fact]
    public Task ReportsWhatIsUnknownToAFlattenedType() => ShouldReport(
        """
        using System.Collections.Generic;
        using Amazon.DynamoDBv2.Model;

        public class Address
        {
            public string? City { get; set; }
            [DynamoExtensionData] public Dictionary<string, AttributeValue>? Rest { get; set; }
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoFlatten] public Address? [|Address|] { get; set; }
            public Address? Other { get; set; }
        }
        """,
        "TDYN214: 'Address.Rest' is marked with both [DynamoFlatten] and [DynamoExtensionData]; remove one of them");

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

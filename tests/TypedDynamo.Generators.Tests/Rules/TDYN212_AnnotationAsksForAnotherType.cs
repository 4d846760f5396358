namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN212_AnnotationAsksForAnotherType : RuleTest
{
    private const string Times = "DateTimeOffset or DateTime";

    [Theory]
    [InlineData("Version", "string", "int or long")]
    [InlineData("Version", "decimal", "int or long")]
    [InlineData("Version", "ulong", "int or long")]
    [InlineData("Version", "object", "int or long")]
    [InlineData("TimeToLive", "DateOnly", Times + ", or an int or long of seconds since 1970")]
    [InlineData("TimeToLive", "TimeSpan", Times + ", or an int or long of seconds since 1970")]
    [InlineData("TimeToLive", "double", Times + ", or an int or long of seconds since 1970")]
    [InlineData("CreatedAt", "long", Times)]
    [InlineData("UpdatedAt", "DateOnly", Times)]
    [InlineData("UpdatedAt", "DateTime[]", Times)]
    [InlineData("DynamoExtensionData", "object", "Dictionary<string, AttributeValue>")]
    [InlineData("DynamoExtensionData", "string[]", "Dictionary<string, AttributeValue>")]
    [InlineData("DynamoFlatten", "string", "a class, record or struct that has properties to store")]
    [InlineData("DynamoFlatten", "int?", "a class, record or struct that has properties to store")]
    [InlineData("DynamoFlatten", "Uri", "a class, record or struct that has properties to store")]
    public Task ReportsAnotherType(string annotation, string type, string taken) => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [{{annotation}}] public {{type}} [|Marked|] { get; set; } = default!;
        }
        """,
        $"TDYN212: 'Order.Marked' is marked with [{annotation}], but its type is '{type}'; make it {taken}");

    [Theory]
    [InlineData("Version", "int")]
    [InlineData("Version", "long")]
    [InlineData("TimeToLive", "DateTimeOffset")]
    [InlineData("TimeToLive", "DateTime")]
    [InlineData("TimeToLive", "long")]
    [InlineData("TimeToLive", "int")]
    [InlineData("CreatedAt", "DateTimeOffset")]
    [InlineData("CreatedAt", "DateTime")]
    [InlineData("UpdatedAt", "DateTimeOffset")]
    [InlineData("UpdatedAt", "DateTime")]
    public async Task StaysQuietOnTheTypesAndTheirNullables(string annotation, string type)
    {
        await ShouldStayQuiet($$"""
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [{{annotation}}] {{type}} Marked);
            """);
        await ShouldStayQuiet($$"""
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id) { [{{annotation}}] public {{type}}? Marked { get; init; } }
            """);
    }

    [Theory]
    [InlineData("Dictionary<string, AttributeValue>")]
    [InlineData("IDictionary<string, AttributeValue>")]
    [InlineData("IReadOnlyDictionary<string, AttributeValue>")]
    [InlineData("Dictionary<string, AttributeValue>?")]
    public Task StaysQuietOnMapsOfValues(string type) => ShouldStayQuiet(
        $$"""
        using System.Collections.Generic;
        using Amazon.DynamoDBv2.Model;

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoExtensionData] {{type}} Rest);
        """);

    [Fact]
    public Task StaysQuietOnObjects() => ShouldStayQuiet(
        """
        public record struct Point(int X);
        public class Size { public int Width { get; set; } }

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoFlatten] Point Point, [DynamoFlatten(Prefix = "p")] Point? Other, [DynamoFlatten] Size? Size);
        """);

    [Fact]
    public Task StaysQuietInsideANestedType() => ShouldStayQuiet(
        """
        public record Line([Version] string Revision, [TimeToLive] DateOnly Until, [UpdatedAt] int Count);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Line Line);
        """);
}

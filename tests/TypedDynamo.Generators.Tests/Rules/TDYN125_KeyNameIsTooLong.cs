namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN125_KeyNameIsTooLong : RuleTest
{
    private static readonly string s_longest = new('k', 255);

    [Fact]
    public Task ReportsKeysAndWhatIndexesInclude() => ShouldReport(
        $"""
        [DynamoTable("orders"), GsiProjection("by-a", IndexProjection.Include)]
        public record Order(
            [PartitionKey, DynamoAttribute("{s_longest}1")] string [|Id|],
            [SortKey, DynamoAttribute("{s_longest}2")] int [|Line|],
            [Gsi("by-a", KeyRole.Partition), DynamoAttribute("{s_longest}3")] int [|A|],
            [Lsi("by-b"), DynamoAttribute("{s_longest}4")] int [|B|],
            [ProjectedInto("by-a"), DynamoAttribute("{s_longest}5")] int [|C|],
            [DynamoAttribute("{s_longest}6")] int D);
        """,
        [.. new[] { "Id", "Line", "A", "B", "C" }.Select(member => $"TDYN125: 'Order.{member}' is "
            + (member == "C" ? "included in an index" : "part of a key")
            + ", and its attribute name has 256 bytes in UTF-8, but may have 255; give it a shorter one with [DynamoAttribute]")]);

    [Fact]
    public Task CountsBytes() => ShouldReport(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey, DynamoAttribute("{new string('ö', 128)}")] string [|Id|]);
        """,
        "TDYN125: 'Order.Id' is part of a key, and its attribute name has 256 bytes in UTF-8, but may have 255; "
        + "give it a shorter one with [DynamoAttribute]");

    [Fact]
    public Task StaysQuietAtTheLimit() => ShouldStayQuiet(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey, DynamoAttribute("{s_longest}")] string Id, [Gsi("by-a", KeyRole.Partition), DynamoAttribute("ö{s_longest[..253]}")] int A);
        """);
}

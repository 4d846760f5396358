namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN224_AttributeNameIsTooLong : RuleTest
{
    [Fact]
    public Task ReportsTheByteAfterTheLimit() => ShouldReport(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("{new string('o', 65_536)}")] int [|Note|]);
        """,
        "TDYN224: 'Order.Note' has an attribute name of 65536 bytes in UTF-8, but may have 65535; give it a shorter one with [DynamoAttribute]");

    [Fact]
    public Task ReportsItInNestedTypes() => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Line [|Line|]);

        public record Line([DynamoAttribute("{{new string('数', 21_846)}}")] int Note);
        """,
        "TDYN224: 'Line.Note' has an attribute name of 65538 bytes in UTF-8, but may have 65535; give it a shorter one with [DynamoAttribute]");

    [Fact]
    public Task StaysQuietAtTheLimit() => ShouldStayQuiet(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("{new string('o', 65_535)}")] int Note);
        """);
}

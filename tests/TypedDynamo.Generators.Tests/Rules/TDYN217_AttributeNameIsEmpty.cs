namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN217_AttributeNameIsEmpty : RuleTest
{
    [Fact]
    public Task ReportsAnEmptyName() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            [DynamoAttribute("")] public int [|Count|] { get; init; }
        }
        """,
        "TDYN217: 'Order.Count' has an empty attribute name; give it one of at least one character with [DynamoAttribute], "
        + "or remove the annotation");

    [Fact]
    public Task ReportsItInsideANestedType() => ShouldReport(
        """
        public record Line([DynamoAttribute("")] int Count);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Line [|Line|]);
        """,
        "TDYN217: 'Line.Count' has an empty attribute name; give it one of at least one character with [DynamoAttribute], "
        + "or remove the annotation");

    [Fact]
    public Task StaysQuietOnABlankAndOnAPrefixAlone() => ShouldStayQuiet(
        """
        public record Line([DynamoAttribute("")] int Count);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute(" ")] int Count, [DynamoFlatten(Prefix = "line")] Line Line);
        """);
}

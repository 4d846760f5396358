namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN204_AttributeNameIsTaken : RuleTest
{
    [Fact]
    public Task ReportsTwoPropertiesOfOneName() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("n")] int Count, [DynamoAttribute("n")] int [|Size|]);
        """,
        "TDYN204: 'Order.Count' and 'Order.Size' are both stored as the attribute 'n'; "
        + "give one of them another name with [DynamoAttribute]");

    [Fact]
    public Task ReportsANameThatIsAnotherProperty() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            [DynamoAttribute("Id")] public int [|Count|] { get; init; }
        }
        """,
        "TDYN204: 'Order.Id' and 'Order.Count' are both stored as the attribute 'Id'; "
        + "give one of them another name with [DynamoAttribute]");

    [Fact]
    public Task ReportsANameInAFlattenedType() => ShouldReport(
        """
        public record Address(string City, [DynamoFlatten(Prefix = "geo_")] Point Point);
        public record struct Point(int X);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, string City, [DynamoFlatten] Address [|[|Home|]|], int geo_X, [DynamoFlatten(Prefix = "b_")] Address Bill);
        """,
        "TDYN204: 'Order.City' and 'Order.Home.City' are both stored as the attribute 'City'; "
        + "give one of them another name with [DynamoAttribute]",
        "TDYN204: 'Order.geo_X' and 'Order.Home.Point.X' are both stored as the attribute 'geo_X'; "
        + "give one of them another name with [DynamoAttribute]");

    // DynamoDB tells attribute names apart by case.
    [Fact]
    public Task StaysQuietOnNamesThatDifferInCase() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("ID")] int Number)
        {
            [DynamoIgnore] public int ID { get; init; }
        }
        """);

    [Fact]
    public Task StaysQuietOnExchangedNames() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey, DynamoAttribute("B")] string A, [DynamoAttribute("A")] string B);
        """);

    [Fact]
    public Task TheFixGivesItsOwnName() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("n")] int Count, [DynamoAttribute("n")] int [|Size|]);
        """,
        "Store 'Size' as the attribute 'Size'",
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("n")] int Count, [DynamoAttribute("Size")] int Size);
        """);

    [Fact]
    public Task TheFixFindsAFreeName() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("Count")] int Size, int [|Count|], int Count2);
        """,
        "Store 'Count' as the attribute 'Count3'",
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("Count")] int Size, [DynamoAttribute("Count3")] int Count, int Count2);
        """);
}

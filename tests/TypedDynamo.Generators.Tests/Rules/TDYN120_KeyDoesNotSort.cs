namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN120_KeyDoesNotSort : RuleTest
{
    [Theory]
    [InlineData("int", "{Part}", "is written without leading zeros, and so 10 sorts before 9; give it a format such as {Part:D10}")]
    [InlineData("decimal", "{Part}", "is written without leading zeros, and so 10 sorts before 9; make it an integer with a format such as D10")]
    [InlineData("TimeSpan", "{Part}", "is written without leading zeros, and so 10 sorts before 9; make it an integer with a format such as D10")]
    [InlineData("DateOnly", "{Part:dd-MM-yyyy}", "is written as 'dd-MM-yyyy', which does not sort by time; write its parts from the year down, such as {Part:yyyy-MM-dd}")]
    [InlineData("DateTime", "{Part:HH.mm}", "is written as 'HH.mm', which does not sort by time; write its parts from the year down, such as {Part:yyyy-MM-dd}")]
    [InlineData("TimeOnly", "{Part:mm.HH}", "is written as 'mm.HH', which does not sort by time; write its parts from the hour down, such as {Part:HH:mm}")]
    [InlineData("System.Numerics.BigInteger", "{Part}", "is written without leading zeros, and so 10 sorts before 9; give it a format such as {Part:D10}")]
    public Task ReportsAPartOfTheSortKey(string type, string part, string problem) => ShouldReport(
        $$"""
        [[|DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{{part}}#C")|]]
        public record Order(string Id, {{type}} Part);
        """,
        $"TDYN120: 'Order.Part' in the sort key {problem}");

    [Theory]
    [InlineData("string", "{Part}")]
    [InlineData("Guid", "{Part}")]
    [InlineData("bool", "{Part}")]
    [InlineData("DayOfWeek", "{Part}")]
    [InlineData("int", "{Part:D1}")]
    [InlineData("DateTimeOffset", "{Part}")]
    [InlineData("DateTimeOffset", "{Part:yyyy-MM}")]
    [InlineData("DateOnly", "{Part:yyyyMMdd}")]
    [InlineData("TimeOnly", "{Part:HH:mm}")]
    public Task StaysQuietOnWhatSorts(string type, string part) => ShouldStayQuiet(
        $$"""
        [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{{part}}")]
        public record Order(string Id, {{type}} Part);
        """);

    [Fact]
    public Task StaysQuietOnThePartitionKey() => ShouldStayQuiet(
        """
        [DynamoTable("app", PartitionKey = "A#{Id}#{Day:dd-MM-yyyy}", SortKey = "B")]
        public record Order(int Id, DateOnly Day);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN115_SortKeyDoesNotSort : RuleTest
{
    private const string Enum = "an enum is stored by its name, and names sort by the alphabet; use a number, or a name that sorts";
    private const string FromTheYear = "begin with the year in four digits and end with the smallest part, as in yyyy-MM-dd";
    private const string FullWidth = "begin with the largest part and give each its full width, as in hh\\:mm\\:ss";

    [Theory]
    [InlineData("DayOfWeek", null, Enum)]
    [InlineData("Day", null, Enum)]
    [InlineData("Version", null, "a version is stored as text, in which 1.10 stands before 1.9; use a number, or text of fixed width")]
    [InlineData("int", "D", "the format 'D' does not sort; give it a width, as in D10")]
    [InlineData("nint", "D", "the format 'D' does not sort; give it a width, as in D10")]
    [InlineData("DateOnly", "dd/MM/yyyy", "the format 'dd/MM/yyyy' does not sort; " + FromTheYear)]
    [InlineData("DateTime", "R", "the format 'R' does not sort; " + FromTheYear)]
    [InlineData("DateTimeOffset", "yyyy-M-d", "the format 'yyyy-M-d' does not sort; " + FromTheYear)]
    [InlineData("DateTimeOffset", "yyMMdd", "the format 'yyMMdd' does not sort; " + FromTheYear)]
    [InlineData("DateTime", "yyyy-MM-dd hh:mm tt", "the format 'yyyy-MM-dd hh:mm tt' does not sort; " + FromTheYear)]
    [InlineData("TimeOnly", "hh:mm tt", "the format 'hh:mm tt' does not sort; " + FullWidth)]
    [InlineData("TimeSpan", "c", "the format 'c' does not sort; " + FullWidth)]
    [InlineData("TimeSpan", "mm\\:hh", "the format 'mm\\:hh' does not sort; " + FullWidth)]
    public Task ReportsTheSortKeyOfATableAndOfAnIndex(string type, string? format, string problem) => ShouldReport(
        $$"""
        public readonly record struct Day(DayOfWeek Value);

        [DynamoTable("orders")]
        public record Order(
            [PartitionKey] string Id,
            [SortKey{{Text("(Format = @\"", format, "\")")}}] {{type}} [|A|],
            [Gsi("by-b", KeyRole.Partition)] string B,
            [Gsi("by-b", KeyRole.Sort){{Text(", DynamoAttribute(Format = @\"", format, "\")")}}] {{type}} [|C|]);
        """,
        $"TDYN115: 'Order.A' is a sort key, but {problem}",
        $"TDYN115: 'Order.C' is a sort key, but {problem}");

    [Theory]
    [InlineData("DateTime", null)]
    [InlineData("Guid", null)]
    [InlineData("int", "D10")]
    [InlineData("int", "000")]
    [InlineData("decimal", "0000.00")]
    [InlineData("Guid", "N")]
    [InlineData("DateTime", "s")]
    [InlineData("DateTimeOffset", "yyyyMMdd'd'HHmmssfff\\ZK")]
    [InlineData("DateTime", "MM-dd")]
    [InlineData("DateOnly", "O")]
    [InlineData("TimeOnly", "HHmmss")]
    [InlineData("TimeOnly", null)]
    [InlineData("TimeSpan", "dddddddd\\.hh\\:mm")]
    [InlineData("Uri", null)]
    public Task StaysQuietOnWhatSorts(string type, string? format) => ShouldStayQuiet(
        $$"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey{{Text("(Format = @\"", format, "\")")}}] {{type}} A);
        """);

    [Fact]
    public Task StaysQuietOnPartitionKeysAndOnWhatIsAskedForByEquality() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order(
            [PartitionKey(Format = "D")] int Id,
            [Gsi("by-day", KeyRole.Partition)] DayOfWeek A,
            [Gsi("by-day", KeyRole.Sort)] DayOfWeek? B,
            [Gsi("by-day", KeyRole.Sort, Order = 1)] int C);
        """);

    private static string Text(string before, string? format, string after) => format is null ? "" : before + format + after;
}

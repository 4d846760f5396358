namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN124_IndexNameIsInvalid : RuleTest
{
    private const string Remedy = "which DynamoDB does not accept; write 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'";

    [Theory]
    [InlineData("")]
    [InlineData("ix")]
    [InlineData("by status")]
    [InlineData("by{status}")]
    [InlineData("数量数量")]
    public Task ReportsANameOutsideTheGrammar(string name) => ShouldReport(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Gsi("{name}", KeyRole.Partition)] int [|A|], [Gsi("{name}", KeyRole.Sort)] int B, [Lsi("{name}-")] int {(name.Length == 2 ? "C" : "[|C|]")});
        """,
        [.. new[] { name, name + "-" }
            .Where(index => index != "ix-")
            .Select(index => $"TDYN124: 'Order' has the index name '{index}', {Remedy}")]);

    [Fact]
    public Task StaysQuietWithinIt() => ShouldStayQuiet(
        $"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, [Gsi("by-", KeyRole.Partition)] int A, [Gsi("{new string('o', 255)}", KeyRole.Partition)] int B, [Lsi("._-")] int C);
        """);
}

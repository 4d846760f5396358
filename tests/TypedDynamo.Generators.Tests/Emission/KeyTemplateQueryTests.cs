using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

/// <summary>What DynamoDB cannot answer exactly about a composed key does not compile.</summary>
public sealed class KeyTemplateQueryTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("k.Status == \"a\"")]
    [InlineData("k.Status.BeginsWith(\"a\")")]
    [InlineData("k.Status.Is(\"a\")")]
    [InlineData("k.Status.Is(\"a\").Day < default(DateOnly)")]
    [InlineData("k.Status.Is(\"a\").Day.Between(default, default)")]
    [InlineData("k.Status.Is(\"a\").Day.Is(default).Line == 7")]
    [InlineData("k.Status.Is(\"a\").Day.Is(default).Line >= 7")]
    public void CompilesWhatIsExact(string condition) => Problems(condition).ShouldBeEmpty();

    [Theory]
    [InlineData("k.Status != \"a\"", "CS0619")]
    [InlineData("k.Status > \"a\"", "CS0019")]
    [InlineData("k.Status.Between(\"a\", \"b\")", "CS1061")]
    [InlineData("k.Day == default(DateOnly)", "CS1061")]
    [InlineData("k.Line == 7", "CS1061")]
    [InlineData("k.Status.Is(\"a\").Day.BeginsWith(\"2026\")", "CS1929")]
    [InlineData("k.Status.Is(\"a\").Day.Is(default).Line < 7", "CS0619")]
    [InlineData("k.Status.Is(\"a\").Day.Is(default).Line != 7", "CS0619")]
    [InlineData("k.Status.Is(\"a\").Day.Is(default).Line.Is(7)", "CS0315")]
    public void RefusesWhatIsNot(string condition, string error) => Problems(condition).ShouldHaveSingleItem().ShouldContain($"error {error}:");

    private static IEnumerable<string> Problems(string condition) => GeneratorHarness.Run($$"""
        [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{Status}#{Day}#{Line:D5}")]
        public sealed record Order(string Id, string Status, DateOnly Day, int Line);

        public static class Program
        {
            public static Query<Order, OrderTable.ConditionTokens, OrderTable.FilterTokens> Run(OrderTable orders) => orders.Query("a", k => {{condition}});
        }
        """).Problems();
}

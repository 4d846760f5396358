namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN126_TooManyProjectedAttributes : RuleTest
{
    [Fact]
    public Task ReportsTheHundredAndFirst() => ShouldReport(
        Source("[|Order|]", 51),
        "TDYN126: The indexes of 'Order' include 102 attributes, but may include 100 in all; "
        + "remove some [ProjectedInto], or let an index hold all attributes");

    [Fact]
    public Task StaysQuietAtAHundred() => ShouldStayQuiet(Source("Order", 50));

    // One attribute in two indexes counts twice.
    private static string Source(string type, int members) => $$"""
        [DynamoTable("orders"), GsiProjection("by-a", IndexProjection.Include), LsiProjection("by-b", IndexProjection.Include)]
        public record {{type}}([PartitionKey] string Id, [SortKey] int Line, [Gsi("by-a", KeyRole.Partition)] int A, [Lsi("by-b")] int B)
        {
            {{string.Concat(Enumerable.Range(0, members).Select(i => $$"""[ProjectedInto("by-a", "by-b")] public int P{{i}} { get; init; }"""))}}
        }
        """;
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN308_PageSizeWithFilter : RuleTest
{
    private const string Order = """
        using System.Threading.Tasks;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        [GsiProjection("by-status", IndexProjection.Include)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Lsi("by-views")] public int Views { get; init; }
            [ProjectedInto("by-status")] public string? Note { get; init; }
            [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
        }

        """;

    [Theory]
    [InlineData("orders.Query(\"c\").Where(o => o.Views > 1).[|PageSize|](5).ToListAsync()")]
    [InlineData("orders.Query(\"c\").[|PageSize|](5).Where(o => o.Views > 1).Descending().FirstOrDefaultAsync()")]
    [InlineData("orders.Scan().[|PageSize|](5).HideExpired().Where(o => o.Views > 1).CountAsync()")]
    [InlineData("orders.ByStatus.Scan().Where(o => o.Note.Exists()).[|PageSize|](5).ToListAsync()")]
    public Task ReportsAPageSizeBesideAFilter(string call) => ShouldReport(Run(call), Message);

    [Fact]
    public Task ReportsAnEnumeration() => ShouldReport(
        Run("""
            Task.CompletedTask;
                await foreach (Order order in orders.Query("c").Where(o => o.Views > 1).[|PageSize|](5))
                {
                }

                await foreach (Order order in orders.Query("c").[|PageSize|](5).Where(o => o.Views > 1).WithCancellation(default))
                {
                }
            """),
        Message,
        Message);

    [Theory]
    [InlineData("orders.Query(\"c\").Where(o => o.Views > 1).PageSize(5).ToPageAsync()")]
    [InlineData("orders.Query(\"c\").Where(o => o.Views > 1).PageSize(5).Take(5).ToListAsync()")]
    [InlineData("orders.Query(\"c\").Where(o => o.Views > 1).Take(5).ToListAsync()")]
    [InlineData("orders.Query(\"c\").PageSize(5).ToListAsync()")]
    [InlineData("orders.Scan().Where(o => o.Views > 1).PageSize(5).InParallel().ToListAsync()")]
    [InlineData("System.Linq.AsyncEnumerable.CountAsync(orders.Scan().Where(o => o.Views > 1).PageSize(5).Pages()).AsTask()")]
    public Task StaysQuietOnPagesAndOnTake(string call) => ShouldStayQuiet(Run(call));

    [Fact]
    public Task StaysQuietOnAQueryThatIsKept() => ShouldStayQuiet(
        Run("""
            Task.CompletedTask;
                var query = orders.Query("c").Where(o => o.Views > 1).PageSize(5);
                await query.ToPageAsync();
            """));

    private const string Message
        = "TDYN308: PageSize counts items before the filter and limits no result; if that many items are wanted, call Take";

    private static string Run(string call) => $$"""
        {{Order}}
        public static class Use
        {
            public static async Task RunAsync(OrderTable orders)
            {
                await {{call}};
            }
        }
        """;
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN306_TypeIsNoProjection : RuleTest
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
        }

        """;

    private const string Projections = """
        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderNote(string? Note);

        [DynamoTable("customers")]
        public record Customer([PartitionKey] string Id);

        [DynamoProjection(typeof(Customer))]
        public readonly record struct CustomerId(string Id);

        """;

    [Theory]
    [InlineData("orders.Query(\"c\").[|Select<string>|]().ToListAsync()", "string")]
    [InlineData("orders.Query(\"c\").Where(o => o.Views > 1).[|Select<Order>|]().ToListAsync()", "Order")]
    [InlineData("orders.Scan().[|Select<Order>|]().InParallel().ToListAsync()", "Order")]
    [InlineData("orders.ByViews.Query(\"c\").[|Select<Order>|]().ToListAsync()", "Order")]
    [InlineData("orders.ByStatus.Scan().[|Select<OrderByStatusItem>|]().ToListAsync()", "OrderByStatusItem")]
    [InlineData("orders.[|Select<(string, int)>|]().GetAsync(key)", "(string, int)")]
    public Task ReportsATypeWithoutTheAnnotation(string call, string type) => ShouldReport(
        Run(call),
        $"TDYN306: '{type}' is no projection, so that it cannot be selected; "
        + "select a type that is annotated with [DynamoProjection(typeof(Order))]");

    [Theory]
    [InlineData("orders.Query(\"c\").[|Select<CustomerId>|]().ToListAsync()")]
    [InlineData("orders.ByStatus.Query(OrderStatus.Open).[|Select<CustomerId>|]().ToListAsync()")]
    [InlineData("orders.[|Select<CustomerId>|]().GetAsync(key)")]
    public Task ReportsAProjectionOfAnotherItem(string call) => ShouldReport(
        Run(call),
        "TDYN306: 'CustomerId' is a projection of 'Customer', so that it cannot be selected; select a projection of 'Order'");

    [Theory]
    [InlineData("orders.Query(\"c\").Select<OrderNote>().ToListAsync()")]
    [InlineData("orders.Scan().Select<OrderNote>().InParallel().ToListAsync()")]
    [InlineData("orders.ByStatus.Query(OrderStatus.Open).Select<OrderNote>().ToListAsync()")]
    [InlineData("orders.Select<OrderNote>().GetAsync(key)")]
    [InlineData("orders.Query(\"c\").Select<T>().ToListAsync()")]
    [InlineData("orders.Select<T>().UpsertAsync(key, o => o.Views += 1)")]
    [InlineData("Task.FromResult(System.Linq.Enumerable.Select(\"ab\", c => c))")]
    public Task StaysQuietOnProjectionsAndTypeParameters(string call) => ShouldStayQuiet(Run(call));

    private static string Run(string call) => $$"""
        {{Order}}
        {{Projections}}
        public static class Use
        {
            public static Task RunAsync<T>(OrderTable orders, OrderKey key) => {{call}};
        }
        """;
}

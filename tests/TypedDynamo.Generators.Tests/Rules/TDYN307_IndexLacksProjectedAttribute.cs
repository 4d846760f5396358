namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN307_IndexLacksProjectedAttribute : RuleTest
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
        public readonly record struct OrderNote(string CustomerId, DateTimeOffset PlacedAt, OrderStatus Status, string? Note);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderViews(string? Note, int Views);

        """;

    [Theory]
    [InlineData("orders.ByStatus.Query(OrderStatus.Open).[|Select<OrderViews>|]()")]
    [InlineData("orders.ByStatus.Scan().Where(o => o.Note.Exists()).[|Select<OrderViews>|]()")]
    public Task ReportsAnAttributeThatTheIndexDoesNotHold(string call) => ShouldReport(
        Order + Projections + Run(call),
        "TDYN307: 'OrderViews' reads the attribute 'Views', which the global index 'by-status' does not hold; "
        + "put it there with [ProjectedInto(\"by-status\")] in 'Order', or select a projection without it");

    [Theory]
    [InlineData("orders.ByStatus.Query(OrderStatus.Open).Select<OrderNote>()")]
    [InlineData("orders.ByStatus.Scan().Select<OrderNote>()")]
    [InlineData("orders.ByViews.Query(\"c\").Select<OrderViews>()")]
    [InlineData("orders.Query(\"c\").Select<OrderViews>()")]
    public Task StaysQuietOnWhatIsHeld(string call) => ShouldStayQuiet(Order + Projections + Run(call));

    [Fact]
    public Task TheDiscriminatorIsAmongWhatIsSelected() => ShouldReport(
        Drawings("KeysOnly") + Run("orders.ByAuthor.Query(\"a\").[|Select<DrawingId>|]()", "DrawingTable"),
        "TDYN307: 'DrawingId' reads the attribute 'kind', which the global index 'by-author' does not hold; "
        + "put it there with [ProjectedInto(\"by-author\")] in 'Drawing', or select a projection without it");

    [Theory]
    [InlineData("Include")]
    [InlineData("All")]
    public Task AnIndexOfMoreThanKeysHoldsTheDiscriminator(string projection)
        => ShouldStayQuiet(Drawings(projection) + Run("orders.ByAuthor.Query(\"a\").Select<DrawingId>()", "DrawingTable"));

    [Fact]
    public Task AnIndexHoldsTheComposedKeysOfItsTable() => ShouldStayQuiet(
        """
        [DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{Id}")]
        [GsiProjection("by-status", IndexProjection.KeysOnly)]
        public sealed record Order(string CustomerId, string Id, [property: Gsi("by-status", KeyRole.Partition)] string Status, decimal Total);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderId(string CustomerId, string Id);

        """ + Run("orders.ByStatus.Query(\"open\").Select<OrderId>()"));

    private static string Drawings(string projection) => $$"""
        [DynamoTable("drawings"), DynamoDiscriminator("kind")]
        [DynamoDerivedType(typeof(Sketch), "sketch")]
        [GsiProjection("by-author", IndexProjection.{{projection}})]
        public record Drawing
        {
            [PartitionKey] public required string Id { get; init; }
            [Gsi("by-author", KeyRole.Partition)] public required string Author { get; init; }
        }

        public record Sketch : Drawing;

        [DynamoProjection(typeof(Drawing))]
        public record struct DrawingId(string Id);

        """;

    private static string Run(string call, string table = "OrderTable") => $$"""
        public static class Use
        {
            public static object Run({{table}} orders) => {{call}};
        }
        """;
}

using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class ProjectionTests : EmissionTest
{
    [Fact]
    public void Projections() => CheckProjections(nameof(Projections), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        public record Address(string City, OrderStatus Status, System.Collections.Generic.List<string> Lines);

        [DynamoTable("orders")]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey(Format = "D10")] public required int Line { get; init; }
            [DynamoAttribute("t")] public decimal Total { get; init; }
            public string? Note { get; init; }
            [DynamoEnum(EnumStorage.Number)] public OrderStatus Status { get; init; }
            public System.Collections.Generic.HashSet<int> Marks { get; init; } = [];
            public System.Collections.Generic.IReadOnlyList<Address> Addresses { get; init; } = [];
            public Uri? Link { get; init; }
            [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
        }

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderTotal(string CustomerId, decimal Total);

        [DynamoProjection(typeof(Order))]
        public sealed class OrderSummary
        {
            public required int? Line { get; init; }
            public decimal? Total { get; set; } = 1;
            public string Note { get; private set; } = "none";
            public OrderStatus? Status { get; init; }
            public System.Collections.Generic.HashSet<int> Marks { get; init; } = [];
            public System.Collections.Generic.IReadOnlyList<Address>? Addresses { get; init; }
            public Uri? Link { get; init; }
            public DateTimeOffset? ExpiresAt { get; init; }
            [DynamoIgnore] public int Local { get; set; }
        }

        internal class Outer
        {
            [DynamoProjection(typeof(Order))]
            internal struct Line
            {
                [property: Obsolete("", error: true)] public string? Note { get; set; }
            }
        }
        """);

    [Fact]
    public void ProjectionInTheGlobalNamespace() => CheckProjections(nameof(ProjectionInTheGlobalNamespace), """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("n\"{0}")] string? @class);

        public class Mapper;

        [DynamoProjection(typeof(Order))]
        public record @event(string? @class = "none");
        """);

    [Fact]
    public void ProjectionsOfKeyTemplates() => CheckProjections(nameof(ProjectionsOfKeyTemplates), """
        namespace Shop;

        public enum Region { North, South }

        public readonly record struct OrderId(int Value);

        [DynamoTable("shop", PartitionKey = "{Region}#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{Id:D10}#{Part:D2}")]
        public record Order(Region Region, string CustomerId, DateTimeOffset PlacedAt, OrderId Id, [DynamoAttribute("p")] int Part, decimal Total);

        [DynamoProjection(typeof(Order))]
        public record struct OrderTotal(string CustomerId, OrderId? Id, decimal Total);

        [DynamoProjection(typeof(Order))]
        public record struct OrderTime(DateTimeOffset PlacedAt, int Part);

        [DynamoProjection(typeof(Order))]
        public record OrderSum(decimal Total);
        """);

    [Fact]
    public void ProjectionsOfPolymorphicItems() => CheckProjections(nameof(ProjectionsOfPolymorphicItems), """
        namespace Shop;

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square")]
        public abstract record Shape(string Color);
        public record Circle(string Color, double Radius) : Shape(Color);
        public record Square(string Color, double Side) : Shape(Color);

        [DynamoTable("drawings"), DynamoDiscriminator("kind")]
        [DynamoDerivedType(typeof(Sketch), "sketch")]
        public record Drawing
        {
            [PartitionKey] public required string Id { get; init; }
            public Shape? Frame { get; init; }
        }

        public record Sketch : Drawing
        {
            public int Lines { get; init; }
        }

        [DynamoProjection(typeof(Drawing))]
        public record DrawingFrame(string Id, Shape? Frame);

        [DynamoTable("drawings", Discriminator = "note")]
        public record Note([PartitionKey] string Id, string Text);

        [DynamoProjection(typeof(Note))]
        public record NoteText(string Text);
        """);

    // What the tables are is the other tests' matter.
    private static void CheckProjections(string scenario, string source) => Snapshot.Match(
        scenario,
        GeneratorHarness.Generate(source)
            .Where(file => file.Key.EndsWith(".Projection.g.cs", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => file.Value));
}

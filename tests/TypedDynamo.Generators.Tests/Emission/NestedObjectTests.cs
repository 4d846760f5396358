namespace TypedDynamo.Generators.Tests.Emission;

public sealed class NestedObjectTests : EmissionTest
{
    [Fact]
    public void NestedObjects() => Check(nameof(NestedObjects), """
        using System.Collections.Generic;

        namespace Shop
        {
            public enum Country { Austria, Chile }

            public record Address(string Street, Country Country = Country.Chile)
            {
                public string? Zip { get; init; }
                [DynamoIgnore] public string Label => Street + Zip;
            }

            public abstract class Priced
            {
                [DynamoAttribute("p")] public decimal Price { get; protected set; }
            }

            public class Line : Priced
            {
                [PartitionKey] public required string Sku { get; init; }
                public Address? From { get; set; }
                public HashSet<string> Tags { get; init; } = [];
            }

            public struct Point
            {
                public int X { get; set; }
                public int Y { get; init; }
            }

            [DynamoTable("orders")]
            public class Order : Priced
            {
                [PartitionKey] public string Id { get; set; } = "";
                public Address ShipTo { get; set; } = new("");
                public Address? BillTo { get; init; }
                public required List<Line> Lines { get; init; }
                public Dictionary<string, Line?> BySku { get; set; } = [];
                public Point Position { get; set; }
                public Point? Other { get; set; }
                public Outer.Address Second { get; set; } = new();
                public List<Point?> Points { get; set; } = [];
            }
        }

        namespace Shop.Outer
        {
            public class Address
            {
                public Country Country { get; set; }
            }
        }
        """);

    [Fact]
    public void RecursiveTypes() => Check(nameof(RecursiveTypes), """
        using System.Collections.Generic;

        namespace Shop;

        public class Node
        {
            public string Name { get; set; } = "";
            public List<Node> Children { get; init; } = [];
            public Tree? Tree { get; init; }
        }

        [DynamoTable("trees")]
        public record Tree([PartitionKey] string Id)
        {
            public Node? Root { get; init; }
            public Dictionary<string, Tree> Grafts { get; init; } = [];
        }
        """);

    [Fact]
    public void ExtensionData() => Check(nameof(ExtensionData), """
        using System.Collections.Generic;
        using AttributeValue = Amazon.DynamoDBv2.Model.AttributeValue;

        namespace Shop;

        public class Line
        {
            public int Count { get; set; }
            [DynamoExtensionData] public IDictionary<string, AttributeValue>? Rest { get; init; }
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<Line> Lines { get; set; } = [];
            [DynamoExtensionData] public Dictionary<string, AttributeValue> Rest { get; set; } = [];
        }

        [DynamoTable("customers")]
        [GsiProjection("by-region", IndexProjection.Include)]
        public record Customer(
            [PartitionKey] string Id,
            [Gsi("by-region", KeyRole.Partition)] string? Region,
            [DynamoExtensionData] IReadOnlyDictionary<string, AttributeValue> Rest);

        [DynamoTable("things")]
        public struct Thing
        {
            public Thing() { }
            [PartitionKey] public required string Id { get; init; }
            [DynamoExtensionData] public Dictionary<string, AttributeValue> Rest { get; } = [];
        }
        """);

    [Fact]
    public void FlattenedObjects() => Check(nameof(FlattenedObjects), """
        using System.Collections.Generic;

        namespace Shop;

        public record struct Point(double X, double Y);

        public class Address
        {
            public required string Street { get; init; }
            public string? City { get; private set; }
            public HashSet<string> Tags { get; init; } = [];
            [DynamoFlatten(Prefix = "at_")] public Point? Position { get; set; }
        }

        public record Audit
        {
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [UpdatedAt, DynamoAttribute("changed")] public DateTimeOffset UpdatedAt { get; init; }
            [TimeToLive] public DateTime? ExpiresAt { get; init; }
        }

        public class Line
        {
            public int Count { get; set; }
            [DynamoFlatten] public Point Size { get; init; }
        }

        [DynamoTable("orders")]
        [GsiProjection("by-note", IndexProjection.KeysOnly)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoFlatten] public Address? Home { get; set; }
            [DynamoFlatten(Prefix = "work_")] public required Address Work { get; init; }
            [DynamoFlatten] public Audit Audit { get; init; } = new();
            [Gsi("by-note", KeyRole.Partition)] public string? Note { get; set; }
            public List<Line> Lines { get; set; } = [];
        }

        [DynamoTable("places")]
        public record Place([PartitionKey] string Id, [DynamoFlatten] Point Position, [DynamoFlatten(Prefix = "to_")] Point? To = null);
        """);
}

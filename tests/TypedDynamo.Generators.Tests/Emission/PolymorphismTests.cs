namespace TypedDynamo.Generators.Tests.Emission;

public sealed class PolymorphismTests : EmissionTest
{
    [Fact]
    public void PolymorphicMembers() => Check(nameof(PolymorphicMembers), """
        namespace Shop;

        [DynamoDerivedType(typeof(Circle), "circle")]
        [DynamoDerivedType(typeof(Group), "group")]
        public abstract record Shape(string Name);
        public sealed record Circle(string Name, double Radius) : Shape(Name);
        public sealed record Group(string Name) : Shape(Name) { public System.Collections.Generic.List<Shape> Shapes { get; init; } = []; }

        [DynamoDerivedType(typeof(Point), "point"), DynamoDerivedType(typeof(Place), "place"), DynamoDiscriminator("kind")]
        internal interface IPosition;
        internal record struct Point(int X, int Y) : IPosition;
        internal class Place : IPosition
        {
            public required string City { get; init; }
            [DynamoExtensionData] public System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>? More { get; set; }
        }

        [DynamoDerivedType(typeof(Dog), "d\"og")]
        public class Animal { public string Name { get; set; } = ""; }
        public class Dog : Animal { public string Breed { get; private set; } = ""; }

        [DynamoTable("drawings")]
        internal class Drawing
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Shape? Shape { get; set; }
            public System.Collections.Generic.Dictionary<string, IPosition?> Positions { get; set; } = [];
            public required Animal Animal { get; init; }
            public Dog? Dog { get; set; }
        }
        """);

    [Fact]
    public void PolymorphicItems() => Check(nameof(PolymorphicItems), """
        namespace Shop;

        public enum Status { Open, Paid }

        [DynamoTable("app"), DynamoDiscriminator("kind")]
        [DynamoDerivedType(typeof(Customer), "customer"), DynamoDerivedType(typeof(Order), "order")]
        [GsiProjection("by-status", IndexProjection.Include), GsiProjection("by-name", IndexProjection.KeysOnly)]
        public abstract record AppItem
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required string Sort { get; init; }
            public string? Note { get; init; }
        }

        public sealed record Customer : AppItem
        {
            [Gsi("by-name", KeyRole.Partition)] public required string Name { get; init; }
            [ProjectedInto("by-status")] public int Attributes { get; init; }
        }

        public sealed record Order : AppItem
        {
            [Gsi("by-status", KeyRole.Partition)] public Status Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal Total { get; init; }
            public AppItem? Copy { get; init; }
        }
        """);

    [Fact]
    public void PolymorphicItemsWithKeyTemplates() => Check(nameof(PolymorphicItemsWithKeyTemplates), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "{Kind}#{Number:D6}")]
        [DynamoDerivedType(typeof(Profile), "profile"), DynamoDerivedType(typeof(Order), "order")]
        [GsiProjection("by-total", IndexProjection.Include)]
        public abstract record CustomerItem(Guid CustomerId, string Kind)
        {
            public int Number { get; init; }
        }

        public sealed record Profile(Guid CustomerId, string Kind, string Name) : CustomerItem(CustomerId, Kind);

        public sealed record Order(Guid CustomerId, string Kind) : CustomerItem(CustomerId, Kind)
        {
            [Gsi("by-total", KeyRole.Partition)] public decimal Total { get; set; }
        }
        """);

    [Fact]
    public void Entities() => Check(nameof(Entities), """
        namespace Shop;

        [DynamoTable("app")]
        [DynamoDerivedType(typeof(Customer), "customer")]
        public class Entity
        {
            [PartitionKey] public string Attributes { get; set; } = "";
            public string? Note { get; init; }
        }

        [DynamoTable("app")]
        public class Customer : Entity
        {
            public string Name { get; set; } = "";
        }

        [DynamoTable("app", Discriminator = "setting")]
        public readonly record struct Setting([PartitionKey] string Attributes, int Value);
        """);
}

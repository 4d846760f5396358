using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class ItemTypeTests : EmissionTest
{
    [Fact]
    public void RecordWithCompositeKey() => Check(nameof(RecordWithCompositeKey), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            public OrderStatus Status { get; init; }
            public int Views { get; set; } = 7;
            [DynamoAttribute("n")] public string? Note { get; init; }
            public int? Rating { get; init; }
            [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
        }
        """);

    [Fact]
    public void ClassWithSingleKey() => Check(nameof(ClassWithSingleKey), """
        namespace Shop;

        [DynamoTable("customers")]
        internal class Customer
        {
            [PartitionKey] public string Id { get; set; } = "";
            public string Name { get; private set; } = "nobody";
            public bool Active { get; protected set; } = true;
            public decimal Balance { get; internal set; }
        }
        """);

    [Fact]
    public void StructWithSingleKey() => Check(nameof(StructWithSingleKey), """
        namespace Shop;

        [DynamoTable("points")]
        public struct Point
        {
            public Point()
            {
            }

            [PartitionKey] public required string Id { get; set; }
            public double X { get; init; } = 1.5;
            public double Y { get; private set; } = 2.5;
            public double Z { get; set; } = 3.5;
        }
        """);

    [Fact]
    public void RecordStructWithCompositeKey() => Check(nameof(RecordStructWithCompositeKey), """
        namespace Shop;

        [DynamoTable("readings")]
        public readonly record struct Reading([PartitionKey] Guid Sensor, [SortKey] DateOnly Day, float Value, string? Unit = null);
        """);

    [Fact]
    public void ParametersBelongToOneMember() => Check(nameof(ParametersBelongToOneMember), """
        namespace Shop;

        [DynamoTable("bars")]
        public sealed class Bar(string id, string name)
        {
            [PartitionKey] public string Id { get; } = id;
            public string Name { get; } = name;
            public string NAME { get; set; } = "";
            public System.Collections.Generic.SortedSet<string> Words { get; set; } = [];
        }
        """);

    // The users of a type may not name what its items have had; the items have it all the same.
    [Fact]
    public void ObsoleteAndExperimentalMembers() => Check(nameof(ObsoleteAndExperimentalMembers), """
        using System.Diagnostics.CodeAnalysis;
        #pragma warning disable LINE1, PART2, ORDER3

        namespace Shop;

        [Experimental("PART2")]
        public record struct Part(int X);

        public class Line
        {
            [Obsolete("", true)] public int Count { get; set; }
            [Experimental("LINE1")] public int Size { get; init; }
        }

        [DynamoTable("orders")]
        [Experimental("ORDER3")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Obsolete("Use Lines", true)] public string? Line { get; init; }
            public Line[] Lines { get; set; } = [];
            public Part? Part { get; set; }
        }
        """);

    [Fact]
    public void MembersMayAllowNullsThatTheirTypesDoNot() => GeneratorHarness.Generate("""
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [MaybeNull] public string Maybe { get; set; }
            [AllowNull] public string Allow { get => field2; set => field2 = value ?? ""; }
            [DisallowNull] public string? Disallow { get; set; }
            [NotNull] public string? Never { get => field2; set => field2 = value ?? ""; }
            [MaybeNull, AllowNull] public System.Collections.Generic.List<string> Both { get; init; }
            private string field2 = "";
        }
        """);

    [Fact]
    public void NestedType() => Check(nameof(NestedType), """
        namespace Shop.Sales
        {
            public class Outer
            {
                internal static class Inner
                {
                    [DynamoTable("orders")]
                    public record Order([PartitionKey] string Id);
                }
            }
        }
        """);

    [Fact]
    public void GlobalNamespace() => Check(nameof(GlobalNamespace), """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line);
        """);

    [Fact]
    public void InheritedMembers() => Check(nameof(InheritedMembers), """
        namespace Shop;

        public abstract class Entity
        {
            [PartitionKey] public virtual string Id { get; protected set; } = "";
            public DateTime Created { get; init; }
            public virtual string Name { get; set; } = "";
            public int Hidden { get; set; }
            public virtual int Computed => 1;
            [DynamoIgnore] public virtual int Ignored => 2;
        }

        public class Generic<T> : Entity
        {
            public int Shared { get; set; }
            public required string Must { get; init; }
        }

        [DynamoTable("customers")]
        public class Customer : Generic<int>
        {
            public override string Id => base.Id;
            public override string Name { get; set; } = "nobody";
            public new long Hidden { get; init; }
            [DynamoIgnore] public override int Computed => 3;
            public override int Ignored => 4;
        }
        """);

    [Fact]
    public void InheritedRecord() => Check(nameof(InheritedRecord), """
        namespace Shop;

        public abstract record Entity([PartitionKey, DynamoAttribute("pk")] string Id);

        [DynamoTable("customers")]
        public record Customer(string Id, [SortKey, DynamoAttribute("sk")] string Region, string Name) : Entity(Id);
        """);

    [Fact]
    public void ObliviousSource() => Check(nameof(ObliviousSource), """
        #nullable disable
        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; }
            public string Note { get; set; }
            public byte[] Data { get; set; }
            public int Count { get; set; }
            public System.Collections.Generic.List<string> Lines { get; set; }
            public System.Collections.Generic.HashSet<string> Tags { get; set; }
            public System.Collections.Generic.Dictionary<string, string[]> More { get; set; }
        }
        """);

    [Fact]
    public void NullIsNotAlwaysAccepted() => Check(nameof(NullIsNotAlwaysAccepted), """
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order(string id, string note)
        {
            [PartitionKey] public string Id { get; } = id;
            public string? Note { get; } = note;
            [DisallowNull] public string? Text { get; set; }
        }
        """);

    [Fact]
    public void ObsoleteMembers() => GeneratorHarness.Generate("""
        namespace Shop;

        [Obsolete("old")]
        [DynamoTable("orders")]
        public class Order
        {
            [Obsolete] public Order() { }

            [PartitionKey] public string Id { get; set; } = "";
            [Obsolete("old")] public int Count { get; set; }
            [Obsolete("old")] public int Size { get; init; }
        }
        """);

    [Fact]
    public void NothingIsGeneratedWithoutTheAnnotation() => GeneratorHarness.Generate("public class Order;").ShouldBeEmpty();
}

using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class ConstructorTests : EmissionTest
{
    // Visual Basic and attributes can declare defaults that C# has no constants of.
    [Fact]
    public void DefaultsMayBeDates() => GeneratorHarness.Generate("""
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order(
            string id,
            [Optional, DateTimeConstant(638712864000000000)] DateTime at,
            [Optional, DateTimeConstant(638712864000000000)] DateTime until,
            [Optional, DecimalConstant(1, 0, 0u, 0u, 15u)] decimal price)
        {
            [PartitionKey] public string Id { get; } = id;
            public DateTime At { get; } = at;
            [TimeToLive] public DateTime Until { get; } = until;
            public decimal Price { get; } = price;
        }
        """)["Shop.OrderTable.g.cs"].ShouldContain("new global::System.DateTime(638712864000000000L)");

    [Fact]
    public void PositionalRecordWithDefaults() => Check(nameof(PositionalRecordWithDefaults), """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Shop;

        public enum Colour : sbyte { None, Red = -1 }

        [DynamoTable("things")]
        public sealed record Thing(
            [PartitionKey] string Id,
            string Name,
            string? Note,
            [Optional, DateTimeConstant(639_000_000_000_000_000)] DateTime Then,
            [Optional, DecimalConstant(2, 128, 0U, 0U, 110U)] decimal Rate,
            [DynamoAttribute("q")] string Quoted = "a\"b\\c\n",
            bool Active = true,
            byte Byte = 255,
            int Count = int.MinValue,
            long Long = long.MinValue,
            ulong ULong = ulong.MaxValue,
            uint UInt = 7,
            decimal Price = 1.10m,
            double Ratio = 0.1,
            double None = double.NaN,
            float Infinite = float.NegativeInfinity,
            Colour Colour = Colour.Red,
            Colour? Other = Colour.Red,
            int? Five = 5,
            int? Nothing = null,
            Guid Reference = default,
            DateTime When = default,
            byte[]? Data = null,
            char Quote = '\'',
            char Half = '\ud800',
            char? Letter = 'x',
            nint Native = -5,
            nuint Unsigned = 4_000_000_000,
            Int128 Wide = default,
            TimeOnly Time = default)
        {
            public int Extra { get; init; } = 3;
        }
        """);

    [Fact]
    public void ClassWithPrimaryConstructor() => Check(nameof(ClassWithPrimaryConstructor), """
        namespace Shop;

        [DynamoTable("users")]
        public class User([PartitionKey] string id, [SortKey] long version, int retries = 3)
        {
            public string Id { get; } = id;
            public long Version { get; } = version;
            [DynamoIgnore] public int Retries { get; } = retries;
            public string? Mail { get; set; }
        }
        """);

    [Fact]
    public void ClassWithSeveralConstructors() => Check(nameof(ClassWithSeveralConstructors), """
        namespace Shop;

        [DynamoTable("users")]
        public class User
        {
            public User() { }
            internal User(string id) => Id = id;
            public User(string id, object service) : this(id) => _ = service;
            private User(string id, int age) : this(id) => Age = age;

            [PartitionKey] public string Id { get; } = "";
            public int Age { get; init; }
        }
        """);

    [Fact]
    public void ConstructorThatSetsRequiredMembers() => Check(nameof(ConstructorThatSetsRequiredMembers), """
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("users")]
        [method: SetsRequiredMembers]
        public class User(string id)
        {
            public required object Unstored = new();
            [PartitionKey] public required string Id { get; init; } = id;
            public required int Age { get; init; }
        }

        [DynamoTable("groups")]
        public class Group(string id)
        {
            [PartitionKey] public required string Id { get; init; } = id;
        }
        """);

    [Fact]
    public void HiddenConstructors() => Check(nameof(HiddenConstructors), """
        using System.Collections.Generic;

        namespace Shop;

        public sealed class Line
        {
            private Line(string sku, int? count, string? note)
            {
                Sku = sku;
                Count = count;
                Note = note;
            }

            public string Sku { get; }
            public int? Count { get; }
            public string? Note { get; }
            public static Line Create(string sku) => new(sku, null, null);
        }

        [DynamoTable("orders")]
        public class Order
        {
            protected Order() { }
            public Order(Func<string> id) => Id = id();
            [PartitionKey] public required string Id { get; init; }
            public required string? Name { get; set; }
            public Line? Line { get; private set; }
        }

        [DynamoTable("points")]
        public readonly struct Point
        {
            private Point(string id, int x)
            {
                Id = id;
                X = x;
            }

            [PartitionKey] public string Id { get; }
            public int X { get; }
        }
        """);

    [Fact]
    public void InitAccessorsOfGenericBases() => Check(nameof(InitAccessorsOfGenericBases), """
        using System.Collections.Generic;

        namespace Shop;

        public abstract class Entity<T>
        {
            [PartitionKey] public string Id { get; init; } = "";
            public T? Value { get; init; }
            public string Name { get; init; } = "nobody";
            public HashSet<string> Tags { get; init; } = [];
            public required int Count { get; init; }
        }

        [DynamoTable("customers")]
        public class Customer(string region = "eu") : Entity<int>
        {
            public string Region { get; } = region;
        }

        public record Base<T>
        {
            public T? Value { get; init; }
        }

        [DynamoTable("things")]
        public record Thing([PartitionKey] string Id) : Base<List<string>>;
        """);
}

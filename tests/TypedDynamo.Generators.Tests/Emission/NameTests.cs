using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class NameTests : EmissionTest
{
    [Fact]
    public void HostileNames() => Check(nameof(HostileNames), """"
        namespace @event.@namespace
        {
            public enum @enum { @class, Größe }

            [DynamoTable("class")]
            public class @class
            {
                [PartitionKey, DynamoAttribute("quo\"te")] public required string @params { get; init; }
                [SortKey, DynamoAttribute("back\\slash")] public required @enum cancellationToken { get; init; }
                [DynamoAttribute("new\r\nline\0")] public int @int { get; set; }
                [DynamoAttribute("<&>'")] public string? Größe { get; init; }
                [DynamoAttribute("\ud83d\ude00 \ud800 {0}")] public string? 数量 { get; set; }
                [DynamoAttribute(" ")] public int Schema { get; init; }
                public int Item { get; set; }
                public int Mapper { get; init; }
                public int item { get; set; }
                public int reader { get; init; }
                public int Instance { get; init; }
                public string? value0 { get; init; }
                public string? _ { get; init; }
            }

            public class @void
            {
                [DynamoTable("nested")]
                public record struct @struct([PartitionKey] int @return, [SortKey] string Return);
            }
        }
        """");

    [Theory]
    [InlineData("Mapper", "Schema")]
    [InlineData("Schema", "Mapper")]
    [InlineData("OrderKey", "OrderTable")]
    [InlineData("Key", "Keys")]
    [InlineData("Keys", "Sort")]
    [InlineData("State", "SortKey")]
    [InlineData("Consistent", "CancellationToken")]
    [InlineData("Query", "KeyOf")]
    [InlineData("Id", "id")]
    [InlineData("Equals", "GetHashCode")]
    [InlineData("ToString", "Deconstruct")]
    [InlineData("TState", "Item")]
    [InlineData("GetAsync", "DeleteAsync")]
    [InlineData("System", "TypedDynamo")]
    [InlineData("UpdateTokens", "ConditionTokens")]
    [InlineData("value", "writer")]
    [InlineData("Write", "Read")]
    public void KeysMayHaveAnyName(string partitionKey, string sortKey) => GeneratorHarness.Generate($$"""
        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public {{Modifier(partitionKey)}} string {{partitionKey}} { get; init; } = "";
            [SortKey] public {{Modifier(sortKey)}} string {{sortKey}} { get; init; } = "";
        }

        [DynamoTable("lines")]
        public class Line
        {
            [PartitionKey] public {{Modifier(partitionKey)}} string {{partitionKey}} { get; set; } = "";
        }
        """);

    [Fact]
    public void TypesMayHaveTheNamesOfOurs() => GeneratorHarness.Generate("""
        namespace Shop.System.TypedDynamo
        {
            public class Query { }
            public class DynamoTable { }
            public class Mapper { }
            public class Keys { }
            public class Task { }
            public enum KeyType { A }
            public enum Guid { B }

            [DynamoTable("orders")]
            public record Schema([PartitionKey] KeyType Key, [SortKey] Guid Sort, KeyType? Other, Other.Guid Second);
        }

        namespace Shop.System.TypedDynamo.Other
        {
            public enum Guid { C }
        }
        """);

    [Fact]
    public void TypesMayDifferInCaseAlone()
    {
        var files = GeneratorHarness.Generate("""
            namespace Shop
            {
                [DynamoTable("a-orders")] public record Order([PartitionKey] string Id);
                [DynamoTable("b-orders")] public record ORDER([PartitionKey] string Id);
            }

            namespace shop
            {
                [DynamoTable("c-orders")] public record Order([PartitionKey] string Id);
            }
            """);

        files.Count.ShouldBe(3);
    }

    // Whatever the user's types are called, no two members of the mapper have one name.
    [Fact]
    public void NestedTypesMayHaveAnyName() => GeneratorHarness.Generate("""
        using System.Collections.Generic;

        namespace Shop
        {
            public enum Line { A }
            public enum Line2 { A }
            public record Index(int Schema, Other.Index Other, Write Write, Other.Line Line);
            public record Write(string Read) { public string? BeginMap { get; init; } }
            public record By(int A);
            public record ByStatus(int B);
            public record @class(int @int) { public @class? @enum { get; init; } }
            public record Id(string Value);

            [DynamoTable("orders")]
            [GsiProjection("by-", IndexProjection.KeysOnly)]
            public class Order
            {
                [PartitionKey] public string LineMapper { get; init; } = "";
                [SortKey] public string StringList { get; init; } = "";
                [Gsi("by-", KeyRole.Partition)] public string? ByMapper { get; init; }
                public Line A { get; init; }
                public Other.Line B { get; init; }
                public Line2 C { get; init; }
                public Index? D { get; init; }
                public Write? E { get; init; }
                public By? F { get; init; }
                public ByStatus? G { get; init; }
                public @class? H { get; init; }
                public Id? Id { get; init; }
                public List<string> I { get; init; } = [];
                public List<Line> J { get; init; } = [];
                public List<Other.Line> K { get; init; } = [];
                public List<Line2> L { get; init; } = [];
                public List<List<string?>> M { get; init; } = [];
                public List<List<string>?> N { get; init; } = [];
                public List<Order>? O { get; init; }
                public Dictionary<string, Shop.Other.Outer.Index[]>? P { get; init; }
            }
        }

        namespace Shop.Other
        {
            public enum Line { B }
            public record Index(int Schema);

            public class Outer
            {
                public record Index(HashSet<string> Read);
            }
        }
        """);

    // A property may hide a method of object, and the compiler wants to be told so.
    private static string Modifier(string name) => name is "Equals" or "GetHashCode" or "ToString" ? "new" : "";
}

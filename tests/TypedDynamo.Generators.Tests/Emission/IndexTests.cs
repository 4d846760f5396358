using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class IndexTests : EmissionTest
{
    [Fact]
    public void Indexes() => Check(nameof(Indexes), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        [GsiProjection("by-status", IndexProjection.Include), LsiProjection("GSI_1", IndexProjection.KeysOnly)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required int Line { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal? Total { get; init; }
            [Lsi("GSI_1")] public string? Region { get; init; }
            [ProjectedInto("by-status")] public string Note { get; init; } = "";
            public required int Left { get; init; }
        }
        """);

    [Fact]
    public void IndexesWithSeveralKeyAttributes() => Check(nameof(IndexesWithSeveralKeyAttributes), """
        namespace Shop;

        [DynamoTable("matches")]
        public sealed record Match(
            [PartitionKey] string Id,
            [Gsi("2-by-tournament", KeyRole.Partition)] string Tournament,
            [Gsi("2-by-tournament", KeyRole.Partition, Order = 1)] int @class,
            [Gsi("2-by-tournament", KeyRole.Sort)] int Round,
            [Gsi("2-by-tournament", KeyRole.Sort, Order = 1)] string? SortKeys,
            [Gsi("2-by-tournament", KeyRole.Sort, Order = 2)] System.DateOnly Day,
            [Gsi("schema", KeyRole.Partition)] byte[] Hash);
        """);

    [Fact]
    public void IndexItemsHaveNoMemberOfARecordTwice() => GeneratorHarness.Generate("""
        namespace Shop;

        [DynamoTable("orders"), GsiProjection("by-clone", IndexProjection.Include)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-clone", KeyRole.Partition)] public string? Clone { get; set; }
            [Gsi("by-clone", KeyRole.Sort)] public new string? ToString { get; set; }
            [ProjectedInto("by-clone")] public int EqualityContract { get; set; }
            [ProjectedInto("by-clone")] public new int GetHashCode { get; set; }
            [ProjectedInto("by-clone")] public int PrintMembers { get; set; }
            [ProjectedInto("by-clone")] public int OrderByCloneItem { get; set; }
            [ProjectedInto("by-clone")] public int CloneValue { get; set; }
            public int Deconstruct { get; set; }
        }
        """);

    [Fact]
    public void IndexesWithShapes() => Check(nameof(IndexesWithShapes), """
        using System.Collections.Generic;

        namespace Shop;

        public class Line
        {
            public string Sku { get; set; } = "";
        }

        [DynamoTable("orders")]
        [GsiProjection("open", IndexProjection.Include)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("open", KeyRole.Partition)] public string? Status { get; set; }
            [ProjectedInto("open")] public List<Line> Lines { get; set; } = [];
            [ProjectedInto("open")] public HashSet<string> Tags { get; set; } = [];
            [ProjectedInto("open")] public required Line First { get; init; }
            public int Count { get; set; }
        }
        """);
}

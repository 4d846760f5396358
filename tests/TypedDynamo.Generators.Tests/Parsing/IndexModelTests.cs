using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class IndexModelTests
{
    [Fact]
    public void AGlobalIndexYieldsWhatItStores()
    {
        var index = ParseIndex("""
            [DynamoTable("orders"), GsiProjection("by-x", IndexProjection.Include)]
            public record Order(
                [PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] string X, [ProjectedInto("by-x")] string Y, string Z);
            """);

        index.Included.ShouldBe([2]);
        index.Stored.ShouldBe([0, 1, 2]);
        index.Yielded.ShouldBe([0, 1, 2]);
        index.ItemClass.ShouldBe("OrderByXItem");
    }

    [Fact]
    public void ALocalIndexYieldsWhatItDoesNotStoreToo()
    {
        var index = ParseIndex("""
            [DynamoTable("orders"), LsiProjection("by-x", IndexProjection.KeysOnly)]
            public record Order([PartitionKey] string Id, [SortKey] string At, [Lsi("by-x")] string X, string Y);
            """);

        index.Included.ShouldBeEmpty();
        index.Stored.ShouldBe([0, 1, 2]);
        index.Yielded.ShouldBe([0, 1, 2, 3]);
        index.ItemClass.ShouldBeNull();
    }

    // The discriminator tells whose items they are, but an index of the keys alone has no room for it.
    [Theory]
    [InlineData("Include", new[] { 3 }, new[] { 0, 1, 3 })]
    [InlineData("KeysOnly", new int[0], new[] { 0, 1 })]
    [InlineData("All", new int[0], new[] { 0, 1, 2, 3 })]
    public void AnIndexOfSomeAttributesStoresTheDiscriminator(string projection, int[] included, int[] stored)
    {
        var index = ParseIndex($$"""
            [DynamoTable("orders", Discriminator = "order"), GsiProjection("by-x", IndexProjection.{{projection}})]
            public record Order([PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] string X, string Y);
            """);

        index.Included.ShouldBe(included);
        index.Stored.ShouldBe(stored);
        index.Yielded.ShouldBe(stored);
    }

    // Members of the runtime's table, of object and of the generated table, and an extension of tables.
    [Theory]
    [InlineData("scan", "ScanIndex")]
    [InlineData("create-query", "CreateQueryIndex")]
    [InlineData("get-type", "GetTypeIndex")]
    [InlineData("key-of", "KeyOfIndex")]
    [InlineData("read", "ReadIndex")]
    [InlineData("by-x", "ByX")]
    public void AnIndexTakesNoNameThatATableHas(string name, string property) => ParseIndex($$"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [Gsi("{{name}}", KeyRole.Partition)] string X);
        """).Property.ShouldBe(property);

    private static IndexModel ParseIndex(string source)
    {
        var type = GeneratorHarness.Compile(source).GetTypeByMetadataName("Order").ShouldBeAssignableTo<INamedTypeSymbol>();
        return TableParser.Parse(type!, CancellationToken.None).Model!.Indexes.ShouldHaveSingleItem();
    }
}

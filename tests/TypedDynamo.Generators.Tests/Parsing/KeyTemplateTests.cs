using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class KeyTemplateTests
{
    [Fact]
    public void ReadsTheTemplatesOfATable()
    {
        var model = Parse("""
            [DynamoTable("app", PartitionKey = "{{{Id}}}", SortKey = "ORDER#{At:yyyy-MM-dd}#{Line:D5}", PartitionKeyAttribute = "p", SortKeyAttribute = "s")]
            public sealed record Order(string Id, DateTimeOffset At, int Line, string Note);
            """);

        model.IsUsable.ShouldBeTrue();
        model.Item.KeyTemplates.Select(template => template.Attribute).ShouldBe(["p", "s"]);
        model.Item.KeyTemplates[0].Parts.ShouldBe([Literal("{"), Property("Id"), Literal("}")]);
        model.Item.KeyTemplates[1].Parts.ShouldBe(
            [Literal("ORDER#"), Property("At", "yyyy-MM-dd"), Literal("#"), Property("Line", "D5")]);
        model.PartitionKey.ShouldBe(new KeyModel { Member = "p", Type = null, Ordinal = 2 });
        model.SortKey.ShouldBe(new KeyModel { Member = "s", Type = null, Ordinal = 3 });
        model.Item.AttributeNames.ShouldBe(["At", "Note", "p", "s"]);
        model.Item.KeyMembers.Select(member => member.Member).ShouldBe(["Id", "Line"]);
        model.Item.Members.Select(member => (member.Number, member.Member.Member)).ShouldBe([(0, "At"), (1, "Note"), (4, "Id"), (5, "Line")]);
        model.Item.ConstructorParameters.Select(parameter => (parameter.Name, parameter.Number)).ShouldBe(
            [("Id", 4), ("At", 0), ("Line", 5), ("Note", 1)]);
    }

    [Theory]
    [InlineData("string Part", "{Part}", false)]
    [InlineData("[property: DynamoAttribute(\"p\")] string Part", "{Part}", true)]
    [InlineData("[Gsi(\"by-part\", KeyRole.Partition)] string Part", "{Part}", true)]
    [InlineData("[Lsi(\"by-part\")] string Part", "{Part}", true)]
    [InlineData("DateTimeOffset Part", "{Part}", false)]
    [InlineData("DateTimeOffset Part", "{Part:yyyy-MM-dd}", true)]
    [InlineData("DateTimeOffset Part", "{Part:yyyyMMddHHmmss}", true)]
    [InlineData("DateTimeOffset Part", "{Part:yyyyMMddHHmmss.ffffff}", true)]
    [InlineData("DateTime Part", "{Part:yyyyMMddHHmmss.fffffff}", false)]
    [InlineData("DateTime Part", "{Part:yyyy}|{Part}", false)]
    [InlineData("DateOnly Part", "{Part:yyyyMMdd}", false)]
    [InlineData("DateOnly Part", "{Part:yyyy-MM}", true)]
    [InlineData("Guid Part", "{Part:N}", false)]
    [InlineData("uint Part", "{Part:D10}", false)]
    [InlineData("bool Part", "{Part}", false)]
    public void APropertyIsStoredBesideTheKeyWhereTheKeyDoesNotGiveItBack(string property, string template, bool isStored)
    {
        var model = Parse($$"""
            #pragma warning disable TDYN120
            [DynamoTable("app", PartitionKey = "A", SortKey = "{{template}}")]
            public sealed record Order({{property}});
            """);

        model.IsUsable.ShouldBeTrue();
        model.Item.Attributes.Count.ShouldBe(isStored ? 1 : 0);
        model.Item.KeyMembers.Count.ShouldBe(isStored ? 0 : 1);
        model.Item.ConstructorParameters.ShouldBe([new ParameterModel { Name = "Part", Number = isStored ? 0 : 2 }]);
    }

    [Fact]
    public void AnIndexHoldsWhatIsInTheKey()
    {
        var model = Parse("""
            [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{Line:D3}")]
            [GsiProjection("by-note", IndexProjection.Include)]
            public sealed record Order([property: ProjectedInto("by-note")] string Id, int Line, [Gsi("by-note", KeyRole.Partition)] string Note, string Other);
            """);

        model.IsUsable.ShouldBeTrue();
        model.Indexes[0].Stored.ShouldBe([0, 2, 3]);
        model.Indexes[0].Yielded.ShouldBe([0, 2, 3]);
        model.Indexes[0].Included.ShouldBeEmpty();
        model.Indexes[0].ItemClass.ShouldBe("OrderByNoteItem");
    }

    [Fact]
    public void AnIndexTakesNoNameOfTheSortKeysSteps()
    {
        var model = Parse("""
            [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{Line:D3}#{Id}")]
            public sealed record Order(string Id, int Line, [Gsi("SortKeys", KeyRole.Partition)] string X, [Gsi("SortKeysAfterLine", KeyRole.Partition)] string Y);
            """);

        model.Indexes.Select(index => index.Property).ShouldBe(["SortKeysIndex", "SortKeysAfterLineIndex"]);
    }

    private static KeyTemplatePart Literal(string text) => new() { Literal = text };

    private static KeyTemplatePart Property(string name, string? format = null) => new() { Member = name, Format = format };

    private static TableModel Parse(string source)
    {
        var type = GeneratorHarness.Compile(source).GetTypeByMetadataName("Order").ShouldBeAssignableTo<INamedTypeSymbol>();
        return TableParser.Parse(type!, CancellationToken.None).Model!;
    }
}

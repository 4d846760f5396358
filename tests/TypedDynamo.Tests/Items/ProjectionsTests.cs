using System.Reflection;
using System.Text;
using TypedDynamo.CompilerServices;
using TypedDynamo.TestKit;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

[DynamoProjection(typeof(LogRow))]
public readonly record struct LogTraffic(string Id, long BytesSent);

[DynamoProjection(typeof(ShapeRow))]
public sealed class ShapeOutline
{
    public required List<ShapePart> Parts { get; init; }

    public Dictionary<string, long>? Counts { get; set; }

    [DynamoIgnore] public IEnumerable<string> Names => Parts.Select(part => part.Name);
}

[DynamoTable("visits", PartitionKey = "VISITOR#{Visitor}", SortKey = "VISIT#{Day:yyyy-MM-dd}")]
public sealed record Visit(string Visitor, DateOnly Day, int Pages);

[DynamoProjection(typeof(Visit))]
public sealed record VisitDay(DateOnly Day, int? Pages = -1);

[DynamoTable("visits-and-notes", Discriminator = "note")]
public sealed record Remark([PartitionKey] string Id, string Text, HashSet<string> Tags);

[DynamoProjection(typeof(Remark))]
public sealed class RemarkTags
{
    public HashSet<string> Tags { get; } = ["none"];

    public string? Text { get; private set; }
}

/// <summary>Generated mappers of projections, and how they are found by the projection's type.</summary>
public sealed class ProjectionsTests
{
    [Fact]
    public void A_projection_asks_for_its_attributes_and_reads_them()
    {
        var projection = Find<LogTraffic>();

        projection.Table.ShouldBeSameAs(LogRowTable.Schema);
        Attributes(projection).ShouldBe(["PK", "bytessent"]);
        Read(projection, """{"bytessent":{"N":"42"},"url":{"S":"/"},"PK":{"S":"request#1"}}""").ShouldBe(new LogTraffic("request#1", 42));
    }

    [Fact]
    public void What_is_inside_an_attribute_is_read_too()
    {
        var projection = Find<ShapeOutline>();
        var outline = Read(
            projection,
            """{"Parts":{"L":[{"M":{"Name":{"S":"a"},"Point":{"M":{"X":{"N":"1"}}}}},{"M":{"Name":{"S":"b"}}}]},"Counts":{"M":{"k":{"N":"5"}}}}""");

        Attributes(projection).ShouldBe(["Parts", "Counts"]);
        outline.Names.ShouldBe(["a", "b"]);
        outline.Parts[0].Point.X.ShouldBe(1);
        outline.Counts.ShouldBe(new Dictionary<string, long> { ["k"] = 5 });
    }

    [Fact]
    public void An_item_without_a_required_attribute_names_it_and_the_key()
    {
        var error = Should.Throw<ItemMappingException>(() => Read(Find<LogTraffic>(), """{"PK":{"S":"request#1"}}"""));

        error.AttributeName.ShouldBe("bytessent");
        error.Key.ShouldBe("PK=request#1");
        error.Message.ShouldContain("LogTraffic");
    }

    [Fact]
    public void A_property_is_read_back_from_a_composed_key_and_items_with_other_keys_do_not_fit()
    {
        var projection = Find<VisitDay>();
        const string Visit = """{"PK":{"S":"VISITOR#ada"},"SK":{"S":"VISIT#2026-11-20"}}""";

        Attributes(projection).ShouldBe(["Pages", "PK", "SK"]);
        Fits(projection, Visit).ShouldBeTrue();
        Read(projection, Visit).ShouldBe(new VisitDay(new DateOnly(2026, 11, 20)));
        Fits(projection, """{"PK":{"S":"VISITOR#ada"},"SK":{"S":"PROFILE"}}""").ShouldBeFalse();
        Fits(projection, """{"Pages":{"N":"1"}}""").ShouldBeFalse();
    }

    [Fact]
    public void A_discriminator_is_asked_for_and_items_with_another_one_do_not_fit()
    {
        var projection = Find<RemarkTags>();

        Attributes(projection).ShouldBe(["Text", "Tags", "$type"], ignoreOrder: true);
        Fits(projection, """{"Text":{"S":"a"},"$type":{"S":"note"}}""").ShouldBeTrue();
        Fits(projection, """{"Text":{"S":"a"},"$type":{"S":"visit"}}""").ShouldBeFalse();
        Fits(projection, """{"Text":{"S":"a"}}""").ShouldBeFalse();

        var remark = Read(projection, """{"$type":{"S":"note"},"Text":{"S":"a"},"Tags":{"SS":["b","c"]}}""");
        remark.Text.ShouldBe("a");
        remark.Tags.ShouldBe(["b", "c"], ignoreOrder: true);
    }

    [Fact]
    public void A_projection_is_never_written()
        => Should.Throw<NotSupportedException>(() =>
        {
            using var buffer = new ByteBuffer();
            var writer = new ItemWriter(buffer, new ItemContext("logs", LogRowTable.Schema));
            Find<LogTraffic>().Mapper.Write(ref writer, default);
        }).Message.ShouldContain("LogTraffic");

    [Fact]
    public void A_type_that_is_no_projection_is_not_found()
    {
        Projections.Find<LogRow>().ShouldBeNull();
        Projections.Find<string>().ShouldBeNull();
    }

    [Fact]
    public void A_projection_is_made_once_when_it_is_first_asked_for()
    {
        int made = 0;
        Projections.Register(() =>
        {
            Interlocked.Increment(ref made);
            return new ItemProjection<Counted>(LogRowTable.Schema, new CountedMapper());
        });
        made.ShouldBe(0);

        var found = new ItemProjection<Counted>?[16];
        Parallel.For(0, found.Length, i => found[i] = Projections.Find<Counted>());

        made.ShouldBe(1);
        found.ShouldAllBe(projection => projection != null && ReferenceEquals(projection, found[0]));
    }

    [Fact]
    public void A_projection_of_an_assembly_that_has_run_no_code_yet_is_found()
    {
        var run = GeneratorHarness.Run(GeneratorHarness.Compile(
            """
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, decimal Total);

            [DynamoProjection(typeof(Order))]
            public record struct OrderTotal(decimal Total);
            """).WithAssemblyName("Fresh"));
        run.Problems().ShouldBeEmpty();
        using var bytes = new MemoryStream();
        run.Output.Emit(bytes).Success.ShouldBeTrue();
        Type projection = Assembly.Load(bytes.ToArray()).GetType("OrderTotal")!;

        typeof(Projections).GetMethod(nameof(Projections.Find), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(projection)
            .Invoke(null, null)
            .ShouldNotBeNull();
    }

    private static ItemProjection<T> Find<T>() => Projections.Find<T>().ShouldNotBeNull();

    private static IEnumerable<string> Attributes<T>(ItemProjection<T> projection)
        => projection.Mapper.Schema.Attributes.Select(attribute => attribute.Name);

    private static T Read<T>(ItemProjection<T> projection, string item)
    {
        ItemReader reader = Open(projection, item);
        return projection.Mapper.Read(ref reader);
    }

    private static bool Fits<T>(ItemProjection<T> projection, string item) => projection.Mapper.Fits(Open(projection, item));

    private static ItemReader Open<T>(ItemProjection<T> projection, string item)
    {
        var reader = new ItemReader(Encoding.UTF8.GetBytes(item), new ItemContext(projection.Table.TableName, projection.Table));
        reader.ReadItemStart().ShouldBeTrue();
        return reader;
    }

    private sealed record Counted;

    private sealed class CountedMapper() : ItemMapper<Counted>(new ItemSchema(nameof(Counted), "PK"))
    {
        public override Counted Read(ref ItemReader reader) => new();

        public override void Write(ref ItemWriter writer, Counted item)
        {
        }
    }
}

using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Items;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Shapes with random content come back equal, and hold what the AWS SDK's document model reads from the same item.</summary>
public sealed class RandomShapeTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly Gen<string> s_strings = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Unicode(text.Get));

    private static readonly Gen<string> s_names = s_strings.Select(text => "n" + text);

    private static readonly Gen<byte[]> s_blobs = ArbMap.Default.GeneratorFor<byte>().ArrayOf();

    private static readonly Gen<decimal> s_decimals = ArbMap.Default.GeneratorFor<decimal>();

    private static readonly Gen<Level> s_levels = Gen.Elements(Level.Low, Level.Middle, Level.High);

    private static readonly Gen<DateOnly> s_dates = Gen.Choose(0, 3_652_058).Select(DateOnly.FromDayNumber);

    private static readonly Gen<double> s_doubles = ArbMap.Default.GeneratorFor<double>()
        .Where(value => value == 0 || Math.Abs(value) is >= 1E-130 and < 1E126)
        .Select(value => value == 0 ? 0 : value);

    private static readonly Gen<Position> s_positions =
        from x in ArbMap.Default.GeneratorFor<int>()
        from y in s_decimals
        select new Position { X = x, Y = y };

    private static readonly Gen<Address> s_addresses =
        from street in s_strings
        from level in s_levels
        from city in OrNull(s_strings)
        from tags in SetOf(s_strings)
        from number in ArbMap.Default.GeneratorFor<int>()
        select new Address(street, level) { City = city, Tags = tags, Number = number };

    private static readonly Gen<Shape> s_shapes =
        from lists in Lists()
        from maps in Maps(lists)
        from sets in Sets(maps)
        from shape in Objects(sets)
        select shape;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RandomShapesComeBackEqualAndAsTheDocumentModelReadsThem(bool byOrdinaryCalls)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var table = new ShapeTable(byOrdinaryCalls ? ForwardingClient.Around(client) : client);
        await table.CreateTableAsync();

        // The property runs on threads of its own, so that waiting for the engine inside it blocks nobody.
        await Task.Run(() => Prop.ForAll(s_shapes.ToArbitrary(), shape => CheckAsync(client, table, shape).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryTypeIsWhatTheDocumentModelReads(bool byOrdinaryCalls)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var table = new EverythingTable(byOrdinaryCalls ? ForwardingClient.Around(client) : client);
        await table.CreateTableAsync();
        foreach (Everything item in ItemTests.EveryType())
        {
            await table.PutAsync(item);
            GetItemResponse response = await client.GetItemAsync("everything", new() { ["Id"] = new AttributeValue(item.Id) });
            DocumentComparison.ShouldHold(Document.FromAttributeMap(response.Item), item, item.Id);
        }
    }

    private static async Task CheckAsync(AmazonDynamoDBClient client, ShapeTable table, Shape shape)
    {
        await table.PutAsync(shape);
        Shape read = (await table.GetAsync(shape.Id))!;
        ShapeText.Describe(read).ShouldBe(ShapeText.Describe(Normalize(shape)));

        GetItemResponse response = await client.GetItemAsync("shapes", new() { ["Id"] = new AttributeValue(shape.Id) });
        Document document = Document.FromAttributeMap(response.Item);
        DocumentComparison.ShouldHold(document, read, "Shape");
    }

    /// <summary>What reading gives in place of what DynamoDB cannot store.</summary>
    private static Shape Normalize(Shape shape)
    {
        shape.Guids = shape.Guids is { Count: 0 } ? null : shape.Guids;
        shape.LevelSet = shape.LevelSet is { Count: 0 } ? null : shape.LevelSet;
        return shape;
    }

    private static Gen<Shape> Lists() =>
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from strings in s_strings.ListOf()
        from ints in ArbMap.Default.GeneratorFor<int>().ArrayOf()
        from decimals in ArbMap.Default.GeneratorFor<decimal?>().ListOf()
        from blobs in s_blobs.ArrayOf()
        from gaps in OrNull(OrNull(s_strings).ListOf())
        from levels in s_levels.ListOf()
        from rows in ArbMap.Default.GeneratorFor<bool>().ListOf().ListOf()
        from jagged in OrNull(s_strings.ArrayOf()).ArrayOf()
        select new Shape
        {
            Id = id.ToString(),
            Strings = [.. strings],
            Ints = ints,
            Decimals = [.. decimals],
            Blobs = blobs,
            Gaps = gaps is null ? null : [.. gaps],
            Levels = [.. levels],
            Rows = [.. rows.Select(row => row.ToList())],
            Jagged = jagged,
        };

    private static Gen<Shape> Maps(Shape shape) =>
        from counts in MapOf(ArbMap.Default.GeneratorFor<long>())
        from days in MapOf(s_dates.ListOf().Select(list => list.ToList()))
        select With(shape, () => (shape.Counts, shape.Days) = (counts, days));

    private static Gen<Shape> Sets(Shape shape) =>
        from words in SetOf(s_strings)
        from doubles in SetOf(s_doubles)
        from sorted in SetOf(ArbMap.Default.GeneratorFor<int>())
        from hashes in s_blobs.ListOf()
        from guids in OrNull(SetOf(ArbMap.Default.GeneratorFor<Guid>()))
        from levels in OrNull(SetOf(s_levels))
        from spans in SetOf(ArbMap.Default.GeneratorFor<TimeSpan>())
        from groups in SetOf(s_strings).Where(set => set.Count > 0).ListOf()
        select With(shape, () =>
        {
            shape.Words.Clear();
            shape.Words.UnionWith(words);
            shape.Doubles = doubles;
            shape.Sorted = [.. sorted];
            shape.Hashes = [.. hashes.DistinctBy(Convert.ToHexString)];
            shape.Guids = guids;
            shape.LevelSet = levels;
            shape.Spans = spans;
            shape.Groups = [.. groups];
        });

    private static Gen<Shape> Objects(Shape shape) =>
        from home in OrNull(s_addresses)
        from addresses in s_addresses.ListOf()
        from places in MapOf(Gen.OneOf(s_positions.Select(position => (Position?)position), Gen.Constant<Position?>(null)))
        from position in s_positions
        from tree in OrNull(Gen.Sized(Tree))
        select With(shape, () =>
        {
            (shape.Home, shape.Addresses, shape.Places, shape.Position, shape.Tree) = (home, [.. addresses], places, position, tree);
        });

    private static Gen<Node> Tree(int size) =>
        from name in s_strings
        from children in Tree(size / 3).ListOf(Math.Min(size, 2))
        from named in MapOf(Tree(size / 3), size > 0 ? 1 : 0)
        select new Node { Name = name, Children = [.. children], Named = named };

    private static Gen<HashSet<T>> SetOf<T>(Gen<T> elements) => elements.ListOf().Select(list => new HashSet<T>(list));

    private static Gen<Dictionary<string, T>> MapOf<T>(Gen<T> values)
        => Gen.Zip(s_names, values).ListOf().Select(ToDictionary);

    private static Gen<Dictionary<string, T>> MapOf<T>(Gen<T> values, int count)
        => Gen.Zip(s_names, values).ListOf(count).Select(ToDictionary);

    private static Dictionary<string, T> ToDictionary<T>(IEnumerable<(string Name, T Value)> entries)
        => entries.DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Value);

    private static Gen<T?> OrNull<T>(Gen<T> values)
        where T : class
        => Gen.Frequency((3, values.Select(value => (T?)value)), (1, Gen.Constant<T?>(null)));

    /// <summary>Half surrogate pairs have no UTF-8 form, and are refused.</summary>
    private static string Unicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Shape With(Shape shape, Action change)
    {
        change();
        return shape;
    }
}

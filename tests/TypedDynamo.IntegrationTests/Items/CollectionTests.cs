using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Every class of collection and every type of dictionary key, there and back.</summary>
public abstract class CollectionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    // In the order of their code units, which is that of no culture.
    private static readonly string[] s_texts = ["", "Z", "a", "ä", "\ud83d\ude00"];

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private CollectionsTable _collections = null!;
    private DictionariesTable _dictionaries = null!;
    private SetsTable _sets = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _collections = new CollectionsTable(wrapped);
        _dictionaries = new DictionariesTable(wrapped);
        _sets = new SetsTable(wrapped);
        await _collections.CreateTableAsync();
        await _dictionaries.CreateTableAsync();
        await _sets.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryClassOfCollectionComesBackEqual()
    {
        Collections[] items = [new("empty"), FullCollections()];
        foreach (Collections item in items)
        {
            await _collections.PutAsync(item);
            Collections read = (await _collections.GetAsync(item.Id))!;
            ShapeText.Describe(Lists(read)).ShouldBe(ShapeText.Describe(Lists(item)));
            ShapeText.Describe(Lists(CollectionsTable.FromAttributes(CollectionsTable.ToAttributes(item)))).ShouldBe(ShapeText.Describe(Lists(item)));
            read.Sorted.ShouldBe(item.Sorted, "strings are sorted by their code units");
        }
    }

    [Fact]
    public async Task ListsAreStoredInTheirOrderAndAStackFromItsTop()
    {
        await _collections.PutAsync(FullCollections());
        Dictionary<string, AttributeValue> item = await GetRawAsync("collections", "full");

        item["Linked"].L.Select(element => element.NULL == true ? null : element.S).ShouldBe(["b", null, "a"]);
        item["Queue"].L.Select(element => element.N).ShouldBe(["3", "1", "2"]);
        item["Stack"].L.Select(element => element.S).ShouldBe(["top", "middle", "bottom"]);
        item["Array"].L.Select(element => element.S).ShouldBe(s_texts);
        item["Jagged"].L.Select(row => row.L.Count).ShouldBe([2, 0, 1]);
        item["Hash"].SS.ShouldBe(["", "a", "Z"], ignoreOrder: true);
        item["Frozen"].NS.ShouldBe(["1", "2"], ignoreOrder: true);

        Collections read = (await _collections.GetAsync("full"))!;
        read.Stack.Pop().ShouldBe("top");
        read.Queue.Dequeue().ShouldBe(3);
    }

    [Fact]
    public async Task EmptyListsAreStoredAndEmptySetsAreAbsent()
    {
        await _collections.PutAsync(new Collections("empty") { ISet = ImmutableHashSet<Guid>.Empty, NullableArray = [] });
        Dictionary<string, AttributeValue> item = await GetRawAsync("collections", "empty");

        item["Stack"].IsLSet.ShouldBe(true);
        item["Array"].IsLSet.ShouldBe(true);
        item.Keys.ShouldNotContain("Hash");
        item.Keys.ShouldNotContain("Sorted");
        item.Keys.ShouldNotContain("Frozen");

        Collections read = (await _collections.GetAsync("empty"))!;
        read.Hash.ShouldBeEmpty();
        read.Sorted.KeyComparer.ShouldBe(StringComparer.Ordinal);
        read.Frozen.ShouldBeEmpty();
        read.ISet.ShouldBeNull();
        read.NullableArray!.Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnImmutableArrayThatIsNotInitializedIsLikeNull()
    {
        var error = await Should.ThrowAsync<ItemMappingException>(() => _collections.PutAsync(new Collections("1") { Array = default }));
        error.AttributeName.ShouldBe("Array");
        error.Found.ShouldBe("null");
        error = await Should.ThrowAsync<ItemMappingException>(
            () => _collections.PutAsync(new Collections("1") { NullableArray = default(ImmutableArray<int?>) }));
        error.AttributeName.ShouldBe("NullableArray");

        await _collections.PutAsync(new Collections("1"));
        (await GetRawAsync("collections", "1")).Keys.ShouldNotContain("NullableArray");
        (await _collections.GetAsync("1"))!.NullableArray.ShouldBeNull();
    }

    [Fact]
    public async Task EveryClassOfDictionaryComesBackEqual()
    {
        Dictionaries[] items = [new("empty"), FullDictionaries()];
        foreach (Dictionaries item in items)
        {
            await _dictionaries.PutAsync(item);
            Dictionaries read = (await _dictionaries.GetAsync(item.Id))!;
            Describe(read).ShouldBe(Describe(item));
            Describe(DictionariesTable.FromAttributes(DictionariesTable.ToAttributes(item))).ShouldBe(Describe(item));
            read.Sorted.Keys.ShouldBe(item.Sorted.Keys);
            read.SortedList.Keys.ShouldBe(item.SortedList.Keys);
            read.ImmutableSorted.Keys.ShouldBe(item.ImmutableSorted.Keys);
        }
    }

    [Fact]
    public async Task KeysAreStoredAsTheTextOfTheirValues()
    {
        await _dictionaries.PutAsync(FullDictionaries());
        Dictionary<string, AttributeValue> item = await GetRawAsync("dictionaries", "full");

        Names("Levels").ShouldBe(["High", "Low"]);
        item["Levels"].M["High"].NULL.ShouldBe(true);
        Names("Ints").ShouldBe(["-2147483648", "0"]);
        Names("ULongs").ShouldBe(["18446744073709551615"]);
        Names("Decimals").ShouldBe(["-1.5", "79228162514264337593543950335"]);
        Names("Doubles").ShouldBe(["0", "0.1", "1E+100"]);
        Names("BigIntegers").ShouldBe([new string('9', 38)]);
        Names("Guids").ShouldBe(["00000001-0000-0000-0000-000000000000"]);
        Names("DateTimes").ShouldBe(["2026-01-02T03:04:05.0000000Z"]);
        Names("Instants").ShouldBe(["2026-01-02T03:04:05.0000000Z"]);
        Names("Days").ShouldBe(["2026-01-02"]);
        item["Days"].M["2026-01-02"].M.Keys.ShouldBe(["03:04:05.0000000"]);
        Names("Spans").ShouldBe(["-1"]);
        Names("Chars").ShouldBe(["\"", "\\", "é"]);

        IEnumerable<string> Names(string attribute) => item[attribute].M.Keys.Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task NamesThatOthersWroteAreReadAsTheValuesAre()
    {
        await PutRawAsync(
            "dictionaries",
            ("Id", new("1")),
            ("Ints", Map(("1E+3", Number("1")), ("20.0", Number("2")))),
            ("DateTimes", Map(("2026-01-02T05:04:05+02:00", Number("3")))),
            ("Chars", Map(("☃", Number("4")))));
        Dictionaries read = (await _dictionaries.GetAsync("1"))!;

        read.Ints.ShouldBe(new Dictionary<int, int> { [1000] = 1, [20] = 2 }, ignoreOrder: true);
        read.DateTimes.Single().Key.ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        read.Chars['☃'].ShouldBe(4);
    }

    [Theory]
    [InlineData("Ints", "a", "a map whose names are each N that fits Int32")]
    [InlineData("Levels", "high", "a map whose names are each S that names a member of Level")]
    [InlineData("Guids", "1", "a map whose names are each S that is a Guid")]
    [InlineData("DateTimes", "2026-01-02T03:04:05", "a map whose names are each S that is an ISO 8601 date and time with its zone")]
    [InlineData("Chars", "ab", "a map whose names are each S that is one character")]
    public async Task ANameThatDoesNotFitIsAnError(string attribute, string name, string expected)
    {
        await PutRawAsync("dictionaries", ("Id", new("1")), (attribute, Map((name, Number("1")))));
        var error = await Should.ThrowAsync<ItemMappingException>(() => _dictionaries.GetAsync("1"));
        error.AttributeName.ShouldBe(attribute);
        error.Expected.ShouldBe(expected);
    }

    [Fact]
    public async Task KeysThatHaveNoNameOrOneNameAreRefused()
    {
        var instant = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var zones = new Dictionary<DateTime, int>(new ByKind()) { [instant] = 1, [instant.ToLocalTime()] = 2 };
        await ShouldRefuseAsync(new Dictionaries("1") { DateTimes = zones }, "DateTimes");
        await ShouldRefuseAsync(new Dictionaries("1") { DateTimes = { [DateTime.SpecifyKind(instant, DateTimeKind.Unspecified)] = 1 } }, "DateTimes");
        await ShouldRefuseAsync(new Dictionaries("1") { Levels = { [(Level)3] = "" } }, "Levels");
        await ShouldRefuseAsync(new Dictionaries("1") { Chars = { ['\ud800'] = 1 } }, "Chars");
        await ShouldRefuseAsync(new Dictionaries("1") { Doubles = { [double.NaN] = 1 } }, "Doubles");
        await ShouldRefuseAsync(new Dictionaries("1") { Sorted = { [""] = 1 } }, "Sorted");

        async Task ShouldRefuseAsync(Dictionaries item, string attribute)
            => (await Should.ThrowAsync<ItemMappingException>(() => _dictionaries.PutAsync(item))).AttributeName.ShouldBe(attribute);
    }

    [Fact]
    public async Task ASetThatHoldsOneStoredValueTwiceIsRefusedBeforeItIsSent()
    {
        // On a machine whose local time is UTC, the two kinds still make two values of .NET's.
        var instant = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var zones = new HashSet<DateTime>(new ByKind()) { instant, instant.ToLocalTime() };
        var error = await Should.ThrowAsync<ItemMappingException>(() => _sets.PutAsync(new Sets("1") { Times = zones }));
        error.AttributeName.ShouldBe("Times");
        error.Expected.ShouldBe("a set of different values");

        var words = new HashSet<string>(ReferenceEqualityComparer.Instance) { "a,\"b", new('c', 1), new('c', 1) };
        (await Should.ThrowAsync<ItemMappingException>(() => _sets.PutAsync(new Sets("1") { Strings = words }))).AttributeName.ShouldBe("Strings");

        // What is equal in .NET is there once, and what only begins alike is different.
        var sets = new Sets("1")
        {
            Doubles = [0.0, -0.0, 1],
            Decimals = new HashSet<decimal> { 1.0m, 1.00m, 10m },
            Strings = new HashSet<string> { "a", "a\"", "a,b", "b" },
        };
        await _sets.PutAsync(sets);
        Sets read = (await _sets.GetAsync("1"))!;
        read.Doubles.ShouldBe([0, 1], ignoreOrder: true);
        read.Decimals.ShouldBe([1m, 10m], ignoreOrder: true);
        read.Strings.ShouldBe(sets.Strings, ignoreOrder: true);
    }

    private static Collections FullCollections() => new("full")
    {
        Linked = new LinkedList<string?>(["b", null, "a"]),
        Queue = new Queue<int>([3, 1, 2]),
        Stack = new Stack<string>(["bottom", "middle", "top"]),
        Collection = [DateOnly.MinValue, DateOnly.MaxValue],
        Observable = [1.5m, -1.5m],
        ReadOnly = new([[1, 2], []]),
        Concurrent = new([true, false]),
        Bag = [1, 1, 2],
        Array = [.. s_texts],
        NullableArray = [1, null],
        List = [new Position { X = 1, Y = 0.5m }],
        IList = ImmutableList.Create(3, 2),
        Jagged = [[1, 2], [], [3]],
        Nested = [[new Stack<int>([1, 2]), new Stack<int>()], []],
        Hash = ["", "a", "Z"],
        ISet = ImmutableHashSet.Create(Guid.Empty),
        Sorted = ImmutableSortedSet.Create(StringComparer.Ordinal, s_texts),
        Frozen = new[] { 1, 2 }.ToFrozenSet(),
    };

    private static Dictionaries FullDictionaries()
    {
        Dictionary<string, int> texts = s_texts.Where(text => text.Length > 0).ToDictionary(text => text, text => text.Length);
        var instant = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        return new Dictionaries("full")
        {
            Sorted = new SortedDictionary<string, int>(texts, StringComparer.Ordinal),
            SortedList = new SortedList<string, int>(texts, StringComparer.Ordinal),
            Concurrent = new ConcurrentDictionary<string, int>(texts),
            ReadOnly = new ReadOnlyDictionary<string, int>(texts),
            Immutable = texts.ToImmutableDictionary(),
            IImmutable = texts.ToImmutableDictionary(),
            ImmutableSorted = texts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Frozen = texts.ToFrozenDictionary(),
            Levels = { [Level.Low] = "l", [Level.High] = null },
            Ints = { [int.MinValue] = 1, [0] = 2 },
            ULongs = new Dictionary<ulong, int> { [ulong.MaxValue] = 1 },
            Decimals = new SortedDictionary<decimal, int> { [-1.50m] = 1, [decimal.MaxValue] = 2 },
            Doubles = new SortedList<double, int> { [0.1] = 1, [1E+100] = 2, [0] = 3 },
            BigIntegers = new Dictionary<BigInteger, int> { [BigInteger.Pow(10, 38) - 1] = 1 }.ToFrozenDictionary(),
            Guids = ImmutableSortedDictionary<Guid, int>.Empty.Add(new Guid(1, 0, 0, new byte[8]), 1),
            DateTimes = { [instant] = 1 },
            Instants = new() { [new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)] = 1 },
            Days = { [DateOnly.FromDateTime(instant)] = new() { [TimeOnly.FromDateTime(instant)] = [1, 2] } },
            Spans = { [TimeSpan.FromTicks(-1)] = 1 },
            Chars = { ['"'] = 1, ['\\'] = 2, ['é'] = 3 },
        };
    }

    // A bag has no order.
    private static object Lists(Collections item) => new
    {
        Record = item with { Bag = [] },
        Bag = item.Bag.Order().ToArray(),
    };

    private static string Describe(Dictionaries item) => string.Join('\n', typeof(Dictionaries).GetProperties().Select(property =>
        $"{property.Name}: {string.Join(", ", Entries(property.GetValue(item)!).Order(StringComparer.Ordinal))}"));

    private static IEnumerable<string> Entries(object value)
        => value is string text ? [text] : ((System.Collections.IEnumerable)value).Cast<object>().Select(ShapeText.Describe);

    private static AttributeValue Map(params (string Name, AttributeValue Value)[] entries)
        => new() { M = entries.ToDictionary(entry => entry.Name, entry => entry.Value) };

    private static AttributeValue Number(string value) => new() { N = value };

    private async Task<Dictionary<string, AttributeValue>> GetRawAsync(string table, string id)
        => (await _client.GetItemAsync(table, new() { ["Id"] = new AttributeValue(id) })).Item;

    private Task PutRawAsync(string table, params (string Name, AttributeValue Value)[] attributes)
        => _client.PutItemAsync(table, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));

    private sealed class ByKind : IEqualityComparer<DateTime>
    {
        public bool Equals(DateTime x, DateTime y) => x == y && x.Kind == y.Kind;

        public int GetHashCode(DateTime value) => value.GetHashCode();
    }
}

public sealed class CollectionTestsThroughThePipeline(EngineFixture fixture) : CollectionTests(fixture, client => client);

public sealed class CollectionTestsByOrdinaryCalls(EngineFixture fixture) : CollectionTests(fixture, ForwardingClient.Around);

using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Collections and nested types there and back, and what DynamoDB holds in between.</summary>
public abstract class ShapeTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private ShapeTable _shapes = null!;
    private StrictTable _strict = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _shapes = new ShapeTable(wrapped);
        _strict = new StrictTable(wrapped);
        await _shapes.CreateTableAsync();
        await _strict.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryShapeComesBackEqual()
    {
        Shape[] items = [new() { Id = "initial" }, Empty("empty"), Full("full")];
        (await _shapes.PutManyAsync(items)).Written.ShouldBe(items.Length);

        foreach (Shape item in items)
        {
            ShouldEqual(await _shapes.GetAsync(item.Id, consistent: true), item);
            await foreach (Shape queried in _shapes.Query(item.Id))
            {
                ShouldEqual(queried, item);
            }
        }

        int count = 0;
        await foreach (Shape item in _shapes.ScanAllAsync())
        {
            ShouldEqual(item, items.Single(written => written.Id == item.Id));
            count++;
        }

        count.ShouldBe(items.Length);
    }

    [Fact]
    public async Task TheStoredFormsAreTheDocumentedOnes()
    {
        await _shapes.PutAsync(Full("full"));
        Dictionary<string, AttributeValue> item = await GetRawAsync("full");

        item["Strings"].L.Select(element => element.S).ShouldBe(["a", "", "a"]);
        item["Ints"].L.Select(element => element.N).ShouldBe(["3", "1", "2147483647"]);
        item["Decimals"].L.Select(element => element.N).ShouldBe(["1.1", null]);
        item["Decimals"].L[1].NULL.ShouldBe(true);
        item["Blobs"].L.Select(element => element.B.ToArray()).ShouldBe([[1, 2], []]);
        item["Gaps"].L.Select(element => element.NULL == true).ShouldBe([false, true]);
        item["Levels"].L.Select(element => element.S).ShouldBe(["High", "High"]);
        item["Rows"].L.Select(row => row.L.Count).ShouldBe([2, 0]);
        item["Jagged"].L[1].NULL.ShouldBe(true);
        item["Counts"].M["two words"].N.ShouldBe("2");
        item["Texts"].M["b"].NULL.ShouldBe(true);
        item["Days"].M["x"].L.Single().S.ShouldBe("2026-01-02");
        item["Words"].SS.ShouldBe(["x", "y"], ignoreOrder: true);
        item["Doubles"].NS.ShouldBe(["0.1", "-2"], ignoreOrder: true);
        item["Sorted"].NS.ShouldBe(["5", "7"], ignoreOrder: true);
        item["Hashes"].BS.Select(bytes => Convert.ToHexString(bytes.ToArray())).ShouldBe(["", "0102"], ignoreOrder: true);
        item["Guids"].SS.ShouldBe(["00000001-0000-0000-0000-000000000000"]);
        item["LevelSet"].SS.ShouldBe(["Low"]);
        item["Spans"].NS.ShouldBe(["10000000"]);
        item["Groups"].L.Select(group => group.SS.Count).ShouldBe([1, 2]);
        item["Home"].M.Keys.ShouldBe(["Street", "Level", "c", "Tags", "Number"], ignoreOrder: true);
        item["Home"].M["c"].S.ShouldBe("Linz");
        item["Home"].M["Tags"].SS.ShouldBe(["t"]);
        item["Addresses"].L.Select(address => address.M.Count).ShouldBe([3, 5]);
        item["Places"].M["nowhere"].NULL.ShouldBe(true);
        item["Places"].M["here"].M["Y"].N.ShouldBe("0.5");
        item["Position"].M["X"].N.ShouldBe("4");
        item["Tree"].M["Children"].L[1].M["Named"].M["n"].M["Name"].S.ShouldBe("leaf");
        item.Count.ShouldBe(26);
    }

    [Fact]
    public async Task TheSdksOwnFormIsTheStoredOne()
    {
        Shape full = Full("full");
        await _shapes.PutAsync(full);
        ShouldEqual(ShapeTable.FromAttributes(await GetRawAsync("full")), full);
        ShouldEqual(ShapeTable.FromAttributes(ShapeTable.ToAttributes(full)), full);

        Shape deepest = new() { Id = "deep", Chain = Chain(31) };
        ShouldEqual(ShapeTable.FromAttributes(ShapeTable.ToAttributes(deepest)), deepest);
    }

    [Fact]
    public async Task EmptyListsAndMapsAreStoredAndEmptySetsAreAbsent()
    {
        await _shapes.PutAsync(Empty("empty"));
        Dictionary<string, AttributeValue> item = await GetRawAsync("empty");

        item["Strings"].IsLSet.ShouldBe(true);
        item["Counts"].IsMSet.ShouldBe(true);
        item.Keys.ShouldBe(
            [
                "Id", "Strings", "Ints", "Decimals", "Blobs", "Gaps", "Levels", "Rows", "Jagged", "Counts", "Texts", "Days", "Groups",
                "Addresses", "Places", "Position", "Tree",
            ],
            ignoreOrder: true);

        // What was empty is read as empty, not as the initializer; a nullable set is read as null, the one loss.
        Shape read = (await _shapes.GetAsync("empty"))!;
        read.Words.ShouldBeEmpty();
        read.Guids.ShouldBeNull();
        read.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task AbsentAttributesKeepWhatTheClassGivesThem()
    {
        await PutRawAsync("shapes", ("Id", new AttributeValue("bare")), ("Home", Map(("Street", new("s")), ("Number", Number("1")))));
        Shape read = (await _shapes.GetAsync("bare"))!;

        read.Strings.ShouldBe(["initial"]);
        read.Counts.ShouldContainKey("initial");
        read.Words.ShouldBeEmpty("DynamoDB has no empty set, so an absent one is an empty one");
        read.Hashes.ShouldBeEmpty();
        read.Guids.ShouldBeNull();
        read.LevelSet.ShouldBeNull();
        read.Position.ShouldBe(default);
        read.Home.ShouldNotBeNull().Level.ShouldBe(Level.Middle);
        read.Home.Tags.ShouldBeEmpty();
        read.Home.City.ShouldBeNull();
    }

    [Theory]
    [InlineData("Gaps")]
    [InlineData("Texts")]
    [InlineData("Guids")]
    [InlineData("LevelSet")]
    [InlineData("Home")]
    [InlineData("Other")]
    [InlineData("Tree")]
    public async Task ANullThatSomebodyStoredIsReadAsNull(string attribute)
    {
        await PutRawAsync("shapes", ("Id", new AttributeValue("null")), (attribute, new AttributeValue { NULL = true }));
        Shape read = (await _shapes.GetAsync("null"))!;
        typeof(Shape).GetProperty(attribute)!.GetValue(read).ShouldBeNull();
    }

    [Theory]
    [InlineData("List")]
    [InlineData("Map")]
    [InlineData("Place")]
    [InlineData("Array")]
    [InlineData("Address")]
    public async Task WhatIsRequiredMustBeThere(string attribute)
    {
        var item = StrictItem();
        item.Remove(attribute);
        await _client.PutItemAsync("strict", item);
        var error = await Should.ThrowAsync<ItemMappingException>(() => _strict.GetAsync("x"));
        error.AttributeName.ShouldBe(attribute);
        error.Found.ShouldBe("nothing");
    }

    [Fact]
    public async Task ARequiredSetMayBeAbsentBecauseItMayBeEmpty()
    {
        var item = StrictItem();
        await _client.PutItemAsync("strict", item);
        Strict read = (await _strict.GetAsync("x"))!;
        read.Set.ShouldBeEmpty();
        read.Numbers.ShouldBeEmpty();
        read.Nothing.ShouldBeNull();
        await _strict.PutAsync(read);
        ShouldEqual(await _strict.GetAsync("x"), read);
    }

    public static TheoryData<string, string, string, string, string> Mismatches => new()
    {
        // The attribute, what is in it, the path that the error names, what it expects and what it finds.
        { "Strings", """{"SS":["secret"]}""", "Strings", "L", "SS" },
        { "Words", """{"L":[{"S":"secret"}]}""", "Words", "SS", "L" },
        { "Words", """{"NS":["1"]}""", "Words", "SS", "NS" },
        { "Words", """{"S":"secret"}""", "Words", "SS", "S" },
        { "Words", """{"NULL":true}""", "Words", "SS", "NULL" },
        { "Doubles", """{"SS":["secret"]}""", "Doubles", "NS", "SS" },
        { "Hashes", """{"SS":["secret"]}""", "Hashes", "BS", "SS" },
        { "LevelSet", """{"SS":["Low","secret"]}""", "LevelSet", "S that names a member of Level", "another string" },
        { "Sorted", """{"NS":["1.5"]}""", "Sorted", "N that fits Int32", "another number" },
        { "Ints", """{"L":[{"N":"1"},{"S":"secret"}]}""", "Ints[1]", "N", "S" },
        { "Ints", """{"L":[{"N":"1"},{"N":"2"},{"NULL":true}]}""", "Ints[2]", "N", "NULL" },
        { "Rows", """{"L":[{"L":[]},{"L":[{"BOOL":true},{"N":"1"}]}]}""", "Rows[1][1]", "BOOL", "N" },
        { "Counts", """{"M":{"a":{"N":"1"},"b c":{"S":"secret"}}}""", "Counts.b c", "N", "S" },
        { "Counts", """{"L":[]}""", "Counts", "M", "L" },
        { "Days", """{"M":{"a":{"L":[{"S":"2026-01-01"},{"S":"secret"}]}}}""", "Days.a[1]", "S of the form yyyy-MM-dd", "another string" },
        { "Home", """{"M":{"Street":{"N":"1"}}}""", "Home.Street", "S", "N" },
        { "Home", """{"M":{"Number":{"N":"1"}}}""", "Home.Street", "a value", "nothing" },
        { "Home", """{"S":"secret"}""", "Home", "M", "S" },
        { "Position", """{"NULL":true}""", "Position", "M", "NULL" },
        {
            "Addresses", """{"L":[{"M":{"Street":{"S":"a"},"Number":{"N":"1"}}},{"M":{"Street":{"S":"b"}}}]}""",
            "Addresses[1].Number", "a value", "nothing"
        },
        {
            "Tree", """{"M":{"Children":{"L":[{"M":{}},{"M":{"Named":{"M":{"k":{"M":{"Name":{"N":"1"}}}}}}}]}}}""",
            "Tree.Children[1].Named.k.Name", "S", "N"
        },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task AnotherTypeIsAnErrorThatNamesThePlace(string attribute, string stored, string path, string expected, string found)
    {
        await PutRawAsync("shapes", ("Id", new AttributeValue("bad")), ("A first", Map(("x", new("y")))), (attribute, Parse(stored)));
        var error = await Should.ThrowAsync<ItemMappingException>(() => _shapes.GetAsync("bad"));
        error.AttributeName.ShouldBe(path);
        error.Expected.ShouldBe(expected);
        error.Found.ShouldBe(found);
        error.Key.ShouldBe("Id=bad");
        error.Message.ShouldContain($"'{path}'");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task WhatDynamoDbDoesNotStoreIsRefusedBeforeAnythingIsSent()
    {
        int requests = 0;
        _client.BeforeRequestEvent += (_, _) => Interlocked.Increment(ref requests);
        (Shape Item, string Path, string Found)[] cases =
        [
            (new Shape { Id = "x", Strings = null! }, "Strings", "null"),
            (new Shape { Id = "x", Words = null! }, "Words", "null"),
            (new Shape { Id = "x", Strings = ["a", null!] }, "Strings[1]", "null"),
            (new Shape { Id = "x", Words = ["a", null!] }, "Words", "null"),
            (new Shape { Id = "x", Strings = ["\ud800"] }, "Strings[0]", "half a surrogate pair"),
            (new Shape { Id = "x", Doubles = new HashSet<double> { 1, double.NaN } }, "Doubles", "NaN"),
            (new Shape { Id = "x", Hashes = [[1], [2], [1]] }, "Hashes", "one with two that are stored alike"),
            (new Shape { Id = "x", Groups = [["a"], []] }, "Groups[1]", "an empty set"),
            (new Shape { Id = "x", Counts = new() { [""] = 1 } }, "Counts", "one with an empty name"),
            (new Shape { Id = "x", Counts = new() { ["a"] = 1, ["\ud800"] = 1 } }, "Counts", "one with half a surrogate pair"),
            (new Shape { Id = "x", Levels = [Level.Low, (Level)3] }, "Levels[1]", "a value without a name"),
            (new Shape { Id = "x", Home = new Address(null!) { Number = 1 } }, "Home.Street", "null"),
            (new Shape { Id = "x", Addresses = [new Address("a") { Number = 1 }, null!] }, "Addresses[1]", "null"),
            (new Shape { Id = "x", Tree = new() { Children = [new() { Named = { ["k"] = new() { Name = null! } } }] } },
                "Tree.Children[0].Named.k.Name", "null"),
        ];
        foreach (var (item, path, found) in cases)
        {
            var error = await Should.ThrowAsync<ItemMappingException>(() => _shapes.PutAsync(item));
            error.AttributeName.ShouldBe(path);
            error.Found.ShouldBe(found);
            error.TableName.ShouldBe("shapes");
        }

        requests.ShouldBe(0);
    }

    [Fact]
    public async Task AnItemOf32LevelsIsReadByEveryOperation()
    {
        // The item's attributes are the first level, and each link opens another, so the last link's name is on the 32nd.
        Shape deepest = new() { Id = "deep", Chain = Chain(31) };
        await _shapes.PutAsync(deepest);
        await _shapes.PutManyAsync([deepest]);

        ShouldEqual(await _shapes.GetAsync("deep"), deepest);
        await foreach (Shape read in _shapes.Query("deep"))
        {
            ShouldEqual(read, deepest);
        }

        await foreach (Shape read in _shapes.ScanAllAsync())
        {
            ShouldEqual(read, deepest);
        }

        await foreach (Shape read in _shapes.ScanAllParallelAsync(new() { Segments = 4 }))
        {
            ShouldEqual(read, deepest);
        }

        // Another client may have put lists there instead, or a type that this program does not know.
        await PutRawAsync("shapes", ("Id", new AttributeValue("deep")), ("unknown", RawChain(31)));
        (await _shapes.GetAsync("deep")).ShouldNotBeNull();
        await foreach (Shape read in _shapes.ScanAllParallelAsync())
        {
            read.Id.ShouldBe("deep");
        }
    }

    [Fact]
    public async Task AnItemOf33LevelsIsRefusedBeforeAnythingIsSent()
    {
        // So is one that holds itself, which would never end.
        Link circle = new("circle");
        circle.Next = circle;
        foreach (Link chain in new[] { Chain(32), Chain(500), circle })
        {
            var error = await Should.ThrowAsync<ItemMappingException>(() => _shapes.PutAsync(new Shape { Id = "deep", Chain = chain }));
            error.AttributeName.ShouldStartWith("Chain.Next.Next.");
            error.Expected.ShouldBe("an item of at most 32 levels");
        }

        // DynamoDB's own limit is the same.
        await Should.ThrowAsync<AmazonDynamoDBException>(
            () => PutRawAsync("shapes", ("Id", new AttributeValue("deep")), ("unknown", RawChain(32))));
    }

    private static Link Chain(int links)
    {
        Link chain = new("last");
        for (int i = 1; i < links; i++)
        {
            chain = new Link("link") { Next = chain };
        }

        return chain;
    }

    private static AttributeValue RawChain(int levels)
    {
        AttributeValue value = new("leaf");
        for (int i = 0; i < levels; i++)
        {
            value = i % 2 == 0 ? Map(("x", value)) : new AttributeValue { L = [value] };
        }

        return value;
    }

    private static Shape Empty(string id) => new()
    {
        Id = id,
        Strings = [],
        Gaps = [],
        Counts = [],
        Texts = new Dictionary<string, string?>(),
        Words = [],
        Tree = new Node(),
    };

    private static Shape Full(string id) => new()
    {
        Id = id,
        Strings = ["a", "", "a"],
        Ints = [3, 1, int.MaxValue],
        Decimals = [1.10m, null],
        Blobs = [[1, 2], []],
        Gaps = ["x", null],
        Levels = [Level.High, Level.High],
        Rows = [[true, false], []],
        Jagged = [["a"], null, []],
        Counts = new() { ["one"] = 1, ["two words"] = 2, ["quo\"te \\ ☃"] = 3 },
        Texts = new Dictionary<string, string?> { ["a"] = "", ["b"] = null },
        Days = new Dictionary<string, List<DateOnly>> { ["x"] = [new(2026, 1, 2)], ["y"] = [] },
        Words = ["x", "y"],
        Doubles = new HashSet<double> { 0.1, -2 },
        Sorted = [7, 5],
        Hashes = [[1, 2], []],
        Guids = new HashSet<Guid> { new(1, 0, 0, new byte[8]) },
        LevelSet = [Level.Low],
        Spans = [TimeSpan.FromSeconds(1)],
        Groups = [["a"], ["b", "c"]],
        Home = new Address("Main") { City = "Linz", Tags = ["t"], Number = 7 },
        Addresses = [new Address("", Level.Low) { Number = 0 }, new Address("A") { City = "", Number = -1, Tags = ["u", "v"] }],
        Places = new() { ["here"] = new Position { X = 1, Y = 0.50m }, ["nowhere"] = null },
        Position = new Position { X = 4, Y = 2 },
        Other = new Position { X = 5 },
        Tree = new()
        {
            Name = "root",
            Children = [new() { Name = "first" }, new() { Named = { ["n"] = new() { Name = "leaf" } } }],
        },
    };

    private static Dictionary<string, AttributeValue> StrictItem() => new()
    {
        ["Id"] = new("x"),
        ["List"] = new AttributeValue { L = [], IsLSet = true },
        ["Map"] = new AttributeValue { M = [], IsMSet = true },
        ["Place"] = Map(("X", Number("1"))),
        ["Array"] = new AttributeValue { L = [Number("1")] },
        ["Address"] = Map(("Street", new("s")), ("Number", Number("1"))),
    };

    private static void ShouldEqual<T>(T? read, T written) => ShapeText.Describe(read).ShouldBe(ShapeText.Describe(written));

    private static AttributeValue Number(string value) => new() { N = value };

    private static AttributeValue Map(params (string Name, AttributeValue Value)[] entries)
        => new() { M = entries.ToDictionary(entry => entry.Name, entry => entry.Value), IsMSet = true };

    private static AttributeValue Parse(string json) => Parse(JsonDocument.Parse(json).RootElement);

    private static AttributeValue Parse(JsonElement value)
    {
        JsonProperty member = value.EnumerateObject().Single();
        return member.Name switch
        {
            "S" => new AttributeValue(member.Value.GetString()),
            "N" => Number(member.Value.GetString()!),
            "BOOL" => new AttributeValue { BOOL = member.Value.GetBoolean() },
            "NULL" => new AttributeValue { NULL = true },
            "SS" => new AttributeValue { SS = [.. member.Value.EnumerateArray().Select(element => element.GetString()!)] },
            "NS" => new AttributeValue { NS = [.. member.Value.EnumerateArray().Select(element => element.GetString()!)] },
            "L" => new AttributeValue { L = [.. member.Value.EnumerateArray().Select(Parse)], IsLSet = true },
            _ => Map([.. member.Value.EnumerateObject().Select(entry => (entry.Name, Parse(entry.Value)))]),
        };
    }

    private async Task<Dictionary<string, AttributeValue>> GetRawAsync(string id)
        => (await _client.GetItemAsync("shapes", new() { ["Id"] = new AttributeValue(id) })).Item;

    private Task PutRawAsync(string table, params (string Name, AttributeValue Value)[] attributes)
        => _client.PutItemAsync(table, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));
}

public sealed class ShapeTestsThroughThePipeline(EngineFixture fixture) : ShapeTests(fixture, client => client);

public sealed class ShapeTestsByOrdinaryCalls(EngineFixture fixture) : ShapeTests(fixture, ForwardingClient.Around);

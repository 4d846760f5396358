using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Attributes that the type does not know, and objects whose attributes stand among the item's.</summary>
public abstract class ExtensionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private FlexibleTable _flexible = null!;
    private FlatTable _flat = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _flexible = new FlexibleTable(wrapped);
        _flat = new FlatTable(wrapped);
        await _flexible.CreateTableAsync();
        await _flat.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task UnknownAttributesAreKeptAndWrittenBackExactly()
    {
        AttributeValue deep = new("leaf");
        for (int i = 0; i < 31; i++)
        {
            deep = i % 2 == 0 ? Map(("x", deep)) : new AttributeValue { L = [deep] };
        }

        var unknown = new Dictionary<string, AttributeValue>
        {
            ["text"] = new("naïve ☃ 😀 \"\\\n"),
            ["empty"] = new(""),
            ["number"] = new() { N = "1.2345678901234567890123456789012345678" },
            ["huge"] = new() { N = "99999999999999999999999999999999999999" },
            ["bytes"] = new() { B = new MemoryStream([0, 1, 255]) },
            ["no bytes"] = new() { B = new MemoryStream() },
            ["true"] = new() { BOOL = true },
            ["null"] = new() { NULL = true },
            ["SS"] = new() { SS = ["b", "a", ""] },
            ["NS"] = new() { NS = ["1", "-2.5", "3E+100"] },
            ["BS"] = new() { BS = [new MemoryStream([1]), new MemoryStream([2, 3])] },
            ["L"] = new() { L = [], IsLSet = true },
            ["M"] = new() { M = [], IsMSet = true },
            ["quo\"te\\ \n😀"] = new("name"),
            ["deep"] = deep,
        };
        var stored = new Dictionary<string, AttributeValue>(unknown)
        {
            ["Id"] = new("x"),
            ["Count"] = new() { N = "1" },
            ["Parts"] = new() { L = [Map(("Name", new("p")), ("extra", new() { N = "5" })), Map()] },
        };
        await _client.PutItemAsync("flexible", stored);
        string before = Text(await GetRawAsync("flexible"));

        Flexible read = (await _flexible.GetAsync("x"))!;
        read.Rest.ShouldNotBeNull().Keys.ShouldBe(unknown.Keys, ignoreOrder: true);
        read.Rest["number"].N.ShouldBe("1.2345678901234567890123456789012345678");
        read.Parts[0].More.ShouldHaveSingleItem().Value.N.ShouldBe("5");
        read.Parts[1].More.ShouldBeEmpty();

        await _flexible.PutAsync(read);
        Text(await GetRawAsync("flexible")).ShouldBe(before);
        await _flexible.PutManyAsync([read with { Count = 1 }]);
        Text(await GetRawAsync("flexible")).ShouldBe(before);
        Text(FlexibleTable.ToAttributes(FlexibleTable.FromAttributes(stored))).ShouldBe(before);

        await foreach (Flexible scanned in _flexible.ScanAllParallelAsync())
        {
            Text(scanned.Rest!).ShouldBe(Text(read.Rest));
        }
    }

    [Fact]
    public async Task NothingUnknownLeavesWhatTheClassHas()
    {
        await _flexible.PutAsync(new Flexible { Id = "x", Parts = [new()] });
        Flexible read = (await _flexible.GetAsync("x"))!;
        read.Rest.ShouldBeNull();
        read.Parts.ShouldHaveSingleItem().More.ShouldBeEmpty();
        await _flexible.PutAsync(read with { Rest = [] });
        (await GetRawAsync("flexible")).Keys.ShouldBe(["Id", "Count", "Parts"], ignoreOrder: true);
    }

    [Fact]
    public async Task WhatDynamoDbWouldRefuseOrOverwriteIsRefusedBeforeAnythingIsSent()
    {
        int requests = 0;
        _client.BeforeRequestEvent += (_, _) => Interlocked.Increment(ref requests);
        AttributeValue deep = new("leaf");
        for (int i = 0; i < 32; i++)
        {
            deep = Map(("x", deep));
        }

        var part = new FlexiblePart();
        part.More["Name"] = new("secret");
        (Flexible Item, string? Attribute)[] cases =
        [
            (new Flexible { Id = "x", Rest = new() { ["Count"] = new("secret") } }, "Count"),
            (new Flexible { Id = "x", Rest = new() { ["Id"] = new("secret") } }, "Id"),
            (new Flexible { Id = "x", Rest = new() { [""] = new("secret") } }, null),
            (new Flexible { Id = "x", Rest = new() { ["a"] = new("secret"), ["b"] = new() } }, "b"),
            (new Flexible { Id = "x", Rest = new() { ["deep"] = deep } }, "deep"),
            (new Flexible { Id = "x", Rest = new() { ["half"] = new("secret \ud800") } }, "half"),
            (new Flexible { Id = "x", Parts = [part] }, "Parts[0].Name"),
        ];
        foreach (var (item, attribute) in cases)
        {
            var error = await Should.ThrowAsync<ItemMappingException>(() => _flexible.PutAsync(item));
            error.AttributeName.ShouldBe(attribute);
            error.Message.ShouldNotContain("secret");
        }

        requests.ShouldBe(0);
    }

    [Fact]
    public async Task AFlattenedObjectIsStoredAmongTheItemsAttributes()
    {
        var item = FullFlat();
        await _flat.PutAsync(item);
        Dictionary<string, AttributeValue> stored = await GetRawAsync("flat");
        stored.Keys.ShouldBe(
            [
                "Id", "Street", "City", "Floor", "at_X", "at_Y", "work_Street", "work_Floor", "CreatedAt", "changed", "ExpiresAt",
                "p_X", "p_Y", "Lines", "other",
            ],
            ignoreOrder: true);
        stored["Street"].S.ShouldBe("Ring 1");
        stored["at_Y"].N.ShouldBe("48.5");
        stored["ExpiresAt"].N.ShouldBe("1795176000");
        stored["Lines"].L[0].M.Keys.ShouldBe(["Count", "size_X", "size_Y"], ignoreOrder: true);
        stored["Lines"].L[1].M.Keys.ShouldBe(["Count"]);

        Flat read = (await _flat.GetAsync("x"))!;
        read.Audit.CreatedAt.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        read.Audit.UpdatedAt.ShouldBe(read.Audit.CreatedAt);
        read.Home.ShouldBe(item.Home);
        read.Work.ShouldBe(item.Work);
        read.Position.ShouldBe(item.Position);
        read.Lines.ShouldBe(item.Lines);
        read.Rest.ShouldHaveSingleItem().Value.S.ShouldBe("kept");
        FlatTable.Schema.TimeToLive.ShouldNotBeNull().Name.ShouldBe("ExpiresAt");
    }

    [Fact]
    public async Task AFlattenedObjectIsNullWhereTheItemHasNoneOfItsAttributes()
    {
        await _flat.PutAsync(FullFlat() with { Home = null, Position = new(7, 8), Lines = [] });
        Flat read = (await _flat.GetAsync("x"))!;
        read.Home.ShouldBeNull();
        read.Work.At.ShouldBeNull();
        read.Position.ShouldBe(new FlatPoint(7, 8));

        // What the class gives the others stays where the item has nothing of them.
        await _client.PutItemAsync("flat", new() { ["Id"] = new("x"), ["work_Street"] = new("w"), ["at_X"] = Number("1"), ["at_Y"] = Number("2") });
        (await Should.ThrowAsync<ItemMappingException>(() => _flat.GetAsync("x"))).AttributeName.ShouldBe("Street");
        await _client.PutItemAsync("flat", new() { ["Id"] = new("x"), ["work_Street"] = new("w"), ["Street"] = new("s") });
        read = (await _flat.GetAsync("x"))!;
        read.Position.ShouldBe(new FlatPoint(1, 2));
        read.Home.ShouldBe(new FlatAddress("s"));
        read.Audit.ShouldBe(new FlatAudit());

        await _client.PutItemAsync("flat", new() { ["Id"] = new("x") });
        (await Should.ThrowAsync<ItemMappingException>(() => _flat.GetAsync("x"))).AttributeName.ShouldBe("work_Street");
        await _client.PutItemAsync("flat", new() { ["Id"] = new("x"), ["work_Street"] = new("w"), ["p_X"] = Number("1") });
        (await Should.ThrowAsync<ItemMappingException>(() => _flat.GetAsync("x"))).AttributeName.ShouldBe("p_Y");
    }

    [Fact]
    public async Task NullIsRefusedWhereThereMustBeAFlattenedObject()
    {
        var error = await Should.ThrowAsync<ItemMappingException>(() => _flat.PutAsync(FullFlat() with { Work = null! }));
        error.AttributeName.ShouldBe("Work");
        error.Found.ShouldBe("null");
        error = await Should.ThrowAsync<ItemMappingException>(() => _flat.PutAsync(FullFlat() with { Home = new FlatAddress(null!) }));
        error.AttributeName.ShouldBe("Street");
        error = await Should.ThrowAsync<ItemMappingException>(
            () => _flat.PutAsync(FullFlat() with { Rest = new() { ["work_at_X"] = Number("1") } }));
        error.AttributeName.ShouldBe("work_at_X");
    }

    private static Flat FullFlat() => new()
    {
        Id = "x",
        Home = new FlatAddress("Ring 1", "Wien") { At = new(16.25, 48.5), Floor = 3 },
        Work = new FlatAddress("Gürtel"),
        Audit = new FlatAudit { ExpiresAt = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) },
        Lines = [new FlatLine(1) { Size = new(1, 2) }, new FlatLine(2)],
        Rest = new() { ["other"] = new("kept") },
    };

    /// <summary>Attributes as text, names and elements of sets in their order.</summary>
    private static string Text(Dictionary<string, AttributeValue> attributes)
        => string.Join(",", attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{JsonSerializer.Serialize(pair.Key)}:{Text(pair.Value)}"));

    private static string Text(AttributeValue value) => value switch
    {
        { S: { } text } => $"S{JsonSerializer.Serialize(text)}",
        { N: { } number } => $"N{number}",
        { BOOL: { } flag } => $"BOOL{flag}",
        { NULL: true } => "NULL",
        { B: { } bytes } => $"B{Convert.ToHexString(bytes.ToArray())}",
        { IsMSet: true } => $"M{{{Text(value.M)}}}",
        { IsLSet: true } => $"L[{string.Join(",", value.L.Select(Text))}]",
        { IsSSSet: true } => $"SS[{string.Join(",", value.SS.Order(StringComparer.Ordinal))}]",
        { IsNSSet: true } => $"NS[{string.Join(",", value.NS.Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).Order())}]",
        _ => $"BS[{string.Join(",", value.BS.Select(bytes => Convert.ToHexString(bytes.ToArray())).Order(StringComparer.Ordinal))}]",
    };

    private static AttributeValue Map(params (string Name, AttributeValue Value)[] entries)
        => new() { M = entries.ToDictionary(entry => entry.Name, entry => entry.Value), IsMSet = true };

    private static AttributeValue Number(string number) => new() { N = number };

    private async Task<Dictionary<string, AttributeValue>> GetRawAsync(string table)
        => (await _client.GetItemAsync(table, new() { ["Id"] = new AttributeValue("x") })).Item;
}

public sealed class ExtensionTestsThroughThePipeline(EngineFixture fixture) : ExtensionTests(fixture, client => client);

public sealed class ExtensionTestsByOrdinaryCalls(EngineFixture fixture) : ExtensionTests(fixture, ForwardingClient.Around);

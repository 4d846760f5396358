using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Several types in one table, by keys that are composed of literal text and properties.</summary>
public abstract class KeyTemplateTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly DateTimeOffset s_day = new(2026, 5, 17, 22, 30, 0, TimeSpan.FromHours(-4));

    private readonly RecordingHandler _recorder = new();
    private AmazonDynamoDBClient _client = null!;
    private ShopCustomerTable _customers = null!;
    private ShopOrderTable _orders = null!;
    private ShopLineTable _lines = null!;

    public async Task InitializeAsync()
    {
        _client = fixture.CreateClient(config => config.HttpClientFactory = _recorder.AsHttpClientFactory());
        IAmazonDynamoDB client = wrap(_client);
        _customers = new ShopCustomerTable(client);
        _orders = new ShopOrderTable(client);
        _lines = new ShopLineTable(client);
        await _orders.CreateTableAsync();
        await _customers.EnsureCreatedAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _recorder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task TheTableHasTheComposedKeyAndItsIndexes()
    {
        TableDescription live = (await _client.DescribeTableAsync("shop")).Table;
        live.KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}").ShouldBe(["PK HASH", "SK RANGE"]);
        live.AttributeDefinitions.Select(attribute => $"{attribute.AttributeName} {attribute.AttributeType}")
            .ShouldBe(["PK S", "SK S", "Status S", "Total N"], ignoreOrder: true);
        live.LocalSecondaryIndexes.ShouldHaveSingleItem().KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}")
            .ShouldBe(["PK HASH", "Total RANGE"]);

        ShopOrderTable.Schema.PartitionKey.ToString().ShouldBe("PK S");
        ShopOrderTable.Schema.SortKey!.ToString().ShouldBe("SK S");
        ShopOrderTable.Schema.Attributes.Select(attribute => attribute.Name).ShouldBe(["PlacedAt", "Status", "Total", "PK", "SK"]);
    }

    [Fact]
    public async Task OnlyWhatTheKeyDoesNotGiveBackIsStoredBesideIt()
    {
        await _orders.PutAsync(Order("c-1", "o-1"));
        await _customers.PutAsync(new ShopCustomer("c-1", "Ada"));

        (await RawAsync("CUSTOMER#c-1", "ORDER#2026-05-18#o-1")).ShouldBe(["PK", "PlacedAt", "SK", "Status", "Total"]);
        (await RawAsync("CUSTOMER#c-1", "PROFILE")).ShouldBe(["Name", "PK", "SK"]);
        (await _orders.GetAsync("c-1", s_day, "o-1")).ShouldBe(Order("c-1", "o-1"));
        (await _orders.GetAsync("c-1", s_day.AddHours(1), "o-1")).ShouldBe(Order("c-1", "o-1"), "the key holds the day alone");
        (await _customers.GetAsync("c-1")).ShouldBe(new ShopCustomer("c-1", "Ada"));
        (await _customers.GetAsync("c-2")).ShouldBeNull();

        await _orders.DeleteAsync(ShopOrderTable.KeyOf(Order("c-1", "o-1")));
        (await _orders.GetAsync("c-1", s_day, "o-1")).ShouldBeNull();
        (await _customers.GetAsync("c-1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task EachTypeReadsItsOwnItems()
    {
        await FillAsync();

        (await ListAsync(_orders.Query("c-1"))).Select(order => order.OrderId).ShouldBe(["o-1", "o-2"]);
        (await ListAsync(_customers.Query("c-1"))).ShouldBe([new ShopCustomer("c-1", "Ada")]);
        (await ListAsync(_lines.Query("c-1", k => k.OrderId.Is("o-1").Number >= 2))).Select(line => line.Number).ShouldBe([2, 10]);
        (await ListAsync(_lines.Query("c-1", k => k.OrderId == "o-2"))).ShouldBe([new ShopLine("c-1", "o-2", 1, "tea")]);
        (await ListAsync(_customers.ScanAllAsync())).ShouldBe([new ShopCustomer("c-1", "Ada"), new ShopCustomer("c-2", "Bob")], ignoreOrder: true);
        (await ListAsync(_lines.ScanAllParallelAsync())).Count.ShouldBe(5);
        (await ListAsync(_orders.ScanAllAsync(new() { PageSize = 1 }))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task AQueryAsksForItsOwnTypeAlone()
    {
        await FillAsync();
        _recorder.Clear();

        await ListAsync(_orders.Query("c-1", k => k.PlacedAt.Between(s_day, s_day.AddDays(1))));
        await ListAsync(_orders.Query("c-1"));
        await ListAsync(_customers.Query("c-1"));

        JsonNode[] requests = [.. _recorder.Requests.Select(request => JsonNode.Parse(request.Body)!)];
        requests[0]["KeyConditionExpression"]!.GetValue<string>().ShouldBe("#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2");
        requests[0]["ExpressionAttributeValues"]![":v1"]!["S"]!.GetValue<string>().ShouldBe("ORDER#2026-05-18");
        requests[0]["ExpressionAttributeValues"]![":v2"]!["S"]!.GetValue<string>().ShouldBe("ORDER#2026-05-19\U0010FFFF");
        requests[1]["KeyConditionExpression"]!.GetValue<string>().ShouldBe("#n0 = :v0 AND begins_with(#n1, :v1)");
        requests[1]["ExpressionAttributeValues"]![":v1"]!["S"]!.GetValue<string>().ShouldBe("ORDER#");
        requests[2]["KeyConditionExpression"]!.GetValue<string>().ShouldBe("#n0 = :v0 AND #n1 = :v1");
        requests[2]["ExpressionAttributeValues"]![":v1"]!["S"]!.GetValue<string>().ShouldBe("PROFILE");
    }

    [Fact]
    public async Task IndexesWorkAsEver()
    {
        await FillAsync();

        List<ShopOrder> byTotal = await ListAsync(_orders.ByTotal.Query("c-1", k => k > 0).Descending());
        byTotal.Select(order => order.OrderId).ShouldBe(["o-2", "o-1"]);
        List<ShopOrderByStatusItem> open = await ListAsync(_orders.ByStatus.Query("open"));
        open.Select(order => (order.CustomerId, order.OrderId, order.Status)).ShouldBe(
            [("c-1", "o-1", "open"), ("c-1", "o-2", "open"), ("c-2", "o-3", "open")], ignoreOrder: true);
        (await ListAsync(_orders.ByStatus.ScanAllAsync())).Count.ShouldBe(3);
    }

    [Fact]
    public async Task AnIndexPassesOverItemsOfOtherTypes()
    {
        await FillAsync();
        await _client.PutItemAsync("shop", new() { ["PK"] = new("CUSTOMER#c-1"), ["SK"] = new("REFUND#1"), ["Total"] = new() { N = "5" }, ["Status"] = new("open") });

        (await ListAsync(_orders.ByTotal.Query("c-1"))).Count.ShouldBe(2);
        (await ListAsync(_orders.ByStatus.Query("open"))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task AContinuationTokenHoldsTheComposedKey()
    {
        await FillAsync();
        var found = new List<ShopLine>();
        string? token = null;
        do
        {
            Page<ShopLine> page = await _lines.ScanAllAsync(new() { PageSize = 2 }).ToPageAsync(token);
            found.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        found.Count.ShouldBe(5);
        Page<ShopLine> first = await _lines.Query("c-1").PageSize(1).ToPageAsync();
        Should.Throw<ContinuationTokenException>(() => _orders.Query("c-1").ToPageAsync(first.ContinuationToken));
    }

    [Fact]
    public async Task EveryKindOfPartIsReadBack()
    {
        var trails = new TrailTable(wrap(_client));
        await trails.CreateTableAsync();
        Trail[] written =
        [
            new Trail
            {
                Open = true, Station = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), Day = DateOnly.MaxValue, Direction = Direction.South,
                At = DateTime.MaxValue.ToUniversalTime(), Small = sbyte.MinValue, Amount = -79228162514264337593543950335m, Length = TimeSpan.MinValue,
                Wide = Int128.Parse("-" + new string('9', 38), CultureInfo.InvariantCulture), Widest = -BigInteger.Pow(10, 125), Native = nuint.MaxValue,
                Time = TimeOnly.MaxValue, Letter = '日', Text = "é 😀 \"\\\n#:/",
            }.SeenAt(DateTimeOffset.MaxValue),
            new Trail { At = new DateTime(1, DateTimeKind.Utc), Amount = 1.10m }.SeenAt(DateTimeOffset.MinValue),
        ];
        (await trails.PutManyAsync(written)).IsComplete.ShouldBeTrue();

        foreach (Trail trail in written)
        {
            Trail read = (await trails.GetAsync(TrailTable.KeyOf(trail))).ShouldNotBeNull();
            TrailTable.KeyOf(read).ShouldBe(TrailTable.KeyOf(trail));
            read.Seen.ShouldBe(trail.Seen);
        }

        (await ListAsync(trails.ScanAllAsync())).Count.ShouldBe(2);
        TrailTable.ToAttributes(written[1])["where"].S.ShouldBe("{false}0000000000000000000000000000000000010101/North");
        TrailTable.ToAttributes(written[1])["when"].S.ShouldBe("0001-01-01T00:00:00.0000001Z0001-01-01T00:00:00.0000000:0:1.1:0:0:0:0:00:00:00.0000000x:");
        TrailTable.FromAttributes(TrailTable.ToAttributes(written[0])).Text.ShouldBe(written[0].Text);
        TrailTable.ToAttributes(written[0]).Keys.ShouldBe(["Count", "where", "when"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnIdStandsInAKeyAsWhatItIsStoredAs()
    {
        var tickets = new TicketTable(wrap(_client));
        await tickets.CreateTableAsync();
        var id = new TicketId(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
        Ticket[] written = [.. Enumerable.Range(1, 12).Select(number => new Ticket(id, new TicketNumber(number), new TicketStep("s" + number), "n"))];
        await tickets.PutManyAsync(written);

        TicketTable.ToAttributes(written[0]).ToDictionary(attribute => attribute.Key, attribute => attribute.Value.S).ShouldBe(
            new Dictionary<string, string> { ["PK"] = "TICKET#0f8fad5bd9cb469fa16570867728950e", ["SK"] = "STEP#00001#s1", ["Note"] = "n" }, ignoreOrder: true);
        (await tickets.GetAsync(id, new TicketNumber(7), new TicketStep("s7"))).ShouldBe(written[6]);
        (await ListAsync(tickets.Query(id, k => k.Number > new TicketNumber(9)))).ShouldBe(written[9..]);
        (await ListAsync(tickets.Query(id, k => k.Number.Is(new TicketNumber(2)).Step == new TicketStep("s2")))).ShouldBe([written[1]]);
    }

    [Fact]
    public async Task AKeyOfLiteralTextNeedsNoArgument()
    {
        var settings = new TrailSettingsTable(wrap(_client));
        await settings.EnsureCreatedAsync();
        await settings.PutAsync(new TrailSettings(7));

        (await settings.GetAsync()).ShouldBe(new TrailSettings(7));
        (await ListAsync(settings.Query())).ShouldBe([new TrailSettings(7)]);
        (await ListAsync(new TrailTable(wrap(_client)).ScanAllAsync())).ShouldBeEmpty();
        await settings.DeleteAsync();
        (await settings.GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task APropertyInBothKeysTellsItsTypeApart()
    {
        var users = new UserTable(wrap(_client));
        var friendships = new FriendshipTable(wrap(_client));
        await users.CreateTableAsync();
        await users.PutAsync(new User("ada", 36));
        await friendships.PutAsync(new Friendship("ada", "bob"));

        (await ListAsync(users.ScanAllAsync())).ShouldBe([new User("ada", 36)]);
        (await ListAsync(users.Query("ada"))).ShouldBe([new User("ada", 36)]);

        // Nothing tells a friend of oneself from oneself: TDYN121 says so.
        (await ListAsync(friendships.Query("ada"))).ShouldBe([new Friendship("ada", "ada"), new Friendship("ada", "bob")]);
    }

    [Theory]
    [InlineData("c#1", "o-1", null)]
    [InlineData("c-1", "o#1", "OrderId")]
    [InlineData("c-1", "#", "OrderId")]
    public async Task AValueThatHoldsWhatEndsItIsRefused(string customer, string order, string? refused)
    {
        var line = new ShopLine(customer, order, 1, "tea");
        if (refused is null)
        {
            await _lines.PutAsync(line);
            (await _lines.GetAsync(customer, order, 1)).ShouldBe(line);
            return;
        }

        _recorder.Clear();
        foreach (ItemMappingException exception in new[]
        {
            await Should.ThrowAsync<ItemMappingException>(() => _lines.PutAsync(line)),
            await Should.ThrowAsync<ItemMappingException>(() => _lines.GetAsync(customer, order, 1)),
            Should.Throw<ItemMappingException>(() => _lines.Query(customer, k => k.OrderId.Is(order))),
            Should.Throw<ItemMappingException>(() => _lines.Query(customer, k => k.OrderId == order)),
        })
        {
            exception.Message.ShouldBe(
                $"Property '{refused}' in attribute 'SK' of ShopLine cannot be stored in table 'shop': it must be text without '#', which ends it in the key, "
                + "but it is text that holds it.");
        }

        Should.Throw<ItemMappingException>(() => _lines.Query(customer, k => k.OrderId.BeginsWith(order))).Message.ShouldContain("without '#'");
        _recorder.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "o-1", 1, null)]
    [InlineData("c-1", "", 1, null)]
    [InlineData("c-1", "o-1", 99999, null)]
    [InlineData("c-1", "o-1", 100000, "a number from zero to one of 5 digits, but it is a greater one")]
    [InlineData("c-1", "o-1", -1, "a number from zero to one of 5 digits, but it is a negative one")]
    public async Task WhatCannotStandInAKeyIsRefused(string customer, string order, int number, string? message)
    {
        var line = new ShopLine(customer, order, number, "tea");
        if (message is null)
        {
            await _lines.PutAsync(line);
            (await _lines.GetAsync(customer, order, number)).ShouldBe(line);
            (await ListAsync(_lines.Query(customer))).ShouldContain(line);
            return;
        }

        (await Should.ThrowAsync<ItemMappingException>(() => _lines.PutAsync(line))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task TheWholeKeyIsLimitedInLength()
    {
        string longest = new('a', 1024 - "LINE##00001".Length);
        await _lines.PutAsync(new ShopLine("c", longest, 1, "tea"));
        (await _lines.GetAsync("c", longest, 1)).ShouldNotBeNull();
        (await Should.ThrowAsync<ItemMappingException>(() => _lines.PutAsync(new ShopLine("c", longest + "a", 1, "tea"))))
            .Message.ShouldContain("a sort key of 1 to 1024 bytes, but it is 1025 bytes");
        (await Should.ThrowAsync<ItemMappingException>(() => _customers.GetAsync(new string('é', 1020))))
            .Message.ShouldContain("a partition key of 1 to 2048 bytes, but it is 2049 bytes");
        (await Should.ThrowAsync<ItemMappingException>(() => _customers.GetAsync("\ud800"))).Message.ShouldContain("half a surrogate pair");
        (await Should.ThrowAsync<ItemMappingException>(() => _customers.GetAsync(null!))).Message.ShouldContain("Property 'CustomerId' in attribute 'PK'");
    }

    [Fact]
    public async Task AnItemOfAnotherTypeIsNotReadForThisOne()
    {
        await FillAsync();
        Dictionary<string, AttributeValue> item = (await _client.GetItemAsync(
            "shop", new() { ["PK"] = new("CUSTOMER#c-1"), ["SK"] = new("PROFILE") })).Item;

        var exception = Should.Throw<ItemMappingException>(() => ShopOrderTable.FromAttributes(item));
        exception.Message.ShouldBe(
            "Item 'shop/PK=CUSTOMER#c-1, SK=PROFILE' is of another type than ShopOrder: its key is not one that the templates of ShopOrder compose. "
            + "Read it by the table of its own type.");
    }

    [Fact]
    public async Task OfItemsOfOneKeyTheLastIsWritten()
    {
        BatchResult<ShopLine> result = await _lines.PutManyAsync([new("c", "o", 1, "a"), new("c", "o", 1, "b"), new("c", "o", 2, "c")]);
        result.IsComplete.ShouldBeTrue();
        (await ListAsync(_lines.Query("c"))).Select(line => line.Product).ShouldBe(["b", "c"]);
    }

    private static ShopOrder Order(string customer, string order, decimal total = 1.5m) => new()
    {
        CustomerId = customer,
        PlacedAt = s_day,
        OrderId = order,
        Status = "open",
        Total = total,
    };

    private static async Task<List<T>> ListAsync<T>(ItemSequence<T> items)
    {
        var found = new List<T>();
        await foreach (T item in items)
        {
            found.Add(item);
        }

        return found;
    }

    private async Task FillAsync()
    {
        await _customers.PutManyAsync([new("c-1", "Ada"), new("c-2", "Bob")]);
        await _orders.PutManyAsync([Order("c-1", "o-1"), Order("c-1", "o-2", 20), Order("c-2", "o-3")]);
        await _lines.PutManyAsync(
        [
            new("c-1", "o-1", 1, "tea"), new("c-1", "o-1", 2, "cup"), new("c-1", "o-1", 10, "pot"), new("c-1", "o-2", 1, "tea"), new("c-2", "o-3", 1, "tea"),
        ]);
    }

    private async Task<IEnumerable<string>> RawAsync(string partitionKey, string sortKey)
        => (await _client.GetItemAsync("shop", new() { ["PK"] = new(partitionKey), ["SK"] = new(sortKey) })).Item.Keys.Order(StringComparer.Ordinal);
}

public sealed class KeyTemplateTestsThroughThePipeline(EngineFixture fixture) : KeyTemplateTests(fixture, client => client);

public sealed class KeyTemplateTestsByOrdinaryCalls(EngineFixture fixture) : KeyTemplateTests(fixture, ForwardingClient.Around);

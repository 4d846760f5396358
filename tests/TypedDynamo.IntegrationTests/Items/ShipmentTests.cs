using System.Net;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Strongly typed ids, types that are text, and formats: there and back, and what DynamoDB holds in between.</summary>
public abstract class ShipmentTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const string IdText = "00000001-0000-0000-0000-000000000000";

    private static readonly ShipmentId s_id = new(new Guid(1, 0, 0, new byte[8]));

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private ShipmentTable _shipments = null!;

    public async Task InitializeAsync()
    {
        _shipments = new ShipmentTable(wrap(_client));
        await _shipments.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ItemsComeBackEqual()
    {
        Shipment bare = new() { Id = s_id, Leg = new LegNumber(0) };
        foreach (Shipment item in new[] { bare, Full() })
        {
            await _shipments.PutAsync(item);
            ShapeText.Describe(await _shipments.GetAsync(item.Id, item.Leg)).ShouldBe(ShapeText.Describe(item));
            ShapeText.Describe(ShipmentTable.FromAttributes(ShipmentTable.ToAttributes(item))).ShouldBe(ShapeText.Describe(item));
        }
    }

    [Fact]
    public async Task TheStoredFormsAreTheDocumentedOnes()
    {
        await _shipments.PutAsync(Full());
        var item = (await _client.GetItemAsync("shipments", new() { ["Id"] = new(IdText), ["Leg"] = new("0000000042") })).Item;

        item["Customer"].S.ShouldBe("c-1");
        item["due"].S.ShouldBe("20260102T0304");
        item["Parent"].S.ShouldBe(IdText);
        item["Watchers"].SS.ShouldBe(["c-2", "c-3"], ignoreOrder: true);
        item["Legs"].L[0].N.ShouldBe("-7");
        item["Legs"].L[1].NULL.ShouldBe(true);
        item["Mails"].M["a"].S.ShouldBe("a@b");
        item["Account"].S.ShouldBe("AT 1234");
        item["Accounts"].SS.ShouldBe(["AT 1", "DE 2"], ignoreOrder: true);
        item["Site"].S.ShouldBe("../a b?c=ä");
        item["Client"].S.ShouldBe("1.10.0");
        item["Addresses"].L.Select(address => address.S).ShouldBe(["127.0.0.1", "::1"]);
        item["Price"].S.ShouldBe("0012.50");
        item["Colour"].S.ShouldBe("00FF00FF");
        item["Token"].S.ShouldBe("00000001000000000000000000000000");
        item["Days"].L.Select(day => day.S).ShouldBe(["31.12.2025", "01.01.0001"]);
        item["Opens"].S.ShouldBe("0930");
        item["Lasts"].S.ShouldBe("23:59");
        item["SeenAt"].S.ShouldBe("Fri, 02 Jan 2026 03:04:05 GMT");
        item.Count.ShouldBe(20);
    }

    [Fact]
    public async Task KeysInAFormatSortAsTheirValuesDo()
    {
        int[] legs = [100, 9, 10, 1_000_000_000, 0];
        await _shipments.PutManyAsync(legs.Select(leg => Full() with { Leg = new LegNumber(leg), DueAt = Day(leg / 1_000_000) }));

        var found = new List<int>();
        await foreach (Shipment item in _shipments.Query(s_id, leg => leg > new LegNumber(0)))
        {
            found.Add(item.Leg.Value);
        }

        found.ShouldBe([9, 10, 100, 1_000_000_000]);

        var due = new List<DateTimeOffset?>();
        await foreach (ShipmentByCustomerItem item in _shipments.ByCustomer.Query(new CustomerId("c-1"), at => at >= Day(1)))
        {
            due.Add(item.DueAt);
        }

        due.ShouldBe([Day(1000)]);
    }

    public static TheoryData<string, Func<Shipment, Shipment>> Losses => new()
    {
        { "Leg", item => item with { Leg = new LegNumber(-1) } },
        { "due", item => item with { DueAt = Day(0).AddSeconds(1) } },
        { "Price", item => item with { Price = 1.005m } },
        { "Price", item => item with { Price = 10000m } },
        { "Price", item => item with { Price = -1m } },
        { "Colour", item => item with { Colour = -1 } },
        { "Opens", item => item with { Opens = new TimeOnly(9, 30, 1) } },
        { "Lasts", item => item with { Lasts = TimeSpan.FromDays(1) } },
        { "Lasts", item => item with { Lasts = TimeSpan.FromMinutes(-1) } },
        { "SeenAt", item => item with { SeenAt = new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc) } },
        { "SeenAt", item => item with { SeenAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified) } },
        { "Mails.x", item => item with { Mails = new() { ["x"] = default } } },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task WhatWouldBeLostIsNotSent(string attribute, Func<Shipment, Shipment> change)
    {
        var error = await Should.ThrowAsync<ItemMappingException>(() => _shipments.PutAsync(change(Full())));
        error.AttributeName.ShouldBe(attribute);
    }

    [Theory]
    [InlineData("Price", "12.5", "what the format '0000.00' takes")]
    [InlineData("Price", "0012.5 ", "what the format '0000.00' takes")]
    [InlineData("Colour", "00ff00ff", "what the format 'X8' takes")]
    [InlineData("Colour", "secret", "what the format 'X8' takes")]
    [InlineData("Token", "00000001-0000-0000-0000-000000000000", "what the format 'N' takes")]
    [InlineData("Opens", "9:30", "what the format 'HHmm' takes")]
    [InlineData("SeenAt", "2026-01-02T03:04:05Z", "what the format 'R' takes")]
    [InlineData("Account", "x", "what Iban takes")]
    [InlineData("Client", "secret", "what Version takes")]
    public async Task WhatDoesNotConvertIsRefusedOnReading(string attribute, string stored, string expected)
    {
        await _client.PutItemAsync("shipments", new() { ["Id"] = new(IdText), ["Leg"] = new("0000000001"), [attribute] = new(stored) });
        var error = await Should.ThrowAsync<ItemMappingException>(() => _shipments.GetAsync(s_id, new LegNumber(1)));
        error.AttributeName.ShouldBe(attribute);
        error.Expected.ShouldBe(expected);
        error.Key.ShouldBe($"Id={IdText}, Leg=0000000001");
        error.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task WhatAConstructorRefusesIsRefusedOnReading()
    {
        await _client.PutItemAsync("shipments", new()
        {
            ["Id"] = new(IdText),
            ["Leg"] = new("0000000001"),
            ["Mails"] = new() { M = new() { ["x"] = new("secret") } },
        });

        var error = await Should.ThrowAsync<ItemMappingException>(() => _shipments.GetAsync(s_id, new LegNumber(1)));
        error.AttributeName.ShouldBe("Mails.x");
        error.Expected.ShouldBe("what Mail takes");
        error.Found.ShouldBe("a value that it refuses (ArgumentException)");
        error.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task ALocalTimeIsStoredInUtc()
    {
        var local = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Local);
        await _shipments.PutAsync(Full() with { SeenAt = local });

        DateTime? read = (await _shipments.GetAsync(s_id, new LegNumber(42)))!.SeenAt;
        read.ShouldBe(local.ToUniversalTime());
        read!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    private static DateTimeOffset Day(int days) => new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero).AddDays(days);

    private static Shipment Full() => new()
    {
        Id = s_id,
        Leg = new LegNumber(42),
        Customer = new CustomerId("c-1"),
        DueAt = Day(0).ToOffset(TimeSpan.Zero),
        Parent = s_id,
        Watchers = [new CustomerId("c-2"), new CustomerId("c-3")],
        Legs = [new LegNumber(-7), null],
        Mails = new() { ["a"] = new Mail("a@b") },
        Account = Iban.Parse("AT1234", null),
        Accounts = [Iban.Parse("AT1", null), Iban.Parse("DE 2", null)],
        Site = new Uri("../a b?c=ä", UriKind.Relative),
        Client = new Version(1, 10, 0),
        Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback],
        Price = 12.5m,
        Colour = 0xFF00FF,
        Token = s_id.Value,
        Days = [new DateOnly(2025, 12, 31), DateOnly.MinValue],
        Opens = new TimeOnly(9, 30),
        Lasts = new TimeSpan(23, 59, 0),
        SeenAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
    };
}

public sealed class ShipmentTestsThroughThePipeline(EngineFixture fixture) : ShipmentTests(fixture, client => client);

public sealed class ShipmentTestsByOrdinaryCalls(EngineFixture fixture) : ShipmentTests(fixture, ForwardingClient.Around);

using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Values that are stored as others, there and back, and what DynamoDB holds in between.</summary>
public abstract class ConversionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly Sku s_sku = new("ab", 7);
    private static readonly DateOnly s_day = new(2026, 1, 2);

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private ConvertedTable _converted = null!;

    public async Task InitializeAsync()
    {
        _converted = new ConvertedTable(wrap(_client));
        await _converted.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ConvertedValuesComeBackEqual()
    {
        Converted bare = new() { Id = s_sku, Day = s_day };
        Converted via = Full() with { Id = new Sku("cd", 1), Route = new Via([s_sku], new Theme("dark")) };
        foreach (Converted item in new[] { bare, Full(), via })
        {
            await _converted.PutAsync(item);
            ShouldEqual(await _converted.GetAsync(item.Id, item.Day, consistent: true), item);
            ShouldEqual(ConvertedTable.FromAttributes(ConvertedTable.ToAttributes(item)), item);
        }
    }

    [Fact]
    public async Task DynamoDbHoldsWhatTheConvertersMake()
    {
        await _converted.PutAsync(Full());
        var item = (await _client.GetItemAsync("converted", new() { ["Id"] = new("ab-0007"), ["Day"] = new() { N = "739617" } })).Item;

        item["Theme"].B.ToArray().ShouldBe("dark"u8.ToArray());
        item["Ratio"].N.ShouldBe("0.25");
        item["Themes"].L.Select(element => element.NULL == true).ShouldBe([false, true]);
        item["ThemeSet"].BS.Count.ShouldBe(2);
        item["Ratios"].NS.ShouldBe(["0.01", "1"], ignoreOrder: true);
        item["ThemeGroups"].M["x"].L.Single().B.ToArray().ShouldBe("red"u8.ToArray());
        item["Lines"].S.ShouldBe("a\nb");
        item["Route"].M["Place"].S.ShouldBe("Linz");
        item["Permissions"].SS.ShouldBe(["Read", "Write"], ignoreOrder: true);
        item.Count.ShouldBe(11);
    }

    [Fact]
    public async Task KeysAreAskedForByTheirOwnTypes()
    {
        await _converted.PutManyAsync(Enumerable.Range(0, 5).Select(i => Full() with { Day = s_day.AddDays(i), Ratio = new Ratio(i) }));

        var days = new List<DateOnly>();
        await foreach (Converted item in _converted.Query(s_sku, day => day >= s_day.AddDays(3)).Descending())
        {
            days.Add(item.Day);
        }

        days.ShouldBe([s_day.AddDays(4), s_day.AddDays(3)]);

        var ratios = new List<Ratio?>();
        await foreach (ConvertedByThemeItem item in _converted.ByTheme.Query(new Theme("dark"), ratio => ratio.Between(new Ratio(1), new Ratio(2))))
        {
            ratios.Add(item.Ratio);
            item.Id.ShouldBe(s_sku);
        }

        ratios.ShouldBe([new Ratio(1), new Ratio(2)]);

        await _converted.DeleteAsync(s_sku, s_day);
        (await _converted.GetAsync(s_sku, s_day)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatAConverterRefusesIsNotSent()
    {
        var error = await Should.ThrowAsync<ItemMappingException>(
            () => _converted.PutAsync(Full() with { Route = new Via([s_sku, new Sku("secret", -1)], new Theme("secret")) }));

        error.AttributeName.ShouldBe("Route.Skus[1]");
        error.Expected.ShouldBe("what SkuConverter takes");
        error.Found.ShouldBe("a value that it refuses (ArgumentException)");
        error.ToString().ShouldNotContain("secret");

        error = await Should.ThrowAsync<ItemMappingException>(() => _converted.GetAsync(new Sku("secret", -1), s_day));
        error.AttributeName.ShouldBe("Id");
        error.ToString().ShouldNotContain("secret");

        // DynamoDB limits what it stores, not what stands for it here.
        error = await Should.ThrowAsync<ItemMappingException>(() => _converted.GetAsync(new Sku(new string('a', 2048), 1), s_day));
        error.Expected.ShouldBe("a partition key of 1 to 2048 bytes");
    }

    [Fact]
    public async Task ConvertersCannotMakeEmptySetsNorNullFromDefaults()
    {
        var error = await Should.ThrowAsync<ItemMappingException>(() => _converted.PutAsync(Full() with { Permissions = Permissions.None }));
        error.AttributeName.ShouldBe("Permissions");
        error.Found.ShouldBe("an empty set");

        error = await Should.ThrowAsync<ItemMappingException>(() => _converted.PutAsync(Full() with { Lines = null! }));
        error.AttributeName.ShouldBe("Lines");
        error.Found.ShouldBe("null");
    }

    [Theory]
    [InlineData("Permissions", """{"SS":["secret"]}""", "what FlagsConverter takes", "a value that it refuses (ArgumentException)")]
    [InlineData("Ratio", """{"N":"99999999999999999999"}""", "what RatioConverter takes", "a value that it refuses (OverflowException)")]
    [InlineData("Ratios", """{"NS":["1","99999999999999999999"]}""", "what RatioConverter takes", "a value that it refuses (OverflowException)")]
    [InlineData("Ratio", """{"S":"secret"}""", "N", "S")]
    [InlineData("Theme", """{"S":"secret"}""", "B", "S")]
    [InlineData("Route", """{"M":{}}""", "what RouteConverter takes", "a value that it refuses (ArgumentException)")]
    public async Task WhatDoesNotConvertIsRefusedOnReading(string attribute, string stored, string expected, string found)
    {
        await CreateTableWithoutIndexAsync("loose");
        await _client.PutItemAsync("loose", new() { ["Id"] = new("ab-0007"), ["Day"] = new() { N = "739617" }, [attribute] = Parse(stored) });
        var loose = new ConvertedTable(wrap(_client), new DynamoTableOptions { TableName = "loose" });

        var error = await Should.ThrowAsync<ItemMappingException>(() => loose.GetAsync(s_sku, s_day));
        error.AttributeName.ShouldBe(attribute);
        error.Expected.ShouldBe(expected);
        error.Found.ShouldBe(found);
        error.Key.ShouldBe("Id=ab-0007, Day=739617");
        error.ToString().ShouldNotContain("secret");
    }

    private static Converted Full() => new()
    {
        Id = s_sku,
        Day = s_day,
        Theme = new Theme("dark"),
        Ratio = new Ratio(25),
        Themes = [new Theme("naïve ☃"), null],
        ThemeSet = [new Theme(""), new Theme("b")],
        Ratios = [new Ratio(100), new Ratio(1)],
        ThemeGroups = new() { ["x"] = [new Theme("red")] },
        Lines = ["a", "b"],
        Route = new Direct("Linz"),
        Permissions = Permissions.Read | Permissions.Write,
    };

    private static void ShouldEqual(Converted? actual, Converted expected) => ShapeText.Describe(actual).ShouldBe(ShapeText.Describe(expected));

    // An index would refuse attributes of another type.
    private Task CreateTableWithoutIndexAsync(string name) => _client.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        KeySchema = [new("Id", KeyType.HASH), new("Day", KeyType.RANGE)],
        AttributeDefinitions = [new("Id", ScalarAttributeType.S), new("Day", ScalarAttributeType.N)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });

    private static AttributeValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement.EnumerateObject().Single();
        return value.Name switch
        {
            "S" => new AttributeValue(value.Value.GetString()),
            "N" => new AttributeValue { N = value.Value.GetString() },
            "SS" => new AttributeValue { SS = [.. value.Value.EnumerateArray().Select(text => text.GetString())] },
            "NS" => new AttributeValue { NS = [.. value.Value.EnumerateArray().Select(text => text.GetString())] },
            _ => new AttributeValue { M = [], IsMSet = true },
        };
    }
}

public sealed class ConversionTestsThroughThePipeline(EngineFixture fixture) : ConversionTests(fixture, client => client);

public sealed class ConversionTestsByOrdinaryCalls(EngineFixture fixture) : ConversionTests(fixture, ForwardingClient.Around);

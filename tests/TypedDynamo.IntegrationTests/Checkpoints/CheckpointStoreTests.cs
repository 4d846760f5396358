using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Checkpoints;

/// <summary>Checkpoints as items, in tables with and without a sort key.</summary>
public abstract class CheckpointStoreTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    // Checkpoints are made by scans alone, and read from text.
    private const string Text =
        """
        {"version":1,"fingerprint":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","segments":64,"worker":[1,2],"finished":[[32,40],[41,43]],"positions":{"40":{"PK":{"S":"a \"b\" ü😀"}},"50":{"PK":{"S":""},"n":{"N":"-1.5E+10"},"b":{"B":"AAE="}}},"items":12345678901,"checksum":"w/rtF51ID4Y9316hrzNjqA=="}
        """;

    private static readonly ScanCheckpoint s_checkpoint = ScanCheckpoint.Parse(Text);

    private readonly RecordingHandler _recorder = new();
    private AmazonDynamoDBClient _client = null!;
    private IAmazonDynamoDB _wrapped = null!;

    public Task InitializeAsync()
    {
        _client = fixture.CreateClient(config => config.HttpClientFactory = _recorder.AsHttpClientFactory());
        _wrapped = wrap(_client);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _recorder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("PK", null)]
    [InlineData("name", "kind")]
    public async Task TheLastCheckpointComesBack(string partitionKey, string? sortKey)
    {
        DynamoDbCheckpointStore store = await CreateAsync($"checkpoints-{partitionKey}", partitionKey, sortKey);

        (await store.LoadAsync("orders/1")).ShouldBeNull();
        await store.DeleteAsync("orders/1");
        await store.SaveAsync("orders/1", ScanCheckpoint.Parse(Text));
        await store.SaveAsync("orders/1", s_checkpoint);
        await store.SaveAsync("orders/2", s_checkpoint);

        (await store.LoadAsync("orders/1"))!.ToJson().ShouldBe(Text);
        await store.DeleteAsync("orders/1");
        (await store.LoadAsync("orders/1")).ShouldBeNull();
        (await store.LoadAsync("orders/2")).ShouldNotBeNull();
    }

    [Fact]
    public async Task ASaveIsOneWriteALoadOneConsistentReadAndADeletionOneMore()
    {
        DynamoDbCheckpointStore store = await CreateAsync("requests", "PK", "SK");
        _recorder.Clear();

        await store.SaveAsync("orders", s_checkpoint);
        await store.LoadAsync("orders");
        await store.DeleteAsync("orders");

        _recorder.Requests.Select(request => request.Operation).ShouldBe(["PutItem", "GetItem", "DeleteItem"]);
        JsonNode[] bodies = [.. _recorder.Requests.Select(request => JsonNode.Parse(request.Body)!)];
        const string Key = """{"PK":{"S":"orders"},"SK":{"S":"scan-checkpoint"}}""";
        JsonObject item = bodies[0]["Item"]!.AsObject();
        item.Remove("Checkpoint", out JsonNode? contents).ShouldBeTrue();
        Convert.FromBase64String(contents!["B"]!.GetValue<string>()).Length.ShouldBeLessThan(Text.Length);
        item.Remove("SavedAt").ShouldBeTrue();
        JsonNode.DeepEquals(item, JsonNode.Parse(
            """
            {"PK":{"S":"orders"},"SK":{"S":"scan-checkpoint"},"Segments":{"N":"64"},"FinishedSegments":{"N":"10"},"Items":{"N":"12345678901"}}
            """)).ShouldBeTrue(item.ToJsonString());
        bodies[0]["ConditionExpression"].ShouldBeNull();
        JsonNode.DeepEquals(bodies[1], JsonNode.Parse($$"""{"TableName":"requests","Key":{{Key}},"ConsistentRead":true}"""))
            .ShouldBeTrue(bodies[1].ToJsonString());
        JsonNode.DeepEquals(bodies[2], JsonNode.Parse($$"""{"TableName":"requests","Key":{{Key}}}""")).ShouldBeTrue(bodies[2].ToJsonString());
    }

    [Fact]
    public async Task TheClockAndThePrefixAreTheTables()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 3, 5, 5, 6, TimeSpan.FromHours(1)));
        var store = new DynamoDbCheckpointStore(_wrapped, "prefixed", options: new() { TableNamePrefix = "test-", TimeProvider = clock });
        await store.Table.EnsureCreatedAsync();

        await store.SaveAsync("orders", s_checkpoint);

        GetItemResponse item = await _client.GetItemAsync("test-prefixed", new() { ["PK"] = new AttributeValue("orders") });
        item.Item["SavedAt"].S.ShouldBe("2026-02-03T04:05:06.0000000Z");
    }

    [Fact]
    public async Task ACheckpointThatFillsAnItemIsSavedAndALargerOneIsRefused()
    {
        DynamoDbCheckpointStore store = await CreateAsync("large", "PK", null);
        var random = new Random(1);
        ScanCheckpoint fits = WithKeys(250, random);
        ScanCheckpoint tooLarge = WithKeys(300, random);

        await store.SaveAsync("fits", fits);
        (await store.LoadAsync("fits"))!.ToJson().ShouldBe(fits.ToJson());
        _recorder.Clear();
        (await Should.ThrowAsync<ScanCheckpointException>(async () => await store.SaveAsync("large", tooLarge))).Message.ShouldContain("'large'");
        _recorder.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsNoCheckpointIsRefusedWithTheItemsName()
    {
        DynamoDbCheckpointStore store = await CreateAsync("damaged", "PK", null);
        AttributeValue[] contents =
        [
            new() { S = Text },
            new() { B = new MemoryStream(Encoding.UTF8.GetBytes(Text)) },
            new() { B = new MemoryStream([1]) },
        ];
        foreach (AttributeValue value in contents)
        {
            await _client.PutItemAsync("damaged", new() { ["PK"] = new("orders"), ["Checkpoint"] = value });
            (await Should.ThrowAsync<ScanCheckpointException>(async () => await store.LoadAsync("orders"))).Message.ShouldContain("'orders'");
        }

        await _client.PutItemAsync("damaged", new() { ["PK"] = new("orders") });
        await Should.ThrowAsync<ScanCheckpointException>(async () => await store.LoadAsync("orders"));

        await store.SaveAsync("orders", s_checkpoint);
        Dictionary<string, AttributeValue> item =
            (await _client.GetItemAsync("damaged", new() { ["PK"] = new AttributeValue("orders") })).Item;
        byte[] saved = item["Checkpoint"].B.ToArray();
        for (int length = 0; length < saved.Length; length += 7)
        {
            item["Checkpoint"] = new() { B = new MemoryStream(saved[..length]) };
            await _client.PutItemAsync("damaged", item);
            await Should.ThrowAsync<ScanCheckpointException>(async () => await store.LoadAsync("orders"));
        }
    }

    [Fact]
    public async Task ATableThatIsNotThereIsTheServicesException()
    {
        var store = new DynamoDbCheckpointStore(_wrapped, "none");
        await Should.ThrowAsync<ResourceNotFoundException>(async () => await store.LoadAsync("orders"));
        await Should.ThrowAsync<ResourceNotFoundException>(async () => await store.SaveAsync("orders", s_checkpoint));
    }

    [Fact]
    public void NamesThatClashAreRefused()
    {
        Should.Throw<ArgumentException>(() => new DynamoDbCheckpointStore(_wrapped, "t", "Items")).ParamName.ShouldBe("partitionKey");
        Should.Throw<ArgumentException>(() => new DynamoDbCheckpointStore(_wrapped, "t", "PK", "Checkpoint")).ParamName.ShouldBe("sortKey");
        Should.Throw<ArgumentException>(() => new DynamoDbCheckpointStore(_wrapped, "t", "PK", "PK")).ParamName.ShouldBe("sortKey");
        Should.Throw<ArgumentException>(() => new DynamoDbCheckpointStore(_wrapped, ""));
    }

    private async Task<DynamoDbCheckpointStore> CreateAsync(string tableName, string partitionKey, string? sortKey)
    {
        var store = new DynamoDbCheckpointStore(_wrapped, tableName, partitionKey, sortKey);
        await store.Table.EnsureCreatedAsync();
        return store;
    }

    /// <summary>Makes a checkpoint of keys that nothing compresses, of 2,048 bytes each in 4/3 as many characters.</summary>
    private static ScanCheckpoint WithKeys(int count, Random random)
    {
        var keys = new JsonObject();
        for (int i = 0; i < count; i++)
        {
            var key = new byte[1536];
            random.NextBytes(key);
            keys[$"{i}"] = new JsonObject { ["PK"] = new JsonObject { ["B"] = Convert.ToBase64String(key) } };
        }

        string fingerprint = Convert.ToBase64String(new byte[32]);
        string body = $$"""{"version":1,"fingerprint":"{{fingerprint}}","segments":1000,"worker":[0,1],"finished":[],"positions":"""
            + keys.ToJsonString(s_plain) + ",\"items\":0";
        byte[] checksum = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body))[..16];
        return ScanCheckpoint.Parse($"{body},\"checksum\":\"{Convert.ToBase64String(checksum)}\"}}");
    }

    private static readonly System.Text.Json.JsonSerializerOptions s_plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

public sealed class CheckpointStoreTestsThroughThePipeline(EngineFixture fixture) : CheckpointStoreTests(fixture, client => client);

public sealed class CheckpointStoreTestsByOrdinaryCalls(EngineFixture fixture) : CheckpointStoreTests(fixture, ForwardingClient.Around);

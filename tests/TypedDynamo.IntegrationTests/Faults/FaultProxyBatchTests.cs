using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Batches of which the proxy leaves a part undone.</summary>
public sealed class FaultProxyBatchTests(EngineFixture fixture) : ProxiedTests(fixture)
{
    [Fact]
    public async Task UnprocessedItemsAndWhatIsStoredAreTheBatch()
    {
        await CreateTableAsync("others");
        string[] ids = [.. Enumerable.Range(0, 13).Select(i => $"item-{i}")];
        var batch = new BatchWriteItemRequest
        {
            RequestItems = new()
            {
                [Table] = [.. ids.Select(id => new WriteRequest(new PutRequest(Key(id))))],
                ["others"] = [.. ids.Take(12).Select(id => new WriteRequest(new PutRequest(Key(id))))],
            },
        };
        Proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.4) });

        BatchWriteItemResponse response = await Client.BatchWriteItemAsync(batch);

        string[] undone = [.. response.UnprocessedItems[Table].Select(write => write.PutRequest.Item["PK"].S)];
        string[] othersUndone = [.. response.UnprocessedItems["others"].Select(write => write.PutRequest.Item["PK"].S)];
        (undone.Length + othersUndone.Length).ShouldBeInRange(4, 17);
        undone.Concat(await StoredAsync()).ShouldBe(ids, ignoreOrder: true);
        othersUndone.Concat(await StoredAsync("others")).ShouldBe(ids.Take(12), ignoreOrder: true);

        // The same again writes the rest, in the end; a batch that is wholly left undone is a success too.
        var rule = new FaultRule { Fault = Fault.Unprocessed(1) };
        Proxy.Clear();
        Proxy.Add(rule);
        (await Client.BatchWriteItemAsync(response.UnprocessedItems)).UnprocessedItems.Values.Sum(writes => writes.Count)
            .ShouldBe(undone.Length + othersUndone.Length);
        Proxy.Remove(rule).ShouldBeTrue();
        (await Client.BatchWriteItemAsync(response.UnprocessedItems)).UnprocessedItems.ShouldBeEmpty();
        (await StoredAsync()).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task UnprocessedKeysAndWhatIsReadAreTheBatch()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"item-{i}")];
        foreach (string[] chunk in ids.Chunk(25))
        {
            await Direct.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>>
            {
                [Table] = [.. chunk.Select(id => new WriteRequest(new PutRequest(new(Key(id)) { ["n"] = new AttributeValue { N = "1" } })))],
            });
        }

        Proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3) });
        BatchGetItemResponse response = await Client.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new()
            {
                [Table] = new KeysAndAttributes { Keys = [.. ids.Select(Key)], ProjectionExpression = "PK", ConsistentRead = true },
            },
        });

        KeysAndAttributes undone = response.UnprocessedKeys[Table];
        undone.ProjectionExpression.ShouldBe("PK");
        undone.ConsistentRead.ShouldBe(true);
        undone.Keys.Count.ShouldBeInRange(8, 30);
        response.Responses[Table].ShouldAllBe(item => item.Count == 1);
        undone.Keys.Concat(response.Responses[Table]).Select(key => key["PK"].S).ShouldBe(ids, ignoreOrder: true);

        Proxy.Clear();
        Proxy.Add(new FaultRule { Fault = Fault.Unprocessed(1) });
        response = await Client.BatchGetItemAsync(response.UnprocessedKeys);
        response.Responses.ShouldBeEmpty();
        response.UnprocessedKeys[Table].Keys.Count.ShouldBe(undone.Keys.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"RequestItems":{}}""")]
    [InlineData("""{"RequestItems":{"t":[]}}""")]
    [InlineData("""{"RequestItems":{"t":[]},"RequestItems":{"t":[]}}""")]
    [InlineData("""{"RequestItems":[]}""")]
    [InlineData("""{"RequestItems":{"t":7}}""")]
    [InlineData("""{"RequestItems":{"t":null}}""")]
    public async Task WhatIsNoBatchGoesToTheEngineAsItIs(string body)
    {
        Proxy.Add(new FaultRule { Fault = Fault.Unprocessed(1) });

        (HttpResponseMessage expected, byte[] expectedBody) = await PostAsync(Engine.Endpoint, "BatchWriteItem", body);
        (HttpResponseMessage response, byte[] actualBody) = await PostAsync(Proxy.Endpoint, "BatchWriteItem", body);

        response.StatusCode.ShouldBe(expected.StatusCode);
        actualBody.ShouldBe(expectedBody);
    }

    [Fact]
    public async Task ABatchThatTheEngineRefusesIsRefused()
    {
        Proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.5) });
        var batch = new Dictionary<string, List<WriteRequest>>
        {
            ["missing"] = [.. Enumerable.Range(0, 25).Select(i => new WriteRequest(new PutRequest(Key($"{i}"))))],
        };
        await Should.ThrowAsync<ResourceNotFoundException>(Client.BatchWriteItemAsync(batch));
    }
}

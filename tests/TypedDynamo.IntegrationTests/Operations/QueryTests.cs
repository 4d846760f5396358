using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Queries give what LINQ gives over the same rows, in the order of the sort key.</summary>
public abstract class QueryTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
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

    [Fact]
    public async Task NumberKeys()
    {
        var table = new ReadingTable(_wrapped, options);
        await table.CreateTableAsync();
        decimal[] values = [-1000, -2.5m, -1, 0, 0.001m, 1, 2, 10, 100.25m, decimal.MaxValue];
        (await table.PutManyAsync(values.SelectMany(value => new[] { new Reading(1, value, 0), new Reading(2, value, 1) })))
            .IsComplete.ShouldBeTrue();

        foreach (decimal bound in new[] { -2.5m, 0, 1.0m, 5 })
        {
            await ShouldGiveAsync(table.Query(1, k => k == bound), values.Where(value => value == bound));
            await ShouldGiveAsync(table.Query(1, k => k < bound), values.Where(value => value < bound));
            await ShouldGiveAsync(table.Query(1, k => k <= bound), values.Where(value => value <= bound));
            await ShouldGiveAsync(table.Query(1, k => k > bound), values.Where(value => value > bound));
            await ShouldGiveAsync(table.Query(1, k => k >= bound), values.Where(value => value >= bound));
            await ShouldGiveAsync(table.Query(1, k => k.Between(bound, 100.25m)), values.Where(value => value >= bound && value <= 100.25m));
            await ShouldGiveAsync(
                table.Query(1, k => k >= bound).Descending(), values.Where(value => value >= bound).Reverse());
        }

        async Task ShouldGiveAsync(Query<Reading, ReadingTable.ConditionTokens, ReadingTable.FilterTokens> query, IEnumerable<decimal> expected)
        {
            var found = new List<Reading>();
            await foreach (Reading reading in query.PageSize(2))
            {
                found.Add(reading);
            }

            found.ShouldBe(expected.Select(value => new Reading(1, value, 0)));
        }
    }

    [Fact]
    public async Task StringKeys()
    {
        var table = new MessageTable(_wrapped, options);
        await table.CreateTableAsync();
        Guid thread = Guid.NewGuid();
        string[] numbers = ["A", "a", "a#1", "a#2", "aa", "b", "é", "😀"];
        await table.PutManyAsync(numbers.Select(number => new Message(thread, number)));

        (await NumbersAsync(table.Query(thread))).ShouldBe(numbers);
        (await NumbersAsync(table.Query(thread, k => k.BeginsWith("a#")))).ShouldBe(["a#1", "a#2"]);
        (await NumbersAsync(table.Query(thread, k => k.BeginsWith("a")).Descending())).ShouldBe(["aa", "a#2", "a#1", "a"]);
        (await NumbersAsync(table.Query(thread, k => k > "b"))).ShouldBe(["é", "😀"]);
        (await NumbersAsync(table.Query(thread, k => k == "A"))).ShouldBe(["A"]);
        (await NumbersAsync(table.Query(Guid.NewGuid()))).ShouldBeEmpty();

        async Task<List<string>> NumbersAsync(ItemSequence<Message> query)
        {
            var found = new List<string>();
            await foreach (Message message in query)
            {
                found.Add(message.Number);
            }

            return found;
        }
    }

    [Fact]
    public async Task BinaryKeys()
    {
        var table = new BlobTable(_wrapped, options);
        await table.CreateTableAsync();
        byte[][] hashes = [[0], [0, 1], [127], [128], [255], [255, 0]];
        await table.PutManyAsync(hashes.Select(hash => new Blob { Bucket = [9], Hash = hash }));

        (await HashesAsync(table.Query([9]))).ShouldBe(hashes);
        (await HashesAsync(table.Query([9], k => k.BeginsWith([255])))).ShouldBe([[255], [255, 0]]);
        (await HashesAsync(table.Query([9], k => k < (byte[])[128]))).ShouldBe([[0], [0, 1], [127]]);

        async Task<List<byte[]>> HashesAsync(ItemSequence<Blob> query)
        {
            var found = new List<byte[]>();
            await foreach (Blob blob in query)
            {
                found.Add(blob.Hash);
            }

            return found;
        }
    }

    [Fact]
    public async Task DateKeysSortByTime()
    {
        OrderTable table = await CreateOrdersAsync(30);
        DateTimeOffset start = Order(0).PlacedAt;

        List<Order> found = await ListAsync(table.Query("c-1", k => k.Between(start.AddHours(3), start.AddHours(9).ToOffset(TimeSpan.FromHours(-7)))));
        found.ShouldBe(Enumerable.Range(3, 7).Select(Order));
    }

    [Fact]
    public async Task TakeCountsResultsAndAsksForNoMore()
    {
        OrderTable table = await CreateOrdersAsync(30);
        _recorder.Clear();

        (await ListAsync(table.Query("c-1").Take(7))).ShouldBe(Enumerable.Range(0, 7).Select(Order));
        _recorder.Requests.ShouldHaveSingleItem().ParseBody().GetProperty("Limit").GetInt32().ShouldBe(7);

        _recorder.Clear();
        (await ListAsync(table.Query("c-1").Take(7).PageSize(3))).ShouldBe(Enumerable.Range(0, 7).Select(Order));
        _recorder.Requests.Select(request => request.ParseBody().GetProperty("Limit").GetInt32()).ShouldBe([3, 3, 1]);

        (await ListAsync(table.Query("c-1").Take(100))).Count.ShouldBe(30);
    }

    [Fact]
    public async Task PagesHoldWhatOneRequestGave()
    {
        OrderTable table = await CreateOrdersAsync(30);
        _recorder.Clear();
        var sizes = new List<int>();
        await foreach (Page<Order> page in table.Query("c-1").PageSize(12).Pages())
        {
            sizes.Add(page.Items.Count);
            page.ScannedCount.ShouldBe(page.Items.Count);
        }

        sizes.ShouldBe([12, 12, 6]);
        _recorder.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AQueryIsAValueThatMethodsDoNotChange()
    {
        OrderTable table = await CreateOrdersAsync(5);
        _recorder.Clear();
        var query = table.Query("c-1");
        var backwards = query.Descending();
        _recorder.Requests.ShouldBeEmpty();

        (await ListAsync(query)).ShouldBe(Enumerable.Range(0, 5).Select(Order));
        (await ListAsync(backwards)).ShouldBe(Enumerable.Range(0, 5).Select(Order).Reverse());
        (await ListAsync(backwards.Ascending())).ShouldBe(Enumerable.Range(0, 5).Select(Order));
    }

    [Fact]
    public async Task TheRequestHoldsValuesAsParameters()
    {
        OrderTable table = await CreateOrdersAsync(0);
        _recorder.Clear();
        await ListAsync(table.Query("c\"1", k => k >= Order(0).PlacedAt).Consistent().Descending().PageSize(9));

        // The SDK writes the members in an order of its own.
        JsonNode? body = JsonNode.Parse(_recorder.Requests.ShouldHaveSingleItem().Body);
        JsonNode.DeepEquals(body, JsonNode.Parse(
            """
            {"TableName":"orders","KeyConditionExpression":"#n0 = :v0 AND #n1 >= :v1",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"PlacedAt"},
            "ExpressionAttributeValues":{":v0":{"S":"c\"1"},":v1":{"S":"2026-01-01T00:00:00.0000000Z"}},
            "ScanIndexForward":false,"ConsistentRead":true,"Limit":9}
            """)).ShouldBeTrue(body?.ToJsonString());
    }

    private static Order Order(int number) => new()
    {
        CustomerId = "c-1",
        PlacedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(number),
        Lines = number,
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

    private async Task<OrderTable> CreateOrdersAsync(int count)
    {
        var table = new OrderTable(_wrapped, options);
        await table.CreateTableAsync();
        (await table.PutManyAsync(Enumerable.Range(0, count).Select(Order))).Written.ShouldBe(count);
        return table;
    }
}

public sealed class QueryTestsThroughThePipeline(EngineFixture fixture) : QueryTests(fixture, client => client);

public sealed class QueryTestsByOrdinaryCalls(EngineFixture fixture) : QueryTests(fixture, ForwardingClient.Around);

public sealed class QueryTestsByTheLeanTransport(EngineFixture fixture)
    : QueryTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

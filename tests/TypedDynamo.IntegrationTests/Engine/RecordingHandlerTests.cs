using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Engine;

public sealed class RecordingHandlerTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task ARequestToTheEngineIsRecordedAndAnswered()
    {
        using var recorder = new RecordingHandler();
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());

        ListTablesResponse response = await client.ListTablesAsync(new ListTablesRequest { Limit = 7 });

        response.TableNames.ShouldBeEmpty();
        RecordedRequest request = recorder.Requests.ShouldHaveSingleItem();
        request.Operation.ShouldBe("ListTables");
        request.Method.ShouldBe(HttpMethod.Post);
        request.Uri!.ToString().ShouldBe(fixture.Engine.Endpoint.ToString());
        request.ParseBody().GetProperty("Limit").GetInt32().ShouldBe(7);
        request.Headers["content-type"].ShouldBe("application/x-amz-json-1.0");
    }

    [Fact]
    public async Task SecretsAreNotRecorded()
    {
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(RecordingHandler.Json("{}")));
        using var client = new AmazonDynamoDBClient(
            new SessionAWSCredentials("AKID", "secret", "session-token"),
            new AmazonDynamoDBConfig { ServiceURL = "http://localhost:1", AuthenticationRegion = "us-east-1", HttpClientFactory = recorder.AsHttpClientFactory() });

        await client.ListTablesAsync();

        RecordedRequest request = recorder.Requests.ShouldHaveSingleItem();
        request.Headers["Authorization"].ShouldBe(RecordingHandler.HiddenValue);
        request.Headers["X-Amz-Security-Token"].ShouldBe(RecordingHandler.HiddenValue);
        string.Join("\n", request.Headers.Values).ShouldNotContain("session-token");
    }

    [Fact]
    public async Task ARetryIsARequestOfItsOwn()
    {
        int calls = 0;
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(Interlocked.Increment(ref calls) == 1
            ? RecordingHandler.Json("""{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}""", HttpStatusCode.InternalServerError)
            : RecordingHandler.Json("""{"TableNames":["canned"]}""")));
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());

        (await client.ListTablesAsync()).TableNames.ShouldBe(["canned"]);

        recorder.Requests.Select(r => r.Operation).ShouldBe(["ListTables", "ListTables"]);
        recorder.Clear();
        recorder.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ACannedErrorBecomesTheSdksOwnException()
    {
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(
            RecordingHandler.Json("""{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}""", HttpStatusCode.BadRequest)));
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());

        var error = await Should.ThrowAsync<ResourceNotFoundException>(client.DescribeTableAsync("t"));

        error.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task ConcurrentRequestsOfSeveralClientsAreAllRecordedAndOutliveAClient()
    {
        using var recorder = new RecordingHandler(async (_, ct) =>
        {
            await Task.Delay(1, ct);
            return RecordingHandler.Json("{}");
        });
        HttpClientFactory factory = recorder.AsHttpClientFactory();
        AmazonDynamoDBClient first = fixture.Engine.CreateClient(config => config.HttpClientFactory = factory);
        using AmazonDynamoDBClient second = fixture.Engine.CreateClient(config => config.HttpClientFactory = factory);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? first : second).DescribeTableAsync($"table-{i}")));
        first.Dispose();
        await second.DescribeTableAsync("table-200");

        recorder.Requests.Select(r => r.ParseBody().GetProperty("TableName").GetString())
            .ShouldBe(Enumerable.Range(0, 201).Select(i => $"table-{i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task TheClientsTimeoutHoldsAgainstAServerThatNeverAnswers()
    {
        using var recorder = new RecordingHandler(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return RecordingHandler.Json("{}");
        });
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(config =>
        {
            config.HttpClientFactory = recorder.AsHttpClientFactory();
            config.Timeout = TimeSpan.FromMilliseconds(200);
            config.MaxErrorRetry = 0;
        });

        await Should.ThrowAsync<TimeoutException>(client.ListTablesAsync()).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ADeepBodyCanBeParsed()
    {
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(RecordingHandler.Json("{}")));
        using var http = new HttpClient(recorder);
        string deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        await http.PostAsync(new Uri("http://localhost:1"), new StringContent(deep));

        RecordedRequest request = recorder.Requests.ShouldHaveSingleItem();
        request.ParseBody().GetArrayLength().ShouldBe(1);
        request.Operation.ShouldBeEmpty();
    }
}

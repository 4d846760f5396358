using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Each fault, as the SDK's own client sees it. Every test has a proxy of its own, and so retry tokens of its own.</summary>
[Collection(EngineCollection.Name)]
public sealed class FaultProxyTests(EngineFixture fixture) : IAsyncLifetime
{
    private const string Table = "faults";

    private static int s_databases;

    private readonly string _database = FormattableString.Invariant($"faults{Interlocked.Increment(ref s_databases)}x{Environment.ProcessId}");

    private FaultProxy _proxy = null!;
    private AmazonDynamoDBClient _direct = null!;
    private AmazonDynamoDBClient _client = null!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        _direct = fixture.Engine.CreateClient(_database);
        _client = CreateClient(_proxy);
        await CreateTableAsync(Table);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _direct.Dispose();
        await _proxy.DisposeAsync();
    }

    public static TheoryData<string, Type, string, int> Errors => new()
    {
        { nameof(Fault.ProvisionedThroughputExceeded), typeof(ProvisionedThroughputExceededException), "ProvisionedThroughputExceededException", 400 },
        { nameof(Fault.Throttling), typeof(ThrottlingException), "ThrottlingException", 400 },
        { nameof(Fault.InternalServerError), typeof(InternalServerErrorException), "InternalServerError", 500 },
        { nameof(Fault.ServiceUnavailable), typeof(AmazonDynamoDBException), "ServiceUnavailable", 503 },
        { nameof(Fault.ExpiredToken), typeof(AmazonDynamoDBException), "ExpiredTokenException", 400 },
        { nameof(Fault.UnrecognizedClient), typeof(AmazonDynamoDBException), "UnrecognizedClientException", 400 },
        { nameof(Fault.Error), typeof(RequestLimitExceededException), "RequestLimitExceeded", 400 },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task AnErrorIsTheSdksOwnAndNothingIsApplied(string fault, Type type, string code, int status)
    {
        _proxy.Add(new FaultRule { Fault = Named(fault), Operation = "PutItem" });

        var error = (AmazonServiceException)await Should.ThrowAsync(() => PutAsync(_client, "a"), type);

        error.ErrorCode.ShouldBe(code);
        ((int)error.StatusCode).ShouldBe(status);
        error.RequestId.ShouldNotBeNullOrEmpty();
        _proxy.CountRequests("PutItem").ShouldBe(1);
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task AnErrorHasALengthAndAChecksum(string fault, Type type, string code, int status)
    {
        _ = type;
        _proxy.Add(new FaultRule { Fault = Named(fault) });

        (HttpResponseMessage response, byte[] body) = await PostAsync(_proxy.Endpoint, "ListTables", "{}");

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-amz-json-1.0");
        response.Headers.GetValues("x-amz-crc32").ShouldBe([Checksum(body)]);
        JsonNode.Parse(body)!["__type"]!.GetValue<string>().Split('#')[^1].ShouldBe(code);
    }

    [Fact]
    public async Task ARetryIsARequestOfItsOwn()
    {
        _proxy.Add(new FaultRule { Fault = Fault.ServiceUnavailable, Operation = "PutItem", Times = 2 });
        using AmazonDynamoDBClient client = CreateClient(_proxy, config => config.MaxErrorRetry = 2);

        await PutAsync(client, "a");

        _proxy.CountRequests("PutItem").ShouldBe(3);
        _proxy.CountFaults("PutItem").ShouldBe(2);
        (await StoredAsync()).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AConnectionIsResetBeforeOrAfterTheRequestIsApplied(bool after)
    {
        _proxy.Add(new FaultRule { Fault = after ? Fault.ResetAfter : Fault.ResetBefore, Operation = "PutItem" });

        await Should.ThrowAsync<IOException>(PutAsync(_client, "a"));

        _proxy.CountRequests("PutItem").ShouldBe(1);
        (await StoredAsync()).ShouldBe(after ? ["a"] : []);
    }

    [Fact]
    public async Task TheSdkAppliesAnAdditionOnceMoreForEachResetAfterIt()
    {
        // Its resends on connections taken for stale come at once, and do not count as attempts.
        _proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = "UpdateItem", Times = 3 });
        using AmazonDynamoDBClient client = CreateClient(_proxy, config => config.MaxStaleConnectionRetries = 10);

        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = Table,
            Key = Key("a"),
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = new() { [":one"] = new AttributeValue { N = "1" } },
        });

        (await _direct.GetItemAsync(Table, Key("a"))).Item["n"].N.ShouldBe("4");
    }

    [Fact]
    public async Task AnAnswersBodyIsChangedOnItsWay()
    {
        (_, byte[] expected) = await PostAsync(_proxy.Endpoint, "ListTables", "{}");

        (HttpResponseMessage response, byte[] body) = await PostThroughAsync(Fault.WrongChecksum);
        body.ShouldBe(expected);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        response.Headers.GetValues("x-amz-crc32").Single().ShouldNotBe(Checksum(body));

        (response, body) = await PostThroughAsync(Fault.ChunkedBody);
        body.ShouldBe(expected);
        response.Headers.TransferEncodingChunked.ShouldBe(true);
        response.Headers.GetValues("x-amz-crc32").ShouldBe([Checksum(body)]);

        (response, body) = await PostThroughAsync(Fault.SlowBody(TimeSpan.FromMilliseconds(10)));
        body.ShouldBe(expected);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);

        (response, body) = await PostThroughAsync(Fault.GzipBody);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        response.Headers.GetValues("x-amz-crc32").ShouldBe([Checksum(body)]);
        using var plain = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(plain);
        }

        plain.ToArray().ShouldBe(expected);

        (await Should.ThrowAsync<HttpRequestException>(PostThroughAsync(Fault.TruncatedBody))).HttpRequestError
            .ShouldBe(HttpRequestError.ResponseEnded);

        async Task<(HttpResponseMessage Response, byte[] Body)> PostThroughAsync(Fault fault)
        {
            _proxy.Clear();
            _proxy.Add(new FaultRule { Fault = fault });
            return await PostAsync(_proxy.Endpoint, "ListTables", "{}");
        }
    }

    [Fact]
    public async Task AnotherClockRefusesWhatIsNotSignedForIt()
    {
        _proxy.Add(new FaultRule { Fault = Fault.ClockSkew(TimeSpan.FromMinutes(4)) });
        await PutAsync(_client, "a");
        _proxy.CountFaults().ShouldBe(0);

        _proxy.Add(new FaultRule { Fault = Fault.ClockSkew(TimeSpan.FromHours(-3)) });
        (await Should.ThrowAsync<AmazonDynamoDBException>(PutAsync(_client, "b"))).ErrorCode.ShouldBe("InvalidSignatureException");
        (await StoredAsync()).ShouldBe(["a"]);

        // What carries no time is not looked at.
        (HttpResponseMessage response, _) = await PostAsync(_proxy.Endpoint, "ListTables", "{}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WaitingTimesAddUpAndAnotherFaultMayFollow()
    {
        _proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(120)) });
        _proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(80)), Operation = "GetItem" });
        _proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = "GetItem", Every = 2 });
        _proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = "GetItem", Every = 2 });

        var watch = Stopwatch.StartNew();
        await _client.GetItemAsync(Table, Key("a"));
        // Timers end a few milliseconds early at times; the longer of the two alone would be far below.
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(180);

        watch.Restart();
        (await Should.ThrowAsync<AmazonDynamoDBException>(_client.GetItemAsync(Table, Key("a")))).ErrorCode.ShouldBe("ThrottlingException");
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(180);
        _proxy.CountFaults().ShouldBe(2 + 3);
    }

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
        _proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.4) });

        BatchWriteItemResponse response = await _client.BatchWriteItemAsync(batch);

        string[] undone = [.. response.UnprocessedItems[Table].Select(write => write.PutRequest.Item["PK"].S)];
        string[] othersUndone = [.. response.UnprocessedItems["others"].Select(write => write.PutRequest.Item["PK"].S)];
        (undone.Length + othersUndone.Length).ShouldBeInRange(4, 17);
        undone.Concat(await StoredAsync()).ShouldBe(ids, ignoreOrder: true);
        othersUndone.Concat(await StoredAsync("others")).ShouldBe(ids.Take(12), ignoreOrder: true);

        // The same again writes the rest, in the end; a batch that is wholly left undone is a success too.
        var rule = new FaultRule { Fault = Fault.Unprocessed(1) };
        _proxy.Clear();
        _proxy.Add(rule);
        (await _client.BatchWriteItemAsync(response.UnprocessedItems)).UnprocessedItems.Values.Sum(writes => writes.Count)
            .ShouldBe(undone.Length + othersUndone.Length);
        _proxy.Remove(rule).ShouldBeTrue();
        (await _client.BatchWriteItemAsync(response.UnprocessedItems)).UnprocessedItems.ShouldBeEmpty();
        (await StoredAsync()).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task UnprocessedKeysAndWhatIsReadAreTheBatch()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"item-{i}")];
        foreach (string[] chunk in ids.Chunk(25))
        {
            await _direct.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>>
            {
                [Table] = [.. chunk.Select(id => new WriteRequest(new PutRequest(new(Key(id)) { ["n"] = new AttributeValue { N = "1" } })))],
            });
        }

        _proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3) });
        BatchGetItemResponse response = await _client.BatchGetItemAsync(new BatchGetItemRequest
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

        _proxy.Clear();
        _proxy.Add(new FaultRule { Fault = Fault.Unprocessed(1) });
        response = await _client.BatchGetItemAsync(response.UnprocessedKeys);
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
        _proxy.Add(new FaultRule { Fault = Fault.Unprocessed(1) });

        (HttpResponseMessage expected, byte[] expectedBody) = await PostAsync(fixture.Engine.Endpoint, "BatchWriteItem", body);
        (HttpResponseMessage response, byte[] actualBody) = await PostAsync(_proxy.Endpoint, "BatchWriteItem", body);

        response.StatusCode.ShouldBe(expected.StatusCode);
        actualBody.ShouldBe(expectedBody);
    }

    [Fact]
    public async Task ABatchThatTheEngineRefusesIsRefused()
    {
        _proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.5) });
        var batch = new Dictionary<string, List<WriteRequest>>
        {
            ["missing"] = [.. Enumerable.Range(0, 25).Select(i => new WriteRequest(new PutRequest(Key($"{i}"))))],
        };
        await Should.ThrowAsync<ResourceNotFoundException>(_client.BatchWriteItemAsync(batch));
    }

    [Fact]
    public async Task WithoutRulesEverythingPassesUnchanged()
    {
        // Created and filled past the proxy, and seen through it, character for character.
        string text = string.Concat(Enumerable.Repeat("ä\"\\\n\u2028😀<", 20_000));
        await _direct.PutItemAsync(Table, new(Key("long")) { ["text"] = new AttributeValue { S = text } });
        (await _client.ListTablesAsync()).TableNames.ShouldBe([Table]);
        (await _client.GetItemAsync(Table, Key("long"))).Item["text"].S.ShouldBe(text);
        await _client.PutItemAsync(Table, new(Key("back")) { ["text"] = new AttributeValue { S = text } });
        (await _direct.GetItemAsync(Table, Key("back"))).Item["text"].S.ShouldBe(text);

        foreach ((string operation, string request) in new[]
        {
            ("GetItem", $$"""{"TableName":"{{Table}}","Key":{"PK":{"S":"long"} } }"""),
            ("GetItem", """{"TableName":"missing","Key":{"PK":{"S":"long"}}}"""),
            ("NoSuchOperation", "{}"),
        })
        {
            (HttpResponseMessage expected, byte[] expectedBody) = await PostAsync(fixture.Engine.Endpoint, operation, request);
            (HttpResponseMessage response, byte[] body) = await PostAsync(_proxy.Endpoint, operation, request);
            response.StatusCode.ShouldBe(expected.StatusCode);
            body.ShouldBe(expectedBody);
            response.Content.Headers.ContentLength.ShouldBe(body.Length);
            response.Content.Headers.ContentType.ShouldBe(expected.Content.Headers.ContentType);
            response.Headers.Contains("x-amzn-RequestId").ShouldBe(expected.Headers.Contains("x-amzn-RequestId"));
            response.Headers.TryGetValues("x-amz-crc32", out IEnumerable<string>? checksum);
            expected.Headers.TryGetValues("x-amz-crc32", out IEnumerable<string>? expectedChecksum);
            checksum.ShouldBe(expectedChecksum);
        }

        using var http = new HttpClient();
        (await http.GetAsync(_proxy.Endpoint)).StatusCode.ShouldBe((await http.GetAsync(fixture.Engine.Endpoint)).StatusCode);
        _proxy.CountFaults().ShouldBe(0);
    }

    [Fact]
    public async Task AProbabilityIsKeptAndRepeatsWithItsSeed()
    {
        string first = await DrawAsync(0);
        first.Length.ShouldBe(400);
        first.Count(c => c == 'x').ShouldBeInRange(75, 125);
        (await DrawAsync(0)).ShouldBe(first);
        (await DrawAsync(1)).ShouldNotBe(first);

        async Task<string> DrawAsync(int seed)
        {
            await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint, new FaultProxyOptions { Seed = seed });
            proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0.25 });
            return await SeriesAsync(proxy, 400);
        }
    }

    [Fact]
    public async Task ARuleSaysWhichRequestsAndHowMany()
    {
        _proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = "Scan" });
        _proxy.Add(new FaultRule { Fault = Fault.Throttling, When = request => request.Body.Contains("missing", StringComparison.Ordinal) });
        (await SeriesAsync(_proxy, 5)).ShouldBe(".....");
        _proxy.CountFaults().ShouldBe(0);

        var everyThird = new FaultRule { Fault = Fault.Throttling, Operation = "ListTables", Every = 3, Times = 2 };
        _proxy.Add(everyThird);
        (await SeriesAsync(_proxy, 12)).ShouldBe("..x..x......");
        _proxy.Remove(everyThird).ShouldBeTrue();
        _proxy.Remove(everyThird).ShouldBeFalse();

        _proxy.Add(new FaultRule { Fault = Fault.Throttling, When = request => request.Headers["Authorization"] == RecordingHandler.HiddenValue });
        (await SeriesAsync(_proxy, 2)).ShouldBe("xx");
        _proxy.Clear();
        (await SeriesAsync(_proxy, 2)).ShouldBe("..");

        _proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0 });
        (await SeriesAsync(_proxy, 5)).ShouldBe(".....");
        _proxy.CountFaults().ShouldBe(4);
        _proxy.CountFaults("ListTables").ShouldBe(4);
        _proxy.CountFaults("Scan").ShouldBe(0);
        _proxy.CountRequests().ShouldBe(26);
    }

    [Fact]
    public async Task RulesMayChangeWhileRequestsAreUnderWay()
    {
        Task<string>[] series = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => SeriesAsync(_proxy, 50)))];
        Task all = Task.WhenAll(series);
        while (!all.IsCompleted)
        {
            var rule = new FaultRule { Fault = Fault.Throttling, Probability = 0.5 };
            _proxy.Add(rule);
            await Task.Delay(1);
            _proxy.Remove(rule).ShouldBeTrue();
        }

        await all;
        _proxy.CountRequests("ListTables").ShouldBe(400);
        _proxy.CountFaults("ListTables").ShouldBe(series.Sum(task => task.Result.Count(c => c == 'x')));
    }

    [Fact]
    public async Task EndingTheProxyCutsWhoWaits()
    {
        FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMinutes(1)) });
        using AmazonDynamoDBClient client = CreateClient(proxy);
        Task<ListTablesResponse> waiting = client.ListTablesAsync();
        while (proxy.CountFaults() == 0)
        {
            await Task.Delay(5);
        }

        await proxy.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<Exception>(waiting.WaitAsync(TimeSpan.FromSeconds(10)));
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task AMissingEngineAndAFailingRuleAreNamedInTheError()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(new Uri("http://127.0.0.1:1"));
        using AmazonDynamoDBClient client = CreateClient(proxy);
        AmazonServiceException error = await Should.ThrowAsync<AmazonServiceException>(client.ListTablesAsync());
        error.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        error.Message.ShouldContain("127.0.0.1:1");

        _proxy.Add(new FaultRule { Fault = Fault.Throttling, When = _ => throw new InvalidOperationException("rule failed") });
        (await Should.ThrowAsync<AmazonServiceException>(_client.ListTablesAsync())).Message.ShouldContain("rule failed");
    }

    [Fact]
    public async Task WhatMakesNoSenseIsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new FaultRule { Fault = Fault.Throttling, Probability = 1.1 }).ParamName.ShouldBe("Probability");
        Should.Throw<ArgumentOutOfRangeException>(() => new FaultRule { Fault = Fault.Throttling, Probability = double.NaN });
        Should.Throw<ArgumentOutOfRangeException>(() => new FaultRule { Fault = Fault.Throttling, Every = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new FaultRule { Fault = Fault.Throttling, Times = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Unprocessed(-0.1)).ParamName.ShouldBe("fraction");
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Latency(TimeSpan.FromMilliseconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Latency(TimeSpan.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.SlowBody(TimeSpan.FromMilliseconds(-1)));
        Should.Throw<ArgumentException>(() => Fault.ClockSkew(TimeSpan.Zero, ""));
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Error(HttpStatusCode.OK, "x"));
        Should.Throw<ArgumentException>(() => Fault.Error(HttpStatusCode.BadRequest, ""));
        await Should.ThrowAsync<ArgumentException>(() => FaultProxy.StartAsync(new Uri("/relative", UriKind.Relative)));
        await Should.ThrowAsync<ArgumentException>(() => FaultProxy.StartAsync(new Uri("ftp://localhost")));
        await Should.ThrowAsync<OperationCanceledException>(
            () => FaultProxy.StartAsync(fixture.Engine.Endpoint, cancellationToken: new CancellationToken(canceled: true)));
        Should.Throw<ArgumentException>(() => _proxy.CreateClient("not-a-name"));
        Fault.Unprocessed(0.3).ToString().ShouldBe("Unprocessed(0.3)");
    }

    private static Fault Named(string name) => name switch
    {
        nameof(Fault.ProvisionedThroughputExceeded) => Fault.ProvisionedThroughputExceeded,
        nameof(Fault.Throttling) => Fault.Throttling,
        nameof(Fault.InternalServerError) => Fault.InternalServerError,
        nameof(Fault.ServiceUnavailable) => Fault.ServiceUnavailable,
        nameof(Fault.ExpiredToken) => Fault.ExpiredToken,
        nameof(Fault.UnrecognizedClient) => Fault.UnrecognizedClient,
        _ => Fault.Error(HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded"),
    };

    /// <summary>Makes a client that tries once, for a fault to be seen as it is.</summary>
    private AmazonDynamoDBClient CreateClient(FaultProxy proxy, Action<AmazonDynamoDBConfig>? configure = null)
        => proxy.CreateClient(_database, config =>
        {
            config.MaxErrorRetry = 0;
            config.MaxStaleConnectionRetries = 0;
            configure?.Invoke(config);
        });

    private Task CreateTableAsync(string name) => _direct.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        AttributeDefinitions = [new AttributeDefinition("PK", ScalarAttributeType.S)],
        KeySchema = [new KeySchemaElement("PK", KeyType.HASH)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["PK"] = new AttributeValue { S = id } };

    private static Task PutAsync(AmazonDynamoDBClient client, string id) => client.PutItemAsync(Table, Key(id));

    private async Task<string[]> StoredAsync(string table = Table)
        => [.. (await _direct.ScanAsync(new ScanRequest(table))).Items.Select(item => item["PK"].S)];

    /// <summary>Sends a number of requests, one after the other: a dot for each that is answered, an x for each that is throttled.</summary>
    private async Task<string> SeriesAsync(FaultProxy proxy, int count)
    {
        using AmazonDynamoDBClient client = CreateClient(proxy);
        var series = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            try
            {
                await client.ListTablesAsync();
                series.Append('.');
            }
            catch (AmazonDynamoDBException error) when (error.ErrorCode == "ThrottlingException")
            {
                series.Append('x');
            }
        }

        return series.ToString();
    }

    private async Task<(HttpResponseMessage Response, byte[] Body)> PostAsync(Uri endpoint, string operation, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={_database}/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        HttpResponseMessage response = await http.SendAsync(request);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>CRC-32 once more, bit by bit.</summary>
    private static string Checksum(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return (~crc).ToString(CultureInfo.InvariantCulture);
    }
}

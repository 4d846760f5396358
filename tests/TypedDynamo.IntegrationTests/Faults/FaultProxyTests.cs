using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Each fault, as the SDK's own client sees it.</summary>
public sealed class FaultProxyTests(EngineFixture fixture) : ProxiedTests(fixture)
{
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
        Proxy.Add(new FaultRule { Fault = Named(fault), Operation = "PutItem" });

        var error = (AmazonServiceException)await Should.ThrowAsync(() => PutAsync(Client, "a"), type);

        error.ErrorCode.ShouldBe(code);
        ((int)error.StatusCode).ShouldBe(status);
        error.RequestId.ShouldNotBeNullOrEmpty();
        Proxy.CountRequests("PutItem").ShouldBe(1);
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task AnErrorHasALengthAndAChecksum(string fault, Type type, string code, int status)
    {
        _ = type;
        Proxy.Add(new FaultRule { Fault = Named(fault) });

        (HttpResponseMessage response, byte[] body) = await PostAsync(Proxy.Endpoint, "ListTables", "{}");

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-amz-json-1.0");
        response.Headers.GetValues("x-amz-crc32").ShouldBe([Checksum(body)]);
        JsonNode.Parse(body)!["__type"]!.GetValue<string>().Split('#')[^1].ShouldBe(code);
    }

    [Fact]
    public async Task ARetryIsARequestOfItsOwn()
    {
        Proxy.Add(new FaultRule { Fault = Fault.ServiceUnavailable, Operation = "PutItem", Times = 2 });
        using AmazonDynamoDBClient client = CreateClient(Proxy, config => config.MaxErrorRetry = 2);

        await PutAsync(client, "a");

        Proxy.CountRequests("PutItem").ShouldBe(3);
        Proxy.CountFaults("PutItem").ShouldBe(2);
        (await StoredAsync()).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AConnectionIsResetBeforeOrAfterTheRequestIsApplied(bool after)
    {
        Proxy.Add(new FaultRule { Fault = after ? Fault.ResetAfter : Fault.ResetBefore, Operation = "PutItem" });

        await Should.ThrowAsync<IOException>(PutAsync(Client, "a"));

        Proxy.CountRequests("PutItem").ShouldBe(1);
        (await StoredAsync()).ShouldBe(after ? ["a"] : []);
    }

    [Fact]
    public async Task TheSdkAppliesAnAdditionOnceMoreForEachResetAfterIt()
    {
        // Its resends on connections taken for stale come at once, and do not count as attempts.
        Proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = "UpdateItem", Times = 3 });
        using AmazonDynamoDBClient client = CreateClient(Proxy, config => config.MaxStaleConnectionRetries = 10);

        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = Table,
            Key = Key("a"),
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = new() { [":one"] = new AttributeValue { N = "1" } },
        });

        (await Direct.GetItemAsync(Table, Key("a"))).Item["n"].N.ShouldBe("4");
    }

    [Fact]
    public async Task AnAnswersBodyIsChangedOnItsWay()
    {
        (_, byte[] expected) = await PostAsync(Proxy.Endpoint, "ListTables", "{}");

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
            Proxy.Clear();
            Proxy.Add(new FaultRule { Fault = fault });
            return await PostAsync(Proxy.Endpoint, "ListTables", "{}");
        }
    }

    [Fact]
    public async Task AnotherClockRefusesWhatIsNotSignedForIt()
    {
        Proxy.Add(new FaultRule { Fault = Fault.ClockSkew(TimeSpan.FromMinutes(4)) });
        await PutAsync(Client, "a");
        Proxy.CountFaults().ShouldBe(0);

        Proxy.Add(new FaultRule { Fault = Fault.ClockSkew(TimeSpan.FromHours(-3)) });
        (await Should.ThrowAsync<AmazonDynamoDBException>(PutAsync(Client, "b"))).ErrorCode.ShouldBe("InvalidSignatureException");
        (await StoredAsync()).ShouldBe(["a"]);

        // What carries no time is not looked at.
        (HttpResponseMessage response, _) = await PostAsync(Proxy.Endpoint, "ListTables", "{}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WaitingTimesAddUpAndAnotherFaultMayFollow()
    {
        Proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(120)) });
        Proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(80)), Operation = "GetItem" });
        Proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = "GetItem", Every = 2 });
        Proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = "GetItem", Every = 2 });

        var watch = Stopwatch.StartNew();
        await Client.GetItemAsync(Table, Key("a"));
        // Timers end a few milliseconds early at times; the longer of the two alone would be far below.
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(180);

        watch.Restart();
        (await Should.ThrowAsync<AmazonDynamoDBException>(Client.GetItemAsync(Table, Key("a")))).ErrorCode.ShouldBe("ThrottlingException");
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(180);
        Proxy.CountFaults().ShouldBe(2 + 3);
    }

    [Fact]
    public async Task WithoutRulesEverythingPassesUnchanged()
    {
        // Created and filled past the proxy, and seen through it, character for character.
        string text = string.Concat(Enumerable.Repeat("ä\"\\\n\u2028😀<", 20_000));
        await Direct.PutItemAsync(Table, new(Key("long")) { ["text"] = new AttributeValue { S = text } });
        (await Client.ListTablesAsync()).TableNames.ShouldBe([Table]);
        (await Client.GetItemAsync(Table, Key("long"))).Item["text"].S.ShouldBe(text);
        await Client.PutItemAsync(Table, new(Key("back")) { ["text"] = new AttributeValue { S = text } });
        (await Direct.GetItemAsync(Table, Key("back"))).Item["text"].S.ShouldBe(text);

        foreach ((string operation, string request) in new[]
        {
            ("GetItem", $$"""{"TableName":"{{Table}}","Key":{"PK":{"S":"long"} } }"""),
            ("GetItem", """{"TableName":"missing","Key":{"PK":{"S":"long"}}}"""),
            ("NoSuchOperation", "{}"),
        })
        {
            (HttpResponseMessage expected, byte[] expectedBody) = await PostAsync(Engine.Endpoint, operation, request);
            (HttpResponseMessage response, byte[] body) = await PostAsync(Proxy.Endpoint, operation, request);
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
        (await http.GetAsync(Proxy.Endpoint)).StatusCode.ShouldBe((await http.GetAsync(Engine.Endpoint)).StatusCode);
        Proxy.CountFaults().ShouldBe(0);
    }

    [Fact]
    public async Task EndingTheProxyCutsWhoWaits()
    {
        FaultProxy proxy = await FaultProxy.StartAsync(Engine.Endpoint);
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

        Proxy.Add(new FaultRule { Fault = Fault.Throttling, When = _ => throw new InvalidOperationException("rule failed") });
        (await Should.ThrowAsync<AmazonServiceException>(Client.ListTablesAsync())).Message.ShouldContain("rule failed");
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
            () => FaultProxy.StartAsync(Engine.Endpoint, cancellationToken: new CancellationToken(canceled: true)));
        Should.Throw<ArgumentException>(() => Proxy.CreateClient("not-a-name"));
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

    private static Task PutAsync(AmazonDynamoDBClient client, string id) => client.PutItemAsync(Table, Key(id));

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

using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Faults;
using TypedDynamo.Testing;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>Over real sockets, as nothing but a connection can break one.</summary>
public sealed class LeanHttpTests
{
    private const string StoredRow =
        """{"Item":{"PK":{"S":"request#1"},"host":{"S":"h"},"date":{"S":"d"},"url":{"S":"u"},"useragent":{"S":"a"}}}""";

    [Fact]
    public async Task AConnectionServesManyCalls()
    {
        using var server = new ScriptedServer((_, stream) => ScriptedServer.AnswerAsync(stream, StoredRow));
        using AmazonDynamoDBClient client = CreateClient(server.Url);
        LogRowTable[] tables = [TableOf(client), TableOf(client)];
        for (int call = 0; call < 20; call++)
        {
            (await tables[call % 2].GetAsync("request#1"))!.Id.ShouldBe("request#1");
        }

        server.Requests.ShouldBe(20);
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task MaxConnectionsPerServerIsHonoured()
    {
        using var server = new ScriptedServer(async (_, stream) =>
        {
            await Task.Delay(5);
            await ScriptedServer.AnswerAsync(stream, StoredRow);
        });
        using AmazonDynamoDBClient client = CreateClient(server.Url, config => config.MaxConnectionsPerServer = 2);
        LogRowTable table = TableOf(client);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => table.GetAsync("request#1")));
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task RequestsGoThroughTheConfiguredProxy()
    {
        using var proxy = new ScriptedServer((_, stream) => ScriptedServer.AnswerAsync(stream, StoredRow));
        using AmazonDynamoDBClient client = CreateClient("http://dynamodb.invalid", config =>
        {
            config.ProxyHost = "127.0.0.1";
            config.ProxyPort = new Uri(proxy.Url).Port;
        });
        (await TableOf(client).GetAsync("request#1")).ShouldNotBeNull();
        proxy.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    [InlineData("truncated")]
    [InlineData("crc")]
    public async Task ABrokenAnswerIsAskedForAgainAndThenTheSdksException(string fault)
    {
        int failures = 1;
        using var server = new ScriptedServer((_, stream) => failures-- <= 0
            ? ScriptedServer.AnswerAsync(stream, StoredRow)
            : fault switch
            {
                "reset" => ScriptedServer.ResetAsync(stream),
                "close" => throw new IOException("closed"),
                "truncated" => TruncateAsync(stream),
                _ => ScriptedServer.AnswerAsync(stream, StoredRow, "x-amz-crc32: 1\r\n"),
            });
        using AmazonDynamoDBClient client = CreateClient(server.Url, config =>
        {
            config.MaxErrorRetry = 2;
            config.MaxStaleConnectionRetries = 0;
        });
        LogRowTable table = TableOf(client, new SkippingClock());
        (await table.GetAsync("request#1")).ShouldNotBeNull();
        server.Requests.ShouldBe(2);

        failures = int.MaxValue;
        Exception error = await Should.ThrowAsync<Exception>(() => table.GetAsync("request#1"));
        server.Requests.ShouldBe(2 + 3);
        (fault == "truncated" ? error.InnerException : error).ShouldBeAssignableTo<IOException>();

        // As on the default transport, which reads the body as this one does.
        Exception other = await Should.ThrowAsync<Exception>(() => new LogRowTable(client).GetAsync("request#1"));
        server.Requests.ShouldBe(2 + 3 + 3);
        error.GetType().ShouldBe(other.GetType());

        static async Task TruncateAsync(System.Net.Sockets.NetworkStream stream)
        {
            await ScriptedServer.AnswerAsync(stream, StoredRow[..40], length: StoredRow.Length);
            throw new IOException("closed");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAnswerThatPromisesGigabytesTakesNoMoreMemoryThanItHas(bool isLean)
    {
        using var server = new ScriptedServer(async (_, stream) =>
        {
            await ScriptedServer.AnswerAsync(stream, StoredRow, "", int.MaxValue - 1);
            throw new IOException("closed");
        });
        using AmazonDynamoDBClient client = CreateClient(server.Url, config => config.MaxErrorRetry = 0);
        LogRowTable table = isLean ? TableOf(client) : new LogRowTable(client);
        var error = await Should.ThrowAsync<AmazonUnmarshallingException>(() => table.GetAsync("request#1"));
        error.InnerException.ShouldBeAssignableTo<IOException>();
    }

    [Fact]
    public async Task AChunkedAnswerIsReadToItsEnd()
    {
        using var server = new ScriptedServer(async (_, stream) =>
        {
            string chunks = string.Concat(StoredRow.Chunk(10).Select(part => $"{part.Length:x}\r\n{new string(part)}\r\n"));
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-amz-crc32: 1\r\n\r\n{chunks}0\r\n\r\n"));
        });
        using AmazonDynamoDBClient client = CreateClient(server.Url);

        // As with the SDK, whose check needs a length.
        (await TableOf(client).GetAsync("request#1"))!.Id.ShouldBe("request#1");
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsATimeout()
    {
        ScriptedServer? server = null;
        using var _ = server = new ScriptedServer((_, _) => server!.HangAsync());
        using AmazonDynamoDBClient client = CreateClient(server.Url, config =>
        {
            config.MaxErrorRetry = 1;
            config.Timeout = TimeSpan.FromMilliseconds(300);
        });
        await Should.ThrowAsync<TimeoutException>(() => TableOf(client, new SkippingClock()).GetAsync("request#1"));
        server.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task AnAnswerThatHasBegunMayTakeItsTime()
    {
        using var server = new ScriptedServer(async (_, stream) =>
        {
            await ScriptedServer.AnswerAsync(stream, StoredRow[..20], "", StoredRow.Length);
            await Task.Delay(TimeSpan.FromMilliseconds(900));
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(StoredRow[20..]));
        });
        using AmazonDynamoDBClient client = CreateClient(server.Url, config => config.Timeout = TimeSpan.FromMilliseconds(400));
        (await TableOf(client).GetAsync("request#1"))!.Id.ShouldBe("request#1");
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task AnEndpointThatRefusesConnectionsIsTheSdksException()
    {
        var server = new ScriptedServer((_, _) => Task.CompletedTask);
        server.Dispose();
        using AmazonDynamoDBClient client = CreateClient(server.Url, config => config.MaxErrorRetry = 1);
        var clock = new SkippingClock();
        await Should.ThrowAsync<HttpRequestException>(() => TableOf(client, clock).GetAsync("request#1"));

        // An update that never left may leave again.
        clock.Waits.Count.ShouldBe(1);
        await Should.ThrowAsync<HttpRequestException>(() => TableOf(client, clock).UpsertAsync("request#1", row => row.BytesSent += 1));
        clock.Waits.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancellationReturnsAtOnce(bool hasBegun)
    {
        ScriptedServer? server = null;
        var waits = new TaskCompletionSource();
        using var _ = server = new ScriptedServer(async (_, stream) =>
        {
            if (hasBegun)
            {
                await ScriptedServer.AnswerAsync(stream, StoredRow[..20], "", StoredRow.Length);
                await Task.Delay(50);
            }

            waits.TrySetResult();
            await server!.HangAsync();
        });
        using AmazonDynamoDBClient client = CreateClient(server.Url, config => config.Timeout = TimeSpan.FromMinutes(5));
        LogRowTable table = TableOf(client);
        using var source = new CancellationTokenSource();

        Task call = table.GetAsync("request#1", cancellationToken: source.Token);
        await waits.Task;
        await source.CancelAsync();

        var error = await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(1)));
        error.CancellationToken.ShouldBe(source.Token);
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ATokenThatIsCancelledAlreadySendsNothing()
    {
        using var server = new ScriptedServer((_, stream) => ScriptedServer.AnswerAsync(stream, StoredRow));
        using AmazonDynamoDBClient client = CreateClient(server.Url);
        await Should.ThrowAsync<OperationCanceledException>(() => TableOf(client).GetAsync("request#1", cancellationToken: new CancellationToken(true)));
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task ADisposedClientRefusesCalls()
    {
        using var server = new ScriptedServer((_, stream) => ScriptedServer.AnswerAsync(stream, StoredRow));
        AmazonDynamoDBClient client = CreateClient(server.Url);
        LogRowTable table = TableOf(client);
        await table.GetAsync("request#1");
        client.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => table.GetAsync("request#1"));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ARedirectIsAnError()
    {
        using var server = new ScriptedServer(async (_, stream) => await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")));
        using AmazonDynamoDBClient client = CreateClient(server.Url);
        (await Should.ThrowAsync<AmazonServiceException>(() => TableOf(client).GetAsync("request#1"))).StatusCode
            .ShouldBe(HttpStatusCode.TemporaryRedirect);
    }

    [Fact]
    public async Task AFactoryThatKeepsItsClientsIsAskedForEachRequest()
    {
        var factory = new UncachedFactory();
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = factory,
        });
        await TableOf(client).GetAsync("request#1");
        await TableOf(client).GetAsync("request#1");
        factory.Made.ShouldBe(2);
        factory.Disposed.ShouldBe(2);
    }

    private static LogRowTable TableOf(AmazonDynamoDBClient client, TimeProvider? clock = null)
        => new(client, new DynamoTableOptions { UseLeanTransport = true, TimeProvider = clock ?? TimeProvider.System });

    private static AmazonDynamoDBClient CreateClient(string url, Action<AmazonDynamoDBConfig>? configure = null)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        configure?.Invoke(config);
        return new AmazonDynamoDBClient(new BasicAWSCredentials("id", "secret"), config);
    }

    private sealed class UncachedFactory : HttpClientFactory
    {
        public int Made { get; private set; }

        public int Disposed { get; private set; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            Made++;
            return new CountedClient(this);
        }

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        private sealed class CountedClient(UncachedFactory factory)
            : HttpClient(new RecordingHandler((_, _) => Task.FromResult(RecordingHandler.Json("{}"))))
        {
            protected override void Dispose(bool disposing)
            {
                factory.Disposed++;
                base.Dispose(disposing);
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TypedDynamo.Testing;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

/// <summary>The user's client stays what it was: each test makes our call beside the client's own, and expects the same of both.</summary>
public sealed class SdkTransportTests
{
    private const string StoredRow =
        """{"Item":{"PK":{"S":"request#1"},"host":{"S":"h"},"date":{"S":"d"},"url":{"S":"u"},"useragent":{"S":"a"}}}""";

    [Theory]
    [MemberData(nameof(LowLevelTransportTests.Requests), MemberType = typeof(LowLevelTransportTests))]
    public async Task TheBytesAreSentAsTheyAreAndTheHeaderNamesTheOperation(string operation, string request)
    {
        const string Answer = """{"ConsumedCapacity":{"TableName":"t"}}""";
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(RecordingHandler.Json(Answer)));
        using var server = new CannedDynamoDb(_ => throw new InvalidOperationException("The recorder answers."));
        AmazonDynamoDBClient client = server.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());

        JsonElement response = await LowLevelTransportTests.SendAsync(SdkTransport.For(client), operation, request);

        response.GetRawText().ShouldBe(Answer);
        RecordedRequest sent = recorder.Requests.ShouldHaveSingleItem();
        sent.Body.ShouldBe(request);
        sent.Headers["X-Amz-Target"].ShouldBe("DynamoDB_20120810." + operation);
    }

    [Fact]
    public async Task TheClientsEventsAreRaised()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient();
        var events = new List<string>();
        client.BeforeRequestEvent += (_, e) => events.Add("before " + ((WebServiceRequestEventArgs)e).Request.GetType().Name);
        client.AfterResponseEvent += (_, e) => events.Add("after " + ((WebServiceResponseEventArgs)e).Response.GetType().Name);
        client.ExceptionEvent += (_, e) => events.Add("exception " + ((WebServiceExceptionEventArgs)e).Exception.GetType().Name);

        await StockGetAsync(client);
        string[] stock = [.. events];
        events.Clear();
        await new LogRowTable(client).GetAsync("request#1");

        events.ShouldBe(stock);
        events.ShouldBe(["before GetItemRequest", "after GetItemResponse"]);
    }

    [Fact]
    public async Task AnErrorRaisesTheExceptionEvent()
    {
        using var server = new CannedDynamoDb(_ => Error("ResourceNotFoundException", "no such table"));
        AmazonDynamoDBClient client = server.CreateClient();
        var events = new List<string>();
        client.ExceptionEvent += (_, e) => events.Add("exception " + ((WebServiceExceptionEventArgs)e).Exception.GetType().Name);

        var stock = await Should.ThrowAsync<ResourceNotFoundException>(() => StockGetAsync(client));
        var ours = await Should.ThrowAsync<ResourceNotFoundException>(() => new LogRowTable(client).GetAsync("request#1"));

        ours.Message.ShouldBe(stock.Message);
        ours.ErrorCode.ShouldBe(stock.ErrorCode);
        ours.RequestId.ShouldBe(stock.RequestId);
        ours.RequestId.ShouldBe("canned-request-id");
        events.ShouldBe(["exception ResourceNotFoundException", "exception ResourceNotFoundException"]);
    }

    [Fact]
    public async Task AnItemThatHoldsTheWordsOfAnErrorIsNoError()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(
            StoredRow.Replace("\"u\"", "\"__type\"", StringComparison.Ordinal).Replace("\"host\"", "\"code\":{\"S\":\"x\"},\"host\"", StringComparison.Ordinal)));
        (await new LogRowTable(server.CreateClient()).GetAsync("request#1"))!.Url.ShouldBe("__type");
    }

    [Fact]
    public async Task CustomizersSeeOurCalls()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(StoredRow));
        var customizer = new CountingCustomizer();
        RuntimePipelineCustomizerRegistry.Instance.Register(customizer);
        try
        {
            AmazonDynamoDBClient client = server.CreateClient();
            await StockGetAsync(client);
            customizer.CallsOf(client).ShouldBe(1);
            await new LogRowTable(client).GetAsync("request#1");
            customizer.CallsOf(client).ShouldBe(2);
        }
        finally
        {
            RuntimePipelineCustomizerRegistry.Instance.Deregister(customizer);
        }
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException", HttpStatusCode.BadRequest)]
    [InlineData("ThrottlingException", HttpStatusCode.BadRequest)]
    [InlineData("InternalServerError", HttpStatusCode.InternalServerError)]
    public async Task RetriesAreTheClients(string code, HttpStatusCode status)
    {
        int failures = 0;
        using var server = new CannedDynamoDb(_ => failures-- > 0 ? Error(code, "later", status) : CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient(config => config.MaxErrorRetry = 2);

        failures = 2;
        await StockGetAsync(client);
        int stock = server.Requests;
        failures = 2;
        (await new LogRowTable(client).GetAsync("request#1")).ShouldNotBeNull();
        (server.Requests - stock).ShouldBe(stock);
        stock.ShouldBe(3);

        failures = int.MaxValue;
        var stockError = await Should.ThrowAsync<AmazonDynamoDBException>(() => StockGetAsync(client));
        int before = server.Requests;
        var error = await Should.ThrowAsync<AmazonDynamoDBException>(() => new LogRowTable(client).GetAsync("request#1"));
        (server.Requests - before).ShouldBe(3);
        error.GetType().ShouldBe(stockError.GetType());
    }

    [Fact]
    public async Task ADamagedBodyIsRetriedAndThenAnIoException()
    {
        using var server = new CannedDynamoDb(_ =>
        {
            HttpResponseMessage response = CannedDynamoDb.Answer(StoredRow);
            response.Headers.Remove("x-amz-crc32");
            response.Headers.Add("x-amz-crc32", "1");
            return response;
        });
        AmazonDynamoDBClient client = server.CreateClient(config => config.MaxErrorRetry = 1);

        await Should.ThrowAsync<IOException>(() => StockGetAsync(client));
        int stock = server.Requests;
        await Should.ThrowAsync<IOException>(() => new LogRowTable(client).GetAsync("request#1"));
        (server.Requests - stock).ShouldBe(stock);
    }

    [Fact]
    public async Task ADisposedClientRefusesOurCallsToo()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient();
        var table = new LogRowTable(client);
        await table.GetAsync("request#1");
        client.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => StockGetAsync(client));
        await Should.ThrowAsync<ObjectDisposedException>(() => table.GetAsync("request#1"));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task OrdinaryCallsGoOnWhileOurHandlerIsLinked()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient();
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                (await StockGetAsync(client)).Item["PK"].S.ShouldBe("request#1");
            }
        }))];

        await Task.Delay(20);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new LogRowTable(client).GetAsync("request#1"))));
        await Task.Delay(20);
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        SdkPipeline.Handlers(client).Count(name => name == "ResponseBodyHandler").ShouldBe(1);
    }

    [Fact]
    public async Task WithoutTheStockUnmarshallerTheBodyIsReadAllTheSame()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient();
        SdkPipeline.ReplaceUnmarshaller(client);
        (await new LogRowTable(client).GetAsync("request#1"))!.Id.ShouldBe("request#1");
        SdkPipeline.Handlers(client).ShouldNotContain("ResponseBodyHandler");
    }

    [Fact]
    public async Task CancellationReturnsAtOnceAndEndsTheRetries()
    {
        using var server = new SilentServer();
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), new AmazonDynamoDBConfig
        {
            ServiceURL = server.Url,
            AuthenticationRegion = "us-east-1",
            Timeout = TimeSpan.FromMinutes(5),
        });
        var table = new LogRowTable(client);
        Func<CancellationToken, Task>[] calls =
        [
            token => table.GetAsync("request#1", cancellationToken: token),
            token => table.PutAsync(LogRow.Create(1), cancellationToken: token),
            token => table.PutManyAsync([LogRow.Create(1)], cancellationToken: token),
            async token => { await foreach (LogRow _ in table.Query("request#1").WithCancellation(token)) { } },
            async token => { await foreach (LogRow _ in table.ScanAllAsync(cancellationToken: token)) { } },
            async token => { await foreach (LogRow _ in table.ScanAllAsync(null, CancellationToken.None).WithCancellation(token)) { } },
            async token => { await foreach (LogRow _ in table.ScanAllParallelAsync(cancellationToken: token)) { } },
            async token => { await foreach (LogRow _ in table.ScanAllParallelAsync(null, CancellationToken.None).WithCancellation(token)) { } },
        ];

        foreach (Func<CancellationToken, Task> call in calls)
        {
            await CancelAsync(call, server);
        }

        int requests = server.Requests;
        await Task.Delay(TimeSpan.FromSeconds(1));
        server.Requests.ShouldBe(requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEndpointThatDoesNotAnswerEndsAsItDoesForTheStockClient(bool refuses)
    {
        using var server = new SilentServer();
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), new AmazonDynamoDBConfig
        {
            ServiceURL = refuses ? UnusedUrl() : server.Url,
            AuthenticationRegion = "us-east-1",
            Timeout = TimeSpan.FromMilliseconds(500),
            MaxErrorRetry = 1,
        });

        var stock = await Should.ThrowAsync<Exception>(() => StockGetAsync(client));
        int stockAttempts = server.TakeLastAttempt();
        var ours = await Should.ThrowAsync<Exception>(() => new LogRowTable(client).GetAsync("request#1"));

        ours.GetType().ShouldBe(stock.GetType());
        ours.Message.ShouldBe(stock.Message);
        server.TakeLastAttempt().ShouldBe(stockAttempts);
        stockAttempts.ShouldBe(refuses ? 0 : 2);
    }

    private static string UnusedUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>The call ends long before its client's time limit; how soon depends on what else the machine does.</summary>
    private static async Task CancelAsync(Func<CancellationToken, Task> call, SilentServer server)
    {
        int before = server.Requests;
        using var source = new CancellationTokenSource();
        Task running = call(source.Token);
        while (server.Requests == before)
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(5);
        }

        await Task.Delay(20);
        source.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private static Task<GetItemResponse> StockGetAsync(AmazonDynamoDBClient client)
        => client.GetItemAsync("logfile_scan", new Dictionary<string, AttributeValue> { ["PK"] = new() { S = "request#1" } });

    private static HttpResponseMessage Error(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        HttpResponseMessage response = CannedDynamoDb.Answer($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"{{message}}"}""");
        response.StatusCode = status;
        return response;
    }

    private sealed class CountingCustomizer : IRuntimePipelineCustomizer
    {
        private readonly List<Handler> _handlers = [];

        public string UniqueName => nameof(CountingCustomizer);

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            if (type == typeof(AmazonDynamoDBClient))
            {
                var handler = new Handler();
                pipeline.AddHandlerAfter<RetryHandler>(handler);
                _handlers.Add(handler);
            }
        }

        public int CallsOf(AmazonDynamoDBClient client)
            => _handlers.Single(handler => SdkPipeline.Instances(client).Contains(handler)).Calls;

        private sealed class Handler : PipelineHandler
        {
            public int Calls { get; private set; }

            public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
            {
                Calls++;
                return base.InvokeAsync<T>(executionContext);
            }
        }
    }

    /// <summary>Accepts connections and requests, and never answers.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _connections = [];
        private int _requests;
        private int _lastAttempt;

        public SilentServer()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Requests => Volatile.Read(ref _requests);

        /// <summary>Returns the highest number that the SDK gave an attempt since the last call; 0 if none came.</summary>
        public int TakeLastAttempt() => Interlocked.Exchange(ref _lastAttempt, 0);

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public void Dispose()
        {
            _listener.Dispose();
            _connections.ForEach(connection => connection.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient connection = await _listener.AcceptTcpClientAsync();
                    _connections.Add(connection);
                    _ = ReadAsync(connection.GetStream());
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task ReadAsync(NetworkStream stream)
        {
            try
            {
                byte[] buffer = new byte[16384];
                int count;
                while ((count = await stream.ReadAsync(buffer)) > 0)
                {
                    string text = Encoding.ASCII.GetString(buffer, 0, count);
                    if (text.Contains("POST ", StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref _requests);
                    }

                    // The number of requests is not that of attempts: the connection's own resends come on top.
                    int attempt = text.IndexOf("attempt=", StringComparison.Ordinal);
                    if (attempt >= 0)
                    {
                        _lastAttempt = Math.Max(_lastAttempt, text[attempt + "attempt=".Length] - '0');
                    }
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The client went away, which is what the test is about.
            }
        }
    }
}

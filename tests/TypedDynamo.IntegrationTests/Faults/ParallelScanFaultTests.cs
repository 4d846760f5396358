using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Parallel scans of a server that throttles, fails, cuts connections, or is far away.</summary>
public sealed partial class ParallelScanFaultTests(EngineFixture fixture, ITestOutputHelper output) : IClassFixture<EngineFixture>
{
    private static int s_databases;

    private readonly string _database = FormattableString.Invariant($"scanfaults{Interlocked.Increment(ref s_databases)}x{Environment.ProcessId}");

    [Theory]
    [InlineData("SdkTransport", true)]
    [InlineData("SdkTransport", false)]
    [InlineData("LowLevelTransport", true)]
    [InlineData("LowLevelTransport", false)]
    [InlineData("LeanTransport", true)]
    [InlineData("LeanTransport", false)]
    public async Task AScanIsCompleteWhereMostRequestsFail(string transport, bool isRetriedBySdk)
    {
        const int PageSize = 50;
        Message[] messages = Messages(2_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, Probability = 0.5 });
        proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Probability = 0.1 });
        proxy.Add(new FaultRule { Fault = Fault.ResetBefore, Probability = 0.05 });
        proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Probability = 0.05 });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config =>
        {
            if (!isRetriedBySdk)
            {
                config.MaxErrorRetry = 0;
                config.MaxStaleConnectionRetries = 0;
            }
        });
        MessageTable table = TransportMatrix.TableOver(transport, client);

        var watch = Stopwatch.StartNew();
        List<Message> found = await table.ScanAllParallelAsync(new() { PageSize = PageSize, Segments = 16, Concurrency = 16 }).ToListAsync();

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{proxy.CountRequests("Scan")} requests, of which {proxy.CountFaults("Scan")} failed, for {messages.Length / PageSize} pages or more, {watch.Elapsed.TotalSeconds:0.0} s"));
        Sorted(found).ShouldBe(messages);
        proxy.CountFaults("Scan").ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task AScanThatTunesItselfIsCompleteWhereHalfOfAllRequestsIsThrottled()
    {
        Message[] messages = Messages(2_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);

        // The first of all requests too: it is among those that find out how large the table is.
        int requests = 0;
        proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, When = _ => Interlocked.Increment(ref requests) % 2 == 1 });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config => config.MaxErrorRetry = 0);

        List<Message> found = await new MessageTable(client).ScanAllParallelAsync(new() { PageSize = 50 }).ToListAsync();

        output.WriteLine($"{proxy.CountRequests("Scan")} requests, of which {proxy.CountFaults("Scan")} failed");
        Sorted(found).ShouldBe(messages);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task SixteenRequestsOverANetwork()
    {
        Message[] messages = Messages(20_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(20)) });
        using var observer = new ScanObserver();
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config => config.HttpClientFactory = observer);
        var table = new MessageTable(client);

        // The engine and this process compile their code while they run, at the cost of whichever scan comes first.
        await ElapsedAsync(table.ScanAllParallelAsync(new() { PageSize = 100, Segments = 16, Concurrency = 16 }));
        TimeSpan serial = await ElapsedAsync(table.ScanAllAsync(new() { PageSize = 100 }));
        TimeSpan parallel = await ElapsedAsync(table.ScanAllParallelAsync(new() { PageSize = 100, Segments = 16, Concurrency = 16 }));
        TimeSpan tuned = await ElapsedAsync(table.ScanAllParallelAsync(new() { PageSize = 100 }));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"serial {serial.TotalSeconds:0.00} s; 16 segments, 16 requests {parallel.TotalSeconds:0.00} s, {serial / parallel:0.0} times as fast; "
            + $"self-tuned {tuned.TotalSeconds:0.00} s, {serial / tuned:0.0} times as fast"));
        observer.MostUnderWay.ShouldBeGreaterThan(1);

        async Task<TimeSpan> ElapsedAsync(ItemSequence<Message> scan)
        {
            var watch = Stopwatch.StartNew();
            List<Message> found = await scan.ToListAsync();
            watch.Stop();
            Sorted(found).ShouldBe(messages);
            return watch.Elapsed;
        }
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task ABudgetIsKept()
    {
        const double UnitsPerSecond = 15;
        const int Seconds = 10;
        Message[] messages = [.. Messages(2_000).Select(message => message with { Number = message.Number + new string('x', 900) })];
        await FillAsync(messages);
        using var observer = new ScanObserver();
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(_database, config => config.HttpClientFactory = observer);

        List<Message> found = await new MessageTable(client).ScanAllParallelAsync(
            new() { Consistent = true, Segments = 8, Concurrency = 4, MaxReadCapacityPerSecond = UnitsPerSecond }).ToListAsync();

        Sorted(found).ShouldBe(messages);
        (long Time, double Units)[] pages = observer.Pages;
        double largest = pages.Max(page => page.Units);
        IGrouping<int, double>[] windows =
        [
            .. pages.GroupBy(page => (int)Stopwatch.GetElapsedTime(pages[0].Time, page.Time).TotalSeconds / Seconds, page => page.Units),
        ];
        foreach (IGrouping<int, double> window in windows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{window.Key * Seconds} s: {window.Count()} pages, {window.Sum():0.0} units, {window.Sum() / (UnitsPerSecond * Seconds):0.00} of the budget; largest page {largest:0.0}"));
        }

        windows.Length.ShouldBeGreaterThan(2);
        windows.ShouldAllBe(window => window.Sum() < 1.5 * UnitsPerSecond * Seconds);
    }

    private static Message[] Messages(int count)
    {
        Guid[] threads = [.. Enumerable.Range(0, 500).Select(_ => Guid.NewGuid())];
        return [.. Enumerable.Range(0, count).Select(i => new Message(threads[i % 500], FormattableString.Invariant($"{i:D6}"), i))];
    }

    private static IEnumerable<Message> Sorted(IEnumerable<Message> messages) => messages.OrderBy(message => message.Number, StringComparer.Ordinal);

    private async Task FillAsync(Message[] messages)
    {
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        var table = new MessageTable(direct);
        await table.EnsureCreatedAsync();
        (await table.PutManyAsync(messages)).Written.ShouldBe(messages.Length);
    }

    /// <summary>Counts the requests under way, and notes when a page came and what it has cost.</summary>
    private sealed partial class ScanObserver : HttpClientFactory, IDisposable
    {
        private readonly List<(long Time, double Units)> _pages = [];
        private readonly HttpClient _client;
        private int _underWay;

        public ScanObserver() => _client = new HttpClient(new Handler(this));

        public int MostUnderWay { get; private set; }

        public (long Time, double Units)[] Pages
        {
            get
            {
                lock (_pages)
                {
                    return [.. _pages];
                }
            }
        }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public void Dispose() => _client.Dispose();

        [GeneratedRegex("""CapacityUnits":([\d.]+)""")]
        private static partial Regex Units();

        private sealed class Handler(ScanObserver observer) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                lock (observer._pages)
                {
                    observer._underWay++;
                    observer.MostUnderWay = Math.Max(observer.MostUnderWay, observer._underWay);
                }

                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                string body = await response.Content.ReadAsStringAsync(cancellationToken);
                lock (observer._pages)
                {
                    observer._underWay--;
                    if (Units().Match(body) is { Success: true } units)
                    {
                        observer._pages.Add((Stopwatch.GetTimestamp(), double.Parse(units.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
                    }
                }

                return response;
            }
        }
    }
}

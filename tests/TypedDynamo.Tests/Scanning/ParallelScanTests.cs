using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tests.Scanning;

public sealed class ParallelScanTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    /// <summary>
    /// The layouts on which a well-known recipe loses rows: many pages in some segments, one in others, empty ones with a
    /// LastEvaluatedKey among them, and more segments than workers.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task EveryItemOfEveryPageComesOnce(int seed)
    {
        var layout = new ScanLayout(seed, segments: 25);
        using var server = new CannedDynamoDb(layout.RespondAsync);
        var table = new LogRowTable(server.CreateClient());

        var ids = new List<string>();
        await foreach (LogRow row in table.ScanAllParallelAsync(new() { Segments = 25, Concurrency = 5 }))
        {
            ids.Add(row.Id);
        }

        ids.Order(StringComparer.Ordinal).ShouldBe(layout.Ids.Order(StringComparer.Ordinal));
        server.Requests.ShouldBe(layout.Pages);
        layout.MostInFlight.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task ASeedThatThrowsSendsNothing()
    {
        var layout = new ScanLayout(seed: 3, segments: 7);
        using var server = new CannedDynamoDb(layout.RespondAsync);
        await Should.ThrowAsync<InvalidOperationException>(() => new LogRowTable(server.CreateClient())
            .Scan().InParallel(new() { Segments = 7, Concurrency = 5 })
            .AggregateAsync(
                () => default(bool) ? 0 : throw new InvalidOperationException("no seed"),
                (ref int count, LogRowView _) => count++,
                (left, right) => left + right));

        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task PagesComeAsDynamoDbSendsThemEmptyOnesToo()
    {
        var layout = new ScanLayout(seed: 3, segments: 7);
        using var server = new CannedDynamoDb(layout.RespondAsync);

        int pages = 0;
        var ids = new List<string>();
        await foreach (Page<LogRow> page in new LogRowTable(server.CreateClient()).ScanAllParallelAsync(new() { Segments = 7 }).Pages())
        {
            pages++;
            page.ScannedCount.ShouldBe(page.Items.Count);
            ids.AddRange(page.Items.Select(row => row.Id));
        }

        pages.ShouldBe(layout.Pages);
        ids.Order(StringComparer.Ordinal).ShouldBe(layout.Ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150_000)]
    [InlineData(1_000_000)]
    public async Task AConsumerThatStopsHoldsTheRequestsBack(int bufferBytes)
    {
        const int Concurrency = 4;
        byte[] page = CannedDynamoDb.Page(Enumerable.Range(0, 200), lastEvaluatedKey: "more");
        long served = 0;
        using var server = new CannedDynamoDb(_ =>
        {
            Interlocked.Add(ref served, page.Length);
            return CannedDynamoDb.Answer(page);
        });

        var table = new LogRowTable(server.CreateClient());
        var options = new ParallelScanOptions { Segments = 16, Concurrency = Concurrency, BufferBytes = bufferBytes };
        await using IAsyncEnumerator<LogRow> items = table.ScanAllParallelAsync(options).GetAsyncEnumerator();
        (await items.MoveNextAsync()).ShouldBeTrue();
        long held = await SettleAsync(() => Interlocked.Read(ref served));

        // The page whose first item was taken counts as not taken: the other items are still held.
        held.ShouldBeLessThanOrEqualTo(bufferBytes + (Concurrency * page.Length));
        held.ShouldBeGreaterThanOrEqualTo(Math.Min(bufferBytes, page.Length));

        // And when the consumer goes on, so do the requests.
        for (int i = 0; i < 1000; i++)
        {
            (await items.MoveNextAsync()).ShouldBeTrue();
        }

        (await SettleAsync(() => Interlocked.Read(ref served))).ShouldBeGreaterThan(held);
    }

    [Fact]
    public async Task TheFirstErrorEndsTheScanAndTheOtherRequests()
    {
        using var allWait = new CountdownEvent(3);
        int cancelled = 0;
        using var server = new CannedDynamoDb(async (request, cancellationToken) =>
        {
            if (request.GetProperty("Segment").GetInt32() == 2)
            {
                allWait.Wait(cancellationToken);
                HttpResponseMessage error = CannedDynamoDb.Answer(
                    """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"gone"}""");
                error.StatusCode = HttpStatusCode.BadRequest;
                return error;
            }

            allWait.Signal();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
                throw;
            }

            throw new InvalidOperationException("never");
        });

        var table = new LogRowTable(server.CreateClient());
        await Should.ThrowAsync<ResourceNotFoundException>(async () =>
        {
            await foreach (LogRow _ in table.ScanAllParallelAsync(new() { Segments = 100, Concurrency = 4 }))
            {
            }
        });

        cancelled.ShouldBe(3);
        server.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task AConsumerThatLeavesEndsTheRequests()
    {
        byte[] page = CannedDynamoDb.Page(Enumerable.Range(0, 10), lastEvaluatedKey: "more");
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(page));
        var table = new LogRowTable(server.CreateClient());

        await foreach (LogRow _ in table.ScanAllParallelAsync())
        {
            break;
        }

        int requests = server.Requests;
        await Task.Delay(100);
        server.Requests.ShouldBe(requests);
    }

    [Fact]
    public async Task NothingIsSentBeforeTheEnumeration()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(CannedDynamoDb.Page([])));
        var table = new LogRowTable(server.CreateClient());
        var scan = table.ScanAllParallelAsync(new() { Segments = 32 });
        await Task.Delay(50);
        server.Requests.ShouldBe(0);

        await foreach (LogRow _ in scan)
        {
        }

        server.Requests.ShouldBe(32);
    }

    [Fact]
    public async Task TheRequestSaysWhatTheOptionsSay()
    {
        var requests = new ConcurrentBag<string>();
        using var server = new CannedDynamoDb(request =>
        {
            requests.Add(request.GetRawText());
            return CannedDynamoDb.Answer(CannedDynamoDb.Page([]));
        });
        var table = new LogRowTable(server.CreateClient(), new DynamoTableOptions { TableNamePrefix = "test-" });
        await foreach (LogRow _ in table.ScanAllParallelAsync(new() { Segments = 1, PageSize = 7, Consistent = true }))
        {
        }

        requests.ShouldBe(["""{"TableName":"test-logfile_scan","ConsistentRead":true,"Limit":7,"Segment":0,"TotalSegments":1}"""]);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ParallelScanOptions { Segments = 0 }).ParamName.ShouldBe("Segments");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParallelScanOptions { Segments = 1_000_001 }).ParamName.ShouldBe("Segments");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParallelScanOptions { Concurrency = 0 }).ParamName.ShouldBe("Concurrency");
        Should.Throw<ArgumentOutOfRangeException>(() => new ParallelScanOptions { BufferBytes = 0 }).ParamName.ShouldBe("BufferBytes");
        Should.Throw<ArgumentOutOfRangeException>(() => new ScanOptions { PageSize = 0 }).ParamName.ShouldBe("PageSize");
    }

    /// <summary>Waits until a count has not changed for a while.</summary>
    private static async Task<long> SettleAsync(Func<long> count)
    {
        long last = -1;
        for (int quiet = 0; quiet < 10;)
        {
            await Task.Delay(20);
            long now = count();
            quiet = now == last ? quiet + 1 : 0;
            last = now;
        }

        return last;
    }

    /// <summary>Random pages for each segment, as a table might be laid out.</summary>
    private sealed class ScanLayout
    {
        private readonly List<int[]>[] _segments;
        private readonly int _seed;
        private int _inFlight;
        private int _mostInFlight;

        public ScanLayout(int seed, int segments)
        {
            _seed = seed;
            var random = new Random(seed);
            int next = 0;
            _segments = new List<int[]>[segments];
            for (int segment = 0; segment < segments; segment++)
            {
                _segments[segment] = [];
                int pages = random.Next(1, 13);
                for (int page = 0; page < pages; page++)
                {
                    int rows = random.Next(4) == 0 ? 0 : random.Next(1, 5);
                    _segments[segment].Add([.. Enumerable.Range(next, rows)]);
                    next += rows;
                }
            }
        }

        public IEnumerable<string> Ids => _segments.SelectMany(pages => pages).SelectMany(rows => rows).Select(row => LogRow.Create(row).Id);

        public int Pages => _segments.Sum(pages => pages.Count);

        public int MostInFlight => _mostInFlight;

        public async Task<HttpResponseMessage> RespondAsync(JsonElement request, CancellationToken cancellationToken)
        {
            InterlockedMax(ref _mostInFlight, Interlocked.Increment(ref _inFlight));
            int segment = request.GetProperty("Segment").GetInt32();
            request.GetProperty("TotalSegments").GetInt32().ShouldBe(_segments.Length);
            int page = request.TryGetProperty("ExclusiveStartKey", out JsonElement key)
                ? int.Parse(key.GetProperty("PK").GetProperty("S").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
                : 0;

            // Pages come in another order than they were asked for.
            if (new Random(HashCode.Combine(_seed, segment, page)).Next(8) == 0)
            {
                await Task.Delay(1, cancellationToken);
            }

            Interlocked.Decrement(ref _inFlight);
            List<int[]> pages = _segments[segment];
            string? next = page + 1 < pages.Count ? FormattableString.Invariant($"{page + 1}") : null;
            return CannedDynamoDb.Answer(CannedDynamoDb.Page(pages[page], next));
        }

        private static void InterlockedMax(ref int target, int value)
        {
            int current;
            while ((current = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, current) != current)
            {
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;

namespace TypedDynamo.Tests.Scanning;

/// <summary>How a parallel scan works: what is under way while, how it tunes itself, and who shares it.</summary>
public sealed class ParallelScanWorkTests
{
    [Fact]
    public async Task TheNextPageIsUnderWayWhileTheLastIsDecoded()
    {
        using var table = new CannedTable(rows: 100);
        using var second = new ManualResetEventSlim();
        table.Intercept = (request, _) =>
        {
            if (request.TryGetProperty("ExclusiveStartKey", out JsonElement _))
            {
                second.Set();
            }

            return Task.FromResult<HttpResponseMessage?>(null);
        };

        // Were the second page not asked for before the first one is read to its end, the first row would wait in vain.
        int count = await table.Table.ScanAllParallelAsync(new() { Segments = 1, Concurrency = 1 }).AggregateAsync(
            () => 0,
            (ref int count, LogRowView _) => count += second.Wait(TimeSpan.FromSeconds(30)) ? 1 : 0,
            (left, right) => left + right);

        count.ShouldBe(100);
        table.MostUnderWay.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 20)]
    [InlineData(70, 20)]
    [InlineData(5000, 20)]
    [InlineData(3000, 1)]
    public async Task WithoutNumbersAScanFindsItsOwn(int rows, int pageSize)
    {
        using var table = new CannedTable(rows, pageSize);

        (await IdsAsync(table.Table.ScanAllParallelAsync(new() { PageSize = pageSize }))).ShouldBe(table.Ids);

        // Half a page for each segment more than a serial scan, and a few for looking.
        int segments = table.Requests.Select(request => request.GetProperty("TotalSegments").GetInt32()).Last();
        table.Server.Requests.ShouldBeLessThanOrEqualTo((rows / pageSize) + segments + 4);
        if (rows / pageSize > 16)
        {
            segments.ShouldBeGreaterThan(16);
        }
    }

    [Fact]
    public async Task AScanOfASmallTableSendsTwoRequests()
    {
        using var table = new CannedTable(rows: 5, pageSize: 1000);
        (await IdsAsync(table.Table.ScanAllParallelAsync())).ShouldBe(table.Ids);
        table.Server.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task WorkersShareATable(int workers)
    {
        using var table = new CannedTable(rows: 500);
        List<string> ids = [];
        for (int index = 0; index < workers; index++)
        {
            ids.AddRange(await IdsAsync(table.Table.ScanAllParallelAsync(
                new() { Worker = new ScanWorker(index, workers), Segments = index % 2 == 0 ? 50 : 50 })));
        }

        ids.Order(StringComparer.Ordinal).ShouldBe(table.Ids);
    }

    [Fact]
    public async Task WorkersCutTheTableAlikeWithoutNumbers()
    {
        using var table = new CannedTable(rows: 300);
        List<string> ids = [];
        for (int index = 0; index < 3; index++)
        {
            ids.AddRange(await IdsAsync(table.Table.ScanAllParallelAsync(new() { Worker = new ScanWorker(index, 3) })));
        }

        ids.Order(StringComparer.Ordinal).ShouldBe(table.Ids);
        table.Requests.Select(request => request.GetProperty("TotalSegments").GetInt32()).Distinct().ShouldBe([768]);
    }

    [Fact]
    public async Task AMillionSegmentsAreStartedAsTheyAreReached()
    {
        using var table = new CannedTable(rows: 10);
        var scan = table.Table.ScanAllParallelAsync(new() { Segments = 1_000_000, Concurrency = 4 });
        await using IAsyncEnumerator<Page<LogRow>> pages = scan.Pages().GetAsyncEnumerator();
        for (int page = 0; page < 100; page++)
        {
            (await pages.MoveNextAsync()).ShouldBeTrue();
        }

        ScanCheckpoint checkpoint = scan.GetCheckpoint();
        checkpoint.Segments.ShouldBe(1_000_000);
        checkpoint.FinishedSegments.ShouldBe(99);
        checkpoint.ToJson().Length.ShouldBeLessThan(2000);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(16, false)]
    [InlineData(4, true)]
    [InlineData(16, true)]
    public async Task SeveralConsumersGetEachItemOnce(int consumers, bool inSegmentOrder)
    {
        const int Segments = 12;
        using var table = new CannedTable(rows: 700, pageSize: 10);
        var ids = new ConcurrentQueue<string>();
        int active = 0, mostActive = 0;
        var scan = table.Table.ScanAllParallelAsync(new() { Segments = Segments, Concurrency = 6 });
        await scan.ForEachAsync(
            async (row, _) =>
            {
                int now = Interlocked.Increment(ref active);
                lock (ids)
                {
                    mostActive = Math.Max(mostActive, now);
                }

                await Task.Yield();
                ids.Enqueue(row.Id);
                Interlocked.Decrement(ref active);
            },
            new ForEachOptions { Consumers = consumers, InSegmentOrder = inSegmentOrder });

        ids.Order(StringComparer.Ordinal).ShouldBe(table.Ids);
        mostActive.ShouldBeLessThanOrEqualTo(consumers);
        scan.GetCheckpoint().IsComplete.ShouldBeTrue();
        scan.GetCheckpoint().Items.ShouldBe(700);
        if (inSegmentOrder)
        {
            List<string> serial = [];
            for (int segment = 0; segment < Segments; segment++)
            {
                serial.AddRange(await ListAsync(table.Table.ScanAllParallelAsync(
                    new() { Segments = Segments, Concurrency = 1, Worker = new ScanWorker(segment, Segments) })));
            }

            ids.OrderBy(id => table.SegmentOf(id, Segments)).ShouldBe(serial);
        }
    }

    [Fact]
    public async Task ASlowItemKeepsOnlyItsConsumer()
    {
        using var table = new CannedTable(rows: 100, pageSize: 1000);
        using var others = new CountdownEvent(99);
        int first = 0;

        // One page, of which the others must be able to take all the rest.
        await table.Table.ScanAllParallelAsync(new() { Segments = 1 }).ForEachAsync(
            async (_, token) =>
            {
                if (Interlocked.Increment(ref first) == 1)
                {
                    await Task.Run(() => others.Wait(TimeSpan.FromSeconds(30), token).ShouldBeTrue(), token);
                }
                else
                {
                    others.Signal();
                }
            },
            new ForEachOptions { Consumers = 3 });

        first.ShouldBe(100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AConsumerThatThrowsEndsTheOthersAndTheRequests(bool inSegmentOrder)
    {
        using var table = new CannedTable(rows: 2000, pageSize: 10);
        var scan = table.Table.ScanAllParallelAsync(new() { Segments = 20, Concurrency = 4, BufferBytes = 10_000 });
        int cancelled = 0;
        int calls = 0;

        await Should.ThrowAsync<InvalidTimeZoneException>(() => scan.ForEachAsync(
            async (row, token) =>
            {
                if (Interlocked.Increment(ref calls) == 150)
                {
                    throw new InvalidTimeZoneException();
                }

                if (calls > 150)
                {
                    try
                    {
                        await Task.Delay(TimeSpan.FromSeconds(30), token);
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref cancelled);
                        throw;
                    }
                }
            },
            new ForEachOptions { Consumers = 5, InSegmentOrder = inSegmentOrder }));

        cancelled.ShouldBeLessThanOrEqualTo(4);
        int requests = table.Server.Requests;
        await Task.Delay(50);
        table.Server.Requests.ShouldBe(requests);
        scan.GetCheckpoint().Items.ShouldBeLessThan(150);
    }

    [Fact]
    public async Task ACancelledForEachEnds()
    {
        using var table = new CannedTable(rows: 500);
        using var stop = new CancellationTokenSource();
        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(() =>
            table.Table.ScanAllParallelAsync().ForEachAsync(
                async (_, token) =>
                {
                    await stop.CancelAsync();
                    await Task.Delay(TimeSpan.FromSeconds(30), token);
                },
                cancellationToken: stop.Token));
        error.CancellationToken.ShouldBe(stop.Token);
    }

    [Fact]
    public async Task ACountAsksForNumbersAlone()
    {
        using var table = new CannedTable(rows: 500);
        (await table.Table.ScanAllParallelAsync(new() { Segments = 7 }).CountAsync()).ShouldBe(500);
        table.Requests.ShouldAllBe(request => request.GetProperty("Select").GetString() == "COUNT");

        (await table.Table.Scan().CountAsync()).ShouldBe(500);
        (await table.Table.Scan().Take(33).CountAsync()).ShouldBe(33);
    }

    [Fact]
    public async Task ProgressSaysWhatWasReadAndWhichSegmentsAreLarge()
    {
        using var table = new CannedTable(rows: 400, pageSize: 10);
        var reports = new ConcurrentQueue<ScanProgress>();
        await IdsAsync(table.Table.ScanAllParallelAsync(
            new() { Segments = 8, Concurrency = 3, Progress = new Reports(reports), ProgressInterval = TimeSpan.FromMilliseconds(1) }));

        ScanProgress last = reports.Last();
        last.Items.ShouldBe(400);
        last.ScannedItems.ShouldBe(400);
        last.Pages.ShouldBe(table.Server.Requests);
        last.Bytes.ShouldBeGreaterThan(400 * 200);
        last.ReadUnits.ShouldBe(last.Pages * 0.5);
        last.FinishedSegments.ShouldBe(8);
        last.Segments.ShouldBe(8);
        last.Concurrency.ShouldBe(3);
        last.MeanSegmentItems.ShouldBe(50);
        last.LargestSegments.Count.ShouldBe(8);
        last.LargestSegments.Sum(segment => segment.Items).ShouldBe(400);
        last.LargestSegments[0].Items.ShouldBe(last.LargestSegments.Max(segment => segment.Items));
        last.EstimatedItems.ShouldBeNull();
        reports.Select(report => report.Items).ShouldBeInOrder();
    }

    [Fact]
    public async Task AnErrorOfWhatIsToldTheProgressEndsTheScan()
    {
        using var table = new CannedTable(rows: 100);
        table.Intercept = async (_, token) =>
        {
            await Task.Delay(20, token);
            return null;
        };
        await Should.ThrowAsync<InvalidTimeZoneException>(() => IdsAsync(table.Table.ScanAllParallelAsync(
            new() { Segments = 100, Concurrency = 1, Progress = new Refusal(), ProgressInterval = TimeSpan.FromMilliseconds(1) })));
    }

    [Fact]
    public async Task ThrottledPagesAreAskedForAgain()
    {
        using var table = new CannedTable(rows: 600);
        int requests = 0;
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Interlocked.Increment(ref requests) % 2 == 0 ? CannedTable.Error("ProvisionedThroughputExceededException")
                : requests % 7 == 0 ? CannedTable.Error("InternalServerError", System.Net.HttpStatusCode.InternalServerError)
                : null);

        (await IdsAsync(table.Table.ScanAllParallelAsync(new() { Segments = 30, Concurrency = 8 }))).ShouldBe(table.Ids);
    }

    [Fact]
    public async Task ATableThatAnswersNothingFailsTheScan()
    {
        using var table = new CannedTable(rows: 600);
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(CannedTable.Error("ProvisionedThroughputExceededException"));

        await Should.ThrowAsync<Amazon.DynamoDBv2.Model.ProvisionedThroughputExceededException>(() => IdsAsync(
            table.Table.ScanAllParallelAsync(new() { Segments = 30, Concurrency = 2, MaxAttempts = 3 })));
        table.Server.Requests.ShouldBeInRange(3, 6);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    public async Task ABudgetMakesPagesSmall(double unitsPerSecond)
    {
        using var table = new CannedTable(rows: 4000, pageSize: 100_000);
        await IdsAsync(table.Table.ScanAllParallelAsync(new() { Segments = 2, Concurrency = 2, MaxReadCapacityPerSecond = unitsPerSecond }));

        int[] limits = [.. table.Requests.Select(request => request.GetProperty("Limit").GetInt32())];

        // Items of 4 KB at first, and then of what they have cost; a page of two seconds at most.
        limits[0].ShouldBe((int)(unitsPerSecond * 2 / 0.5));
        limits.ShouldAllBe(limit => limit * CannedTable.UnitsPerRow <= unitsPerSecond * 2 * 1.01);
        limits.Max().ShouldBeGreaterThan((int)(unitsPerSecond / CannedTable.UnitsPerRow));
        table.Requests.ShouldAllBe(request => request.GetProperty("ReturnConsumedCapacity").GetString() == "INDEXES");
    }

    private static async Task<IEnumerable<string>> IdsAsync(ParallelScan<LogRow, LogRowTable.ConditionTokens> scan)
        => (await ListAsync(scan)).Order(StringComparer.Ordinal);

    private static async Task<List<string>> ListAsync(ParallelScan<LogRow, LogRowTable.ConditionTokens> scan)
    {
        List<string> ids = [];
        await foreach (LogRow row in scan)
        {
            ids.Add(row.Id);
        }

        return ids;
    }

    private sealed class Reports(ConcurrentQueue<ScanProgress> reports) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => reports.Enqueue(value);
    }

    private sealed class Refusal : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => throw new InvalidTimeZoneException();
    }
}

using System.Collections.Concurrent;

namespace TypedDynamo.Tests.Scanning;

/// <summary>Scans that end early, in every way, and go on elsewhere: nothing is missing, and little comes twice.</summary>
public sealed class ResumeTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AResumedScanMissesNothing(int seed)
    {
        var random = new Random(seed);
        using var table = new CannedTable(rows: 800, pageSize: 10);
        var options = new ParallelScanOptions { Segments = random.Next(1, 60), Concurrency = random.Next(1, 9) };
        List<string> ids = [];
        int runs = 0;
        bool isComplete = false;
        for (; !isComplete; runs++)
        {
            int left = random.Next(0, 200);
            var scan = table.Table.ScanAllParallelAsync(options);
            isComplete = true;
            await foreach (LogRow row in scan)
            {
                ids.Add(row.Id);
                if (left-- == 0)
                {
                    isComplete = false;
                    break;
                }
            }

            ScanCheckpoint checkpoint = ScanCheckpoint.Parse(scan.GetCheckpoint().ToJson());
            checkpoint.IsComplete.ShouldBe(isComplete);
            options = options with { ResumeFrom = checkpoint };
        }

        ids.Distinct().Order(StringComparer.Ordinal).ShouldBe(table.Ids);

        // What was fetched and not taken does not count; the page that was left in its middle comes again, and no other.
        ids.Count.ShouldBeLessThanOrEqualTo(800 + (runs * 10));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AScanInAStoreGoesOnAfterEachEnd(int seed)
    {
        var random = new Random(seed);
        using var table = new CannedTable(rows: 800, pageSize: 10);
        var store = new MemoryStore();
        var done = new ConcurrentQueue<string>();
        var options = new ParallelScanOptions
        {
            Concurrency = random.Next(1, 9),
            Segments = 17,
            CheckpointStore = store,
            CheckpointInterval = TimeSpan.Zero,
        };
        bool isComplete = false;
        int runs = 0;
        for (; !isComplete; runs++)
        {
            int left = random.Next(0, 400);
            try
            {
                await table.Table.ScanAllParallelAsync(options).ForEachAsync(
                    (row, _) =>
                    {
                        if (Interlocked.Decrement(ref left) < 0)
                        {
                            throw new InvalidTimeZoneException();
                        }

                        done.Enqueue(row.Id);
                        return default;
                    },
                    new ForEachOptions { Consumers = random.Next(1, 6), InSegmentOrder = random.Next(2) == 0 });
                isComplete = true;
            }
            catch (InvalidTimeZoneException)
            {
            }
        }

        done.Distinct().Order(StringComparer.Ordinal).ShouldBe(table.Ids);
        store.Checkpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task AfterEachPageMeansBeforeTheNextOne()
    {
        using var table = new CannedTable(rows: 400, pageSize: 10);
        var store = new MemoryStore();
        var scan = table.Table.ScanAllParallelAsync(
            new() { Segments = 9, Concurrency = 4, CheckpointStore = store, CheckpointInterval = TimeSpan.Zero });
        int finished = 0;
        await foreach (Page<LogRow> page in scan.Pages())
        {
            store.Items.ShouldBe(finished);
            finished += page.Items.Count;
        }

        finished.ShouldBe(400);
        store.Checkpoints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    public async Task AtMostOnePageOfAConsumerIsFinishedAndNotSaved(int consumers, bool inSegmentOrder)
    {
        const int PageSize = 10;
        using var table = new CannedTable(rows: 600, pageSize: PageSize);
        var store = new MemoryStore();
        int begun = 0;
        await table.Table
            .ScanAllParallelAsync(new() { Segments = 20, Concurrency = 4, CheckpointStore = store, CheckpointInterval = TimeSpan.Zero })
            .ForEachAsync(
                async (_, _) =>
                {
                    // A consumer has one page that is not saved, and perhaps another of which it has begun the first item.
                    (Interlocked.Increment(ref begun) - store.Items).ShouldBeLessThanOrEqualTo(consumers * 2 * PageSize);
                    await Task.Yield();
                },
                new ForEachOptions { Consumers = consumers, InSegmentOrder = inSegmentOrder });

        begun.ShouldBe(600);
    }

    [Fact]
    public async Task TheNextRunOfAFinishedScanBeginsAnew()
    {
        using var table = new CannedTable(rows: 50);
        var options = new ParallelScanOptions { Segments = 3, CheckpointStore = new MemoryStore(), CheckpointName = "nightly" };
        (await table.Table.ScanAllParallelAsync(options).ToListAsync()).Count.ShouldBe(50);
        (await table.Table.ScanAllParallelAsync(options).ToListAsync()).Count.ShouldBe(50);
    }

    [Fact]
    public async Task ACheckpointThatCannotBeSavedEndsTheScan()
    {
        using var table = new CannedTable(rows: 5000, pageSize: 5);
        var store = new MemoryStore { Error = new InvalidTimeZoneException() };
        await Should.ThrowAsync<InvalidTimeZoneException>(async () =>
        {
            var options = new ParallelScanOptions { Segments = 500, Concurrency = 1, CheckpointStore = store, CheckpointInterval = TimeSpan.Zero };
            await foreach (LogRow _ in table.Table.ScanAllParallelAsync(options))
            {
                await Task.Yield();
            }
        });
    }

    [Fact]
    public async Task AProgressThatThrowsLeavesTheCheckpoint()
    {
        using var table = new CannedTable(rows: 600, pageSize: 10);
        var store = new MemoryStore();
        var options = new ParallelScanOptions
        {
            Segments = 20,
            Concurrency = 2,
            BufferBytes = 1,
            CheckpointStore = store,
            CheckpointInterval = TimeSpan.FromHours(1),
            Progress = new ThrowingProgress(),
        };
        int left = 100;
        await Should.ThrowAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (LogRow _ in table.Table.ScanAllParallelAsync(options))
            {
                if (left-- == 0)
                {
                    break;
                }
            }
        });

        store.Items.ShouldBeInRange(90, 100);
    }

    [Fact]
    public async Task ATableThatIsDeletedLeavesTheCheckpoint()
    {
        using var table = new CannedTable(rows: 600, pageSize: 10);
        int requests = 0;
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Interlocked.Increment(ref requests) > 20 ? CannedTable.Error("ResourceNotFoundException") : null);
        var scan = table.Table.ScanAllParallelAsync(new() { Segments = 40, Concurrency = 3 });
        List<string> ids = [];

        await Should.ThrowAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(async () =>
        {
            await foreach (LogRow row in scan)
            {
                ids.Add(row.Id);
            }
        });

        // And when it is there again, the rest comes.
        table.Intercept = null;
        await foreach (LogRow row in table.Table.ScanAllParallelAsync(new() { ResumeFrom = scan.GetCheckpoint() }))
        {
            ids.Add(row.Id);
        }

        ids.Distinct().Order(StringComparer.Ordinal).ShouldBe(table.Ids);
    }

    [Fact]
    public async Task ACheckpointIsThatOfOneScan()
    {
        using var table = new CannedTable(rows: 100);
        var scan = table.Table.ScanAllParallelAsync(new() { Segments = 4 });
        Should.Throw<InvalidOperationException>(scan.GetCheckpoint);
        await foreach (LogRow _ in scan)
        {
            break;
        }

        ScanCheckpoint checkpoint = scan.GetCheckpoint();
        int requests = table.Server.Requests;
        ParallelScan<LogRow, LogRowTable.ConditionTokens>[] others =
        [
            table.Table.Scan().Where(row => row.ResponseCode == 200).InParallel(new() { ResumeFrom = checkpoint }),
            table.Table.ScanAllParallelAsync(new() { ResumeFrom = checkpoint, Segments = 5 }),
            table.Table.ScanAllParallelAsync(new() { ResumeFrom = checkpoint, Worker = new ScanWorker(0, 2) }),
            new LogRowTable(table.Server.CreateClient(), new() { TableNamePrefix = "other-" }).ScanAllParallelAsync(new() { ResumeFrom = checkpoint }),
        ];
        foreach (ParallelScan<LogRow, LogRowTable.ConditionTokens> other in others)
        {
            await Should.ThrowAsync<ScanCheckpointException>(() => other.ToListAsync());
        }

        await Should.ThrowAsync<NotSupportedException>(() => table.Table.ScanAllParallelAsync(new() { ResumeFrom = checkpoint }).CountAsync());
        await Should.ThrowAsync<NotSupportedException>(
            () => table.Table.ScanAllParallelAsync(new() { ResumeFrom = checkpoint }).SumAsync(row => row.BytesSent));
        table.Server.Requests.ShouldBe(requests);
    }

    private sealed class ThrowingProgress : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => throw new InvalidTimeZoneException();
    }

    private sealed class MemoryStore : ICheckpointStore
    {
        public ConcurrentDictionary<string, string> Checkpoints { get; } = new();

        public Exception? Error { get; init; }

        /// <summary>Gets how many items were finished by the checkpoint that was saved last.</summary>
        public long Items => Checkpoints.Values.Select(json => ScanCheckpoint.Parse(json).Items).SingleOrDefault();

        public ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default)
            => new(Checkpoints.TryGetValue(name, out string? json) ? ScanCheckpoint.Parse(json) : null);

        public ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default)
        {
            Checkpoints[name] = Error is null ? checkpoint.ToJson() : throw Error;
            return default;
        }

        public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
        {
            Checkpoints.TryRemove(name, out _);
            return default;
        }
    }
}

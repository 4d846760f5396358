using System.Collections.Concurrent;

namespace TypedDynamo.Tests.Scanning;

/// <summary>The ends of a parallel scan that are easily got wrong: cancelled, failed, or done while something is still under way.</summary>
public sealed class ScanEndTests
{
    [Fact]
    public async Task NoMoreWorkersStartThanThereAreSegments()
    {
        using var table = new CannedTable(rows: 100);
        await CountAsync(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task count = CountAsync(100_000);

        // Each worker is a task that is made before anything is awaited.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        await count;

        async Task CountAsync(int concurrency)
            => (await table.Table.ScanAllParallelAsync(new() { Segments = 3, Concurrency = concurrency }).CountAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task AListThatNobodyGotIsReadAgain()
    {
        using var table = new CannedTable(rows: 200, pageSize: 10);
        var store = new Store();
        var options = new ParallelScanOptions
        {
            Segments = 5, Concurrency = 1, BufferBytes = 1, CheckpointStore = store, CheckpointName = "list",
        };
        int requests = 0;
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Interlocked.Increment(ref requests) > 12 ? CannedTable.Error("ResourceNotFoundException") : null);
        var scan = table.Table.ScanAllParallelAsync(options);
        await Should.ThrowAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => scan.ToListAsync());
        scan.GetCheckpoint().Items.ShouldBe(0);

        table.Intercept = null;
        scan = table.Table.ScanAllParallelAsync(options);
        List<LogRow> rows = await scan.ToListAsync();
        rows.Select(row => row.Id).Order(StringComparer.Ordinal).ShouldBe(table.Ids);
        scan.GetCheckpoint().IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task ACancelledScanYieldsNoPageThatWaits()
    {
        using var table = new CannedTable(rows: 100, pageSize: 10);
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<Page<LogRow>> pages = table.Table.ScanAllParallelAsync(new() { Segments = 1 }).Pages()
            .GetAsyncEnumerator(stop.Token);
        (await pages.MoveNextAsync()).ShouldBeTrue();
        while (table.Server.Requests < 10)
        {
            await Task.Delay(10);
        }

        // The worker has ended, or is about to, so that no request of its is left to be cancelled.
        await Task.Delay(100);
        await stop.CancelAsync();
        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(async () => await pages.MoveNextAsync());
        error.CancellationToken.ShouldBe(stop.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CancellingTheLookAtTheTableNamesTheCallersToken(bool cancelsTheCall)
    {
        using var table = new CannedTable(rows: 100);
        using var stop = new CancellationTokenSource();
        table.Intercept = async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), token);
            return null;
        };
        var scan = table.Table.ScanAllParallelAsync(new(), cancelsTheCall ? default : stop.Token);

        OperationCanceledException error = await Should.ThrowAsync<OperationCanceledException>(
            () => scan.ToListAsync(cancelsTheCall ? stop.Token : default));
        error.CancellationToken.ShouldBe(stop.Token);
    }

    [Fact]
    public async Task AThrottledLookAtTheTableIsRepeated()
    {
        using var table = new CannedTable(rows: 100);
        int requests = 0;
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Interlocked.Increment(ref requests) <= 2 ? CannedTable.Error("ProvisionedThroughputExceededException") : null);

        List<LogRow> rows = await table.Table.ScanAllParallelAsync().ToListAsync();
        rows.Select(row => row.Id).Order(StringComparer.Ordinal).ShouldBe(table.Ids);
    }

    [Fact]
    public async Task ALookAtATableThatAnswersNothingFailsTheScan()
    {
        using var table = new CannedTable(rows: 100);
        table.Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(CannedTable.Error("ProvisionedThroughputExceededException"));

        await Should.ThrowAsync<Amazon.DynamoDBv2.Model.ProvisionedThroughputExceededException>(
            () => table.Table.ScanAllParallelAsync(new() { MaxAttempts = 3 }).ToListAsync());
        table.Server.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task ASaveUnderWayIsDoneBeforeTheCheckpointIsDeleted()
    {
        using var table = new CannedTable(rows: 40, pageSize: 10);
        var store = new LateStore();
        var options = new ParallelScanOptions
        {
            Segments = 4, Concurrency = 1, CheckpointStore = store, CheckpointName = "nightly", CheckpointInterval = TimeSpan.Zero,
        };
        int rows = 0;
        await table.Table.ScanAllParallelAsync(options).ForEachAsync(
            async (_, token) =>
            {
                // After the first pages there is something to save, and the last row ends while that is under way.
                if (Interlocked.Increment(ref rows) == 40)
                {
                    await store.SaveBegan.WaitAsync(token);
                }
            },
            new ForEachOptions { Consumers = 1 });
        await store.Arrived;

        // Were it there again, the next run would pass over what this one has done.
        store.Checkpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task ALastReportThatFailsLeavesTheCheckpoint()
    {
        using var table = new CannedTable(rows: 100, pageSize: 10);
        var store = new Store();
        await Should.ThrowAsync<InvalidTimeZoneException>(async () =>
        {
            var options = new ParallelScanOptions
            {
                Segments = 1, CheckpointStore = store, Progress = new Refusal(), ProgressInterval = TimeSpan.FromHours(1),
            };
            int rows = 0;
            await foreach (LogRow _ in table.Table.ScanAllParallelAsync(options))
            {
                if (++rows == 15)
                {
                    break;
                }
            }
        });
        store.Checkpoints.Values.ShouldHaveSingleItem().Items.ShouldBe(10);
    }

    private class Store : ICheckpointStore
    {
        public ConcurrentDictionary<string, ScanCheckpoint> Checkpoints { get; } = new();

        public ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default)
            => new(Checkpoints.GetValueOrDefault(name));

        public virtual ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default)
        {
            Checkpoints[name] = checkpoint;
            return default;
        }

        public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
        {
            Checkpoints.TryRemove(name, out _);
            return default;
        }
    }

    /// <summary>As a service: a caller who no longer waits for a request that was sent does not stop it.</summary>
    private sealed class LateStore : Store
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task SaveBegan => _began.Task;

        public Task Arrived { get; private set; } = Task.CompletedTask;

        public override async ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default)
        {
            Arrived = ArriveAsync(name, checkpoint);
            _began.TrySetResult();
            await Arrived.WaitAsync(cancellationToken);
        }

        private async Task ArriveAsync(string name, ScanCheckpoint checkpoint)
        {
            await Task.Delay(200);
            await base.SaveAsync(name, checkpoint);
        }
    }

    private sealed class Refusal : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => throw new InvalidTimeZoneException();
    }
}

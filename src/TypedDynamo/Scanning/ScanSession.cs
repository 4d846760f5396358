using System.Security.Cryptography;
using TypedDynamo.Observability;
using TypedDynamo.Operations;
using TypedDynamo.Transport;

namespace TypedDynamo.Scanning;

/// <summary>The state of one run of a parallel scan: its segments, the limits of its speed, and its progress.</summary>
internal sealed class ScanSession : IDisposable
{
    private readonly byte[] _fingerprint;
    private readonly ScanWorker _worker;
    private readonly int? _pageSize;
    private readonly int _fixedConcurrency;
    private readonly CapacityBudget? _budget;
    private readonly ScanStatistics _statistics = new();
    private readonly long _started;
    private long _finishedItems;

    private ScanSession(
        TableConnection table, ParallelScanOptions options, int? pageSize, CapacityBudget? budget, byte[] fingerprint, int segments)
    {
        Table = table;
        Options = options;
        Segments = segments;
        _fingerprint = fingerprint;
        _pageSize = pageSize;
        _budget = budget;
        _worker = options.Worker ?? ScanWorker.Only;
        (int first, int end) = _worker.SegmentsOf(segments);
        Queue = new SegmentQueue(first, end);
        int mostWorkers = Math.Max(1, end - first);
        _fixedConcurrency = Math.Min(options.Concurrency ?? 0, mostWorkers);
        Tuner = options.Concurrency is null
            ? new ConcurrencyTuner(Math.Min(options.MaxConcurrency, mostWorkers), table.TimeProvider.TimestampFrequency)
            : null;
        _started = table.TimeProvider.GetTimestamp();
    }

    public TableConnection Table { get; }

    public ParallelScanOptions Options { get; }

    public TimeProvider TimeProvider => Table.TimeProvider;

    /// <summary>Gets the number of segments of the table, those of other workers included.</summary>
    public int Segments { get; }

    public SegmentQueue Queue { get; }

    /// <summary>Gets the tuner of the concurrency; null if the user has set it. The scheduler's lock guards it.</summary>
    public ConcurrencyTuner? Tuner { get; }

    /// <summary>Gets the number of requests that may be under way now.</summary>
    public int Concurrency => Tuner?.Target ?? _fixedConcurrency;

    /// <summary>Gets whether each request asks for its cost.</summary>
    public bool AsksForCapacity => _budget is not null || Options.Progress is not null;

    /// <summary>Gets the estimated number of items; null if it was not requested.</summary>
    public long? EstimatedItems { get; private set; }

    /// <summary>Opens a run: at the positions of a checkpoint, or with the number of segments that the options or the table's size
    /// determine.</summary>
    /// <exception cref="ScanCheckpointException">The checkpoint was taken of another scan, or of another worker.</exception>
    public static async Task<ScanSession> OpenAsync<TItem>(
        ReadOperation<TItem> scan, ParallelScanOptions options, CancellationToken cancellationToken)
    {
        TableConnection table = scan.Table;
        byte[] fingerprint = SHA256.HashData(scan.Create().Signature);
        string name = options.NameOfCheckpoint(table, fingerprint);
        ScanCheckpoint? checkpoint = options.CheckpointStore is { } store
            ? await store.LoadAsync(name, cancellationToken).ConfigureAwait(false) ?? options.ResumeFrom
            : options.ResumeFrom;
        checkpoint?.CheckFor(fingerprint, table.Schema, table.Name, options.Segments, options.Worker ?? ScanWorker.Only);

        CapacityBudget? budget = options.MaxReadCapacityPerSecond is { } unitsPerSecond
            ? new CapacityBudget(unitsPerSecond, options.Consistent || scan.Consistent)
            : null;
        try
        {
            int segments = checkpoint?.Segments
                ?? options.Segments
                ?? await ChooseSegmentsAsync(scan, options, budget, cancellationToken).ConfigureAwait(false);
            var session = new ScanSession(table, options, scan.PageSize, budget, fingerprint, segments) { CheckpointName = name };
            if (checkpoint is not null)
            {
                session.Queue.Resume(checkpoint.Finished, checkpoint.Positions);
                session._finishedItems = checkpoint.Items;
            }

            if (options.EstimatesEnd)
            {
                session.EstimatedItems = await session.EstimateItemsAsync(scan.Index, cancellationToken).ConfigureAwait(false);
            }

            return session;
        }
        catch
        {
            budget?.Dispose();
            throw;
        }
    }

    /// <summary>Gets the name of this run's checkpoint in the store.</summary>
    public required string CheckpointName { get; init; }

    /// <summary>Waits until the budget has room for another page.</summary>
    /// <returns>DynamoDB's Limit for the page.</returns>
    public async ValueTask<int?> WaitForCapacityAsync(CancellationToken cancellationToken)
        => _budget is null ? _pageSize : await _budget.WaitAsync(_pageSize, cancellationToken).ConfigureAwait(false);

    /// <summary>Records that a request which had waited for the budget has failed.</summary>
    public void CapacityWasNotConsumed() => _budget?.NotConsumed();

    /// <summary>Records a page that was read.</summary>
    public void Add(SegmentCursor segment, PageEnd page)
    {
        page.Segment = segment;
        _budget?.Consumed(CostOf(page), page.ScannedCount, isFull: page.LastEvaluatedKey is not null);
        Queue.Add(segment, page);
        _statistics.Add(segment, page);
        if (page.LastEvaluatedKey is null)
        {
            Telemetry.ReportScannedSegment(Table.Name);
        }
    }

    /// <summary>Records that the consumer has finished a page.</summary>
    public void Finish(PageEnd page)
    {
        Interlocked.Add(ref _finishedItems, page.ItemCount);
        Queue.Finish(page.Segment!, page);
        PageFinished?.Invoke();
    }

    /// <summary>Gets or sets the callback that is invoked after each page that the consumer has finished.</summary>
    public Action? PageFinished { get; set; }

    /// <summary>Returns the progress of the consumer.</summary>
    public ScanCheckpoint GetCheckpoint()
    {
        (List<(int First, int End)> finished, List<(int Segment, byte[] Key)> positions) = Queue.GetPositions();
        return ScanCheckpoint.Create(_fingerprint, Segments, _worker, finished, positions, Interlocked.Read(ref _finishedItems));
    }

    public ScanProgress GetProgress()
        => _statistics.GetProgress(
            (Queue.Count, Queue.FinishedCount), Concurrency, TimeProvider.GetElapsedTime(_started), EstimatedItems);

    /// <summary>Waits before a page is asked for again, and logs it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="segment">The page's segment.</param>
    /// <param name="fruitless">How many attempts in a row have achieved nothing.</param>
    /// <param name="error">What the last attempt ended in.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task BackOffAsync(
        TableConnection table, int segment, int fruitless, Exception error, CancellationToken cancellationToken)
    {
        TimeSpan wait = Backoff.Next(fruitless);
        string code = Telemetry.TypeOf(error);
        Log.PageIsAskedForAgain(table.Service.Logger, segment, table.Name, fruitless, code, (long)wait.TotalMilliseconds);
        return Task.Delay(wait, table.TimeProvider, cancellationToken);
    }

    public void Dispose() => _budget?.Dispose();

    // A budget that is silently exceeded is worse than none.
    private static double CostOf(PageEnd page)
        => page.ReadUnits ?? throw new NotSupportedException(
            "The client's responses do not contain their cost (ConsumedCapacity), so "
            + $"{nameof(ParallelScanOptions.MaxReadCapacityPerSecond)} cannot be kept.");

    private static async Task<int> ChooseSegmentsAsync<TItem>(
        ReadOperation<TItem> scan, ParallelScanOptions options, CapacityBudget? budget, CancellationToken cancellationToken)
    {
        if (options.Worker is { Count: > 1 } worker)
        {
            return SegmentCount.OfWorkers(worker.Count);
        }

        PagedOperation<TItem> count = scan.Create(countsOnly: true);
        double pages = await SegmentCount.EstimatePagesAsync(CountAsync, options with { PageSize = scan.PageSize }).ConfigureAwait(false);
        return SegmentCount.OfPages(pages, options.Concurrency);

        async Task<PageEnd> CountAsync(int segments)
        {
            for (int attempt = 1; ; attempt++)
            {
                int? limit = budget is null
                    ? scan.PageSize
                    : await budget.WaitAsync(scan.PageSize, cancellationToken).ConfigureAwait(false);
                try
                {
                    using ServiceResponse response = await count
                        .SendAsync(limit, (0, segments), null, cancellationToken, asksForCapacity: true).ConfigureAwait(false);
                    PageEnd page = count.ReadEnd(in response);
                    budget?.Consumed(CostOf(page), page.ScannedCount, isFull: page.LastEvaluatedKey is not null);
                    return page;
                }
                catch (Exception error) when (attempt < options.MaxAttempts && ServiceErrors.MayBeRepeated(error, cancellationToken))
                {
                    budget?.NotConsumed();
                    await BackOffAsync(scan.Table, segment: 0, attempt, error, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<long?> EstimateItemsAsync(IndexSchema? index, CancellationToken cancellationToken)
    {
        long? items = await LiveItemCount.ReadAsync(Table.Client, Table.Name, index?.Name, cancellationToken).ConfigureAwait(false);
        return (long?)(items * ((double)(Queue.Count - Queue.FinishedCount) / Segments));
    }
}

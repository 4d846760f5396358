using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>Options of a parallel scan, which reads a table by many requests at once. With <c>new()</c> the scan chooses all numbers
/// itself.</summary>
/// <remarks>The segments divide the table; the concurrency is the number of requests under way. More segments than requests keep all requests busy to
/// the end.</remarks>
public sealed record ParallelScanOptions : ScanOptions
{
    private const long Megabyte = 1024 * 1024;

    private readonly int? _segments;
    private readonly int? _concurrency;
    private readonly int _maxConcurrency = (int)Math.Clamp(AvailableMemory() / (4 * Megabyte), 4, 128);
    private readonly int _maxAttempts = 10;
    private readonly long _bufferBytes = Math.Clamp(AvailableMemory() / 32, Megabyte, 16 * Megabyte);
    private readonly double? _maxReadCapacityPerSecond;
    private readonly string? _checkpointName;
    private readonly TimeSpan _checkpointInterval = TimeSpan.FromSeconds(10);
    private readonly TimeSpan _progressInterval = TimeSpan.FromSeconds(1);

    /// <summary>Gets the number of segments that the table is divided into: DynamoDB's <c>TotalSegments</c>, 1 to 1,000,000.</summary>
    /// <remarks>
    /// Each segment costs at least one request, and half a read unit if it is empty. Segments that no worker has reached yet cost nothing.
    /// </remarks>
    /// <value>
    /// The default is <see langword="null"/>: with several workers (<see cref="Worker"/>) 256 for each, and otherwise a number that depends on
    /// the table's size. To estimate the size, one to four Scan requests count items without returning them (<c>Select=COUNT</c>): first those of
    /// a sixteenth of the table, up to the end of a page, then those of a smaller part. Each costs as much as the page, 128 read units at most.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int? Segments
    {
        get => _segments;
        init
        {
            if (value is { } segments)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1, nameof(Segments));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(segments, ScanCheckpoint.MaxSegments, nameof(Segments));
            }

            _segments = value;
        }
    }

    /// <summary>Gets the number of requests that are under way at once, at least 1. There are never more requests than segments.</summary>
    /// <value>The default is <see langword="null"/>: the scan tunes the number itself, up to <see cref="MaxConcurrency"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Concurrency
    {
        get => _concurrency;
        init
        {
            if (value is { } concurrency)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1, nameof(Concurrency));
            }

            _concurrency = value;
        }
    }

    /// <summary>Gets the maximum number of requests that a scan which tunes itself has under way, at least 1.</summary>
    /// <value>The default is 128, or one for each 4 MB of memory where the process may use less than 512 MB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrency));
            _maxConcurrency = value;
        }
    }

    /// <summary>Gets how often the request for a page may fail before the scan fails, at least 1.</summary>
    /// <remarks>
    /// It counts how often in a row a page's request is throttled, or not answered, while the scan receives no other page either. The SDK's own
    /// retries of a request are additional. The waits between are random: up to 50 ms at first, twice as long each time, 20 s at most.
    /// </remarks>
    /// <value>The default is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxAttempts
    {
        get => _maxAttempts;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxAttempts));
            _maxAttempts = value;
        }
    }

    /// <summary>Gets the number of bytes of pages that may wait for the consumer, measured as DynamoDB sent them, at least 1.</summary>
    /// <remarks>
    /// When the limit is reached, no request is sent before the consumer has taken a page. The pages that are under way still arrive, so
    /// the scan holds at most this many bytes and one page for each request (<see cref="Concurrency"/>). Aggregates hold one page for each
    /// worker, and one more that is under way.
    /// </remarks>
    /// <value>The default is 16,777,216 (16 MB), or a thirty-second of the memory where the process may use less than 512 MB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long BufferBytes
    {
        get => _bufferBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BufferBytes));
            _bufferBytes = value;
        }
    }

    /// <summary>Gets the number of read units that the scan may consume in a second, more than 0, so that it leaves the rest to others.</summary>
    /// <remarks>
    /// <para>
    /// Each request asks DynamoDB for its cost (<c>ReturnConsumedCapacity</c>), and the next one waits until the budget covers that cost. The scan
    /// limits pages (<c>Limit</c>) so that one costs at most about two seconds of the budget, but to no less than one item. A read unit is 4 KB, or
    /// 8 KB where reads are eventually consistent (Developer Guide, "DynamoDB throughput capacity").
    /// </para>
    /// <para>Each process has a budget of its own: divide it if several <see cref="Worker"/>s scan one table.</para>
    /// </remarks>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0, or above 1,000,000.</exception>
    public double? MaxReadCapacityPerSecond
    {
        get => _maxReadCapacityPerSecond;
        init
        {
            if (value is not (null or (> 0 and <= 1_000_000)))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(MaxReadCapacityPerSecond), value, "A budget is more than 0 and at most 1,000,000 read units per second.");
            }

            _maxReadCapacityPerSecond = value;
        }
    }

    /// <summary>Gets the part of the table that this process scans, if several processes share the table: see
    /// <see cref="ScanWorker.FromEnvironment"/>.</summary>
    /// <value>The default is <see langword="null"/>: all of it.</value>
    public ScanWorker? Worker { get; init; }

    /// <summary>Gets the checkpoint of an earlier run (<see cref="ParallelScan{TItem, TTokens}.GetCheckpoint"/>) from which the scan
    /// continues.</summary>
    /// <remarks>
    /// The scan yields every item that the earlier run's consumer had not finished, and again the finished items of pages that were not finished.
    /// If <see cref="CheckpointStore"/> holds a checkpoint, that one is used instead. The checkpoint determines <see cref="Segments"/>.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: the scan starts at the beginning.</value>
    public ScanCheckpoint? ResumeFrom { get; init; }

    /// <summary>Gets the store where the scan saves checkpoints while it runs, and looks for one when it starts.</summary>
    /// <remarks>
    /// The scan saves a checkpoint in each <see cref="CheckpointInterval"/> in which the consumer has finished a page, and when it ends early, by an
    /// error or because its consumer stops. It deletes the checkpoint when the consumer has finished all items. If a save fails, the scan fails.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: no checkpoint is saved.</value>
    public ICheckpointStore? CheckpointStore { get; init; }

    /// <summary>Gets the name of the checkpoint in <see cref="CheckpointStore"/>. If there are several workers, each appends its own
    /// number.</summary>
    /// <value>
    /// The default is <see langword="null"/>: a name made of the table's name and of the scan's request, the values of its filter included. Give a
    /// name of your own if those values change from run to run, as the time does, or if two scans read the same at once.
    /// </value>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? CheckpointName
    {
        get => _checkpointName;
        init
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(CheckpointName));
            }

            _checkpointName = value;
        }
    }

    /// <summary>Gets the time from one saved checkpoint to the next.</summary>
    /// <remarks>
    /// With <see cref="TimeSpan.Zero"/> the scan saves after each page: a consumer that has finished a page gets the next one after a
    /// checkpoint that includes it is saved. So a save is added to the time of each page, and when the process dies, at most one finished page
    /// of each consumer is read again.
    /// </remarks>
    /// <value>The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or more than an hour.</exception>
    public TimeSpan CheckpointInterval
    {
        get => _checkpointInterval;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(CheckpointInterval));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1), nameof(CheckpointInterval));
            _checkpointInterval = value;
        }
    }

    /// <summary>Gets the handler that receives the scan's progress in each <see cref="ProgressInterval"/>, and once more at the end.</summary>
    /// <remarks>Each request then asks for its cost (<c>ReturnConsumedCapacity</c>), which is free. An exception that the handler throws ends the
    /// scan.</remarks>
    /// <value>The default is <see langword="null"/>: no progress is reported.</value>
    public IProgress<ScanProgress>? Progress { get; init; }

    /// <summary>Gets the time from one progress report to the next.</summary>
    /// <value>The default is 1 second.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than a millisecond, or more than an hour.</exception>
    public TimeSpan ProgressInterval
    {
        get => _progressInterval;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1), nameof(ProgressInterval));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1), nameof(ProgressInterval));
            _progressInterval = value;
        }
    }

    /// <summary>Gets whether <see cref="Progress"/> receives an estimate of the time left. One DescribeTable request asks for the number of
    /// items.</summary>
    /// <value>The default is <see langword="false"/>: no such request is sent, and the process needs no permission for it.</value>
    public bool EstimatesEnd { get; init; }

    /// <summary>Returns the name under which the checkpoint of a run is stored.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">The fingerprint of the scan's request.</param>
    internal string NameOfCheckpoint(TableConnection table, ReadOnlySpan<byte> fingerprint)
    {
        string name = CheckpointName ?? $"{table.Name}-{Convert.ToHexString(fingerprint[..4])}";
        return Worker is { Count: > 1 } worker ? $"{name}-{worker.Index}-of-{worker.Count}" : name;
    }

    // The memory that the process may use: the limit of its container, or the hard limit of its heap.
    private static long AvailableMemory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}

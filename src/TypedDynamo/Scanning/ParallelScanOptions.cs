using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>How a table is read by many requests at once. Without any number a scan finds its own: <c>new()</c>.</summary>
/// <remarks>Segments say how the table is cut, concurrency how many requests are under way: more segments than requests keep all of them busy to the end.</remarks>
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

    /// <summary>Gets into how many segments the table is cut: DynamoDB's <c>TotalSegments</c>, 1 to 1,000,000.</summary>
    /// <remarks>
    /// Each segment costs at least one request, and half a read unit where it is empty. Those that no worker has reached yet cost nothing.
    /// </remarks>
    /// <value>
    /// The default is <see langword="null"/>: with several workers (<see cref="Worker"/>) 256 for each, and else as many as the table's size
    /// asks for. To learn it, one to four Scan requests count the items of the first sixteenth of the table up to a page's end, of which nothing
    /// is sent (<c>Select=COUNT</c>), then those of a smaller part; each costs what the page that it counts costs, 128 read units at most.
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

    /// <summary>Gets how many requests are under way at once, at least 1. No more than there are segments ever are.</summary>
    /// <value>The default is <see langword="null"/>: it tunes itself, up to <see cref="MaxConcurrency"/>.</value>
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

    /// <summary>Gets how many requests a scan that tunes itself has under way at most, at least 1.</summary>
    /// <value>The default is 128, and less where the process may use less than 512 MB of memory: one for each 4 MB.</value>
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

    /// <summary>Gets how often a page is asked for in vain before the scan fails, at least 1.</summary>
    /// <remarks>
    /// It counts the times in a row that a page's request is throttled, or not answered, while no other page of the scan comes either. The SDK's own
    /// retries of a request come on top. The waits between are random, up to 50 ms at first, twice as long each time, 20 s at most.
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

    /// <summary>Gets how many bytes of pages may wait for the consumer, measured as DynamoDB sent them, at least 1.</summary>
    /// <remarks>
    /// Once they are reached no request leaves before the consumer has taken a page. The pages that are under way by then still come,
    /// so at most this many bytes and one page for each of <see cref="Concurrency"/> are held. Aggregates hold one page for each worker, and
    /// one more that is under way.
    /// </remarks>
    /// <value>The default is 16,777,216 (16 MB), and less where the process may use less than 512 MB of memory: a thirty-second of it.</value>
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

    /// <summary>Gets how many read units the scan may consume in a second, more than 0, so that it leaves the rest to others.</summary>
    /// <remarks>
    /// <para>
    /// Each request asks what it has cost (<c>ReturnConsumedCapacity</c>), and the next one waits until the budget has made up for it. Pages are
    /// made so small (<c>Limit</c>) that one costs about two seconds of the budget at most; one item is the least. A read unit is 4 KB, or 8 KB where
    /// reads are eventually consistent (Developer Guide, "DynamoDB throughput capacity").
    /// </para>
    /// <para>Each process keeps a budget of its own: divide it where several <see cref="Worker"/>s scan one table.</para>
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

    /// <summary>Gets which part of the table this process scans, where several share it: see <see cref="ScanWorker.FromEnvironment"/>.</summary>
    /// <value>The default is <see langword="null"/>: all of it.</value>
    public ScanWorker? Worker { get; init; }

    /// <summary>Gets where an earlier run had come to, by <see cref="ParallelScan{TItem, TTokens}.GetCheckpoint"/>. The scan goes on from there.</summary>
    /// <remarks>
    /// Every item comes that the earlier run's consumer had not finished, and some that it had: those of pages that it had not finished to their end.
    /// Where <see cref="CheckpointStore"/> holds a checkpoint, that one counts instead. <see cref="Segments"/> are the checkpoint's.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: the scan begins at the beginning.</value>
    public ScanCheckpoint? ResumeFrom { get; init; }

    /// <summary>Gets where the scan saves checkpoints by itself while it runs, and looks for one when it begins.</summary>
    /// <remarks>
    /// The checkpoint is saved each <see cref="CheckpointInterval"/> in which the consumer has finished a page, and when the scan ends early, by an
    /// error or because its consumer leaves. Once the consumer has finished all items it is deleted. If it cannot be saved, the scan fails.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: nowhere.</value>
    public ICheckpointStore? CheckpointStore { get; init; }

    /// <summary>Gets under what name <see cref="CheckpointStore"/> keeps the checkpoint. Of several workers each adds its own number.</summary>
    /// <value>
    /// The default is <see langword="null"/>: a name made of the table's and of what the scan reads of it, the values of its filter included. Where
    /// those change from run to run, as the time does, or where two scans at once read the same, give names of your own.
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

    /// <summary>Gets how long the scan waits from one checkpoint that it saves to the next.</summary>
    /// <remarks>
    /// With <see cref="TimeSpan.Zero"/> it saves after each page: a consumer that has finished one gets the next when a checkpoint is
    /// saved that has it. So each page takes as much longer as a save, and when the process dies, at most one page for each consumer comes
    /// again that was finished.
    /// </remarks>
    /// <value>The default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or above an hour.</exception>
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

    /// <summary>Gets what is told how far the scan has come: each <see cref="ProgressInterval"/>, and once more at the end.</summary>
    /// <remarks>Each request then asks what it has cost (<c>ReturnConsumedCapacity</c>), which is free. An exception that it throws ends the scan.</remarks>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public IProgress<ScanProgress>? Progress { get; init; }

    /// <summary>Gets how long the scan waits from one report to the next.</summary>
    /// <value>The default is 1 second.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than a millisecond, or above an hour.</exception>
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

    /// <summary>Gets whether <see cref="Progress"/> is told when the scan is likely to end. One DescribeTable request asks how many items there are.</summary>
    /// <value>The default is <see langword="false"/>: no such request is sent, and the process needs no right to it.</value>
    public bool EstimatesEnd { get; init; }

    /// <summary>Gives the name under which the checkpoint of a run is kept.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">What stands for the scan's request.</param>
    internal string NameOfCheckpoint(TableConnection table, ReadOnlySpan<byte> fingerprint)
    {
        string name = CheckpointName ?? $"{table.Name}-{Convert.ToHexString(fingerprint[..4])}";
        return Worker is { Count: > 1 } worker ? $"{name}-{worker.Index}-of-{worker.Count}" : name;
    }

    // What the process may use: of a container its limit, of a heap with a hard limit that one.
    private static long AvailableMemory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}

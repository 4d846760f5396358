namespace TypedDynamo;

/// <summary>The progress of a parallel scan.</summary>
public sealed record ScanProgress
{
    internal ScanProgress()
    {
    }

    /// <summary>Gets the number of items received: those of the item type that meet the filter.</summary>
    public required long Items { get; init; }

    /// <summary>Gets the number of items that DynamoDB has read and charged for.</summary>
    public required long ScannedItems { get; init; }

    /// <summary>Gets the number of pages received, one for each request that was answered.</summary>
    public required long Pages { get; init; }

    /// <summary>Gets the length of all pages, as JSON without compression, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the read units that DynamoDB has charged for these pages.</summary>
    public required double ReadUnits { get; init; }

    /// <summary>Gets the number of segments whose items the consumer has finished, in this run or in an earlier one that it resumes.</summary>
    public required int FinishedSegments { get; init; }

    /// <summary>Gets this worker's number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Gets the number of requests that may be under way now.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Gets the time since the enumeration started.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets the number of items that the run is likely to read, by DynamoDB's last count; <see langword="null"/> without
    /// <see cref="ParallelScanOptions.EstimatesEnd"/>.</summary>
    public long? EstimatedItems { get; init; }

    /// <summary>Gets the estimated time left, by <see cref="EstimatedItems"/> and the speed so far; <see langword="null"/> while it is
    /// unknown.</summary>
    public TimeSpan? EstimatedTimeLeft { get; init; }

    /// <summary>Gets up to ten segments with the most items, the largest first, among those that this run has read completely.</summary>
    /// <remarks>
    /// A segment is a range of the hashed partition keys: one that is much larger than <see cref="MeanSegmentItems"/> holds a partition key with
    /// very many items, which no number of segments can divide.
    /// </remarks>
    public required IReadOnlyList<SegmentLoad> LargestSegments { get; init; }

    /// <summary>Gets the mean number of items in the segments that this run has read completely; 0 before the first one.</summary>
    public required double MeanSegmentItems { get; init; }
}

/// <summary>The size of a segment.</summary>
/// <param name="Segment">Its number, from 0.</param>
/// <param name="Pages">The number of its pages.</param>
/// <param name="Items">The number of items that DynamoDB has read.</param>
/// <param name="Bytes">The length of the pages, as JSON, in bytes.</param>
public readonly record struct SegmentLoad(int Segment, int Pages, long Items, long Bytes);

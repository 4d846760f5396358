namespace TypedDynamo;

/// <summary>How far a parallel scan has come.</summary>
public sealed record ScanProgress
{
    internal ScanProgress()
    {
    }

    /// <summary>Gets how many items have come: what a filter, and the item type, have left of them.</summary>
    public required long Items { get; init; }

    /// <summary>Gets how many items DynamoDB has read, and charged.</summary>
    public required long ScannedItems { get; init; }

    /// <summary>Gets how many pages have come: one for each request that was answered.</summary>
    public required long Pages { get; init; }

    /// <summary>Gets the length of all pages, as JSON without compression, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the read units that DynamoDB has charged for these pages.</summary>
    public required double ReadUnits { get; init; }

    /// <summary>Gets how many segments are finished: their items' consumer has finished them, in this run or in one that it resumes.</summary>
    public required int FinishedSegments { get; init; }

    /// <summary>Gets how many segments there are: this worker's share of them.</summary>
    public required int Segments { get; init; }

    /// <summary>Gets how many requests may be under way now.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Gets the time since the enumeration began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets how many items the run is likely to read, as DynamoDB last counted them; <see langword="null"/> without
    /// <see cref="ParallelScanOptions.EstimatesEnd"/>.</summary>
    public long? EstimatedItems { get; init; }

    /// <summary>Gets how long the rest is likely to take, by <see cref="EstimatedItems"/> and the speed so far; <see langword="null"/> while it is not known.</summary>
    public TimeSpan? EstimatedTimeLeft { get; init; }

    /// <summary>Gets the segments with the most items among those that this run has read to their ends, at most ten, the largest first.</summary>
    /// <remarks>
    /// A segment is a range of the hashed partition keys: one that is much larger than <see cref="MeanSegmentItems"/> holds a partition key with
    /// very many items, which no number of segments divides.
    /// </remarks>
    public required IReadOnlyList<SegmentLoad> LargestSegments { get; init; }

    /// <summary>Gets how many items the segments have on average that this run has read to their ends; 0 before the first one.</summary>
    public required double MeanSegmentItems { get; init; }
}

/// <summary>What a segment held.</summary>
/// <param name="Segment">Its number, from 0.</param>
/// <param name="Pages">How many pages it took.</param>
/// <param name="Items">How many items DynamoDB has read.</param>
/// <param name="Bytes">The length of the pages, as JSON, in bytes.</param>
public readonly record struct SegmentLoad(int Segment, int Pages, long Items, long Bytes);

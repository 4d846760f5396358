namespace TypedDynamo;

/// <summary>Options of <see cref="ParallelScan{TItem, TTokens}.ForEachAsync"/>, which distributes the items of a parallel scan to several
/// consumers.</summary>
public sealed record ForEachOptions
{
    private readonly int _consumers = Environment.ProcessorCount;

    /// <summary>Gets the number of items that are processed at once, at least 1.</summary>
    /// <value>The default is the machine's number of processors.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Consumers
    {
        get => _consumers;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Consumers));
            _consumers = value;
        }
    }

    /// <summary>Gets whether the items of a segment are processed one after the other, in DynamoDB's order.</summary>
    /// <remarks>
    /// All items of a partition key are in one segment, in the order of their sort keys. At most one consumer works on each segment that is under
    /// way.
    /// </remarks>
    /// <value>The default is <see langword="false"/>: in any order.</value>
    public bool InSegmentOrder { get; init; }
}

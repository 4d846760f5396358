namespace TypedDynamo;

/// <summary>How the items of a parallel scan are handed out to several consumers: <see cref="ParallelScan{TItem, TTokens}.ForEachAsync"/>.</summary>
public sealed record ForEachOptions
{
    private readonly int _consumers = Environment.ProcessorCount;

    /// <summary>Gets how many items are worked on at once, at least 1.</summary>
    /// <value>The default is the number of the machine's processors.</value>
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

    /// <summary>Gets whether the items of a segment are worked on one after the other, in DynamoDB's order.</summary>
    /// <remarks>
    /// All items of a partition key are in one segment, in the order of their sort keys. No more consumers have work then than segments are under way.
    /// </remarks>
    /// <value>The default is <see langword="false"/>: in any order.</value>
    public bool InSegmentOrder { get; init; }
}

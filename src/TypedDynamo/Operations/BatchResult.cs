namespace TypedDynamo;

/// <summary>What became of many items.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class BatchResult<TItem>
{
    internal BatchResult(long written, IReadOnlyList<BatchFailure<TItem>> failures)
    {
        Written = written;
        Failures = failures;
    }

    /// <summary>Gets how many items were written. Items that a later one of the same key replaced before they were sent do not count.</summary>
    public long Written { get; }

    /// <summary>Gets the items that were not written, each with its reason; empty where all were.</summary>
    public IReadOnlyList<BatchFailure<TItem>> Failures { get; }

    /// <summary>Gets whether every item was written.</summary>
    public bool IsComplete => Failures.Count == 0;
}

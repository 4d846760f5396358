namespace TypedDynamo;

/// <summary>The outcome of many writes.</summary>
/// <typeparam name="T">What was to be written: the item type of puts, the key type of deletes, or <see cref="BatchWriteEntry"/>.</typeparam>
public sealed class BatchResult<T>
{
    internal BatchResult(long written, IReadOnlyList<BatchFailure<T>> failures)
    {
        Written = written;
        Failures = failures;
    }

    /// <summary>Gets how many writes succeeded.</summary>
    /// <remarks>Those that a later one of the same key replaced before they were sent do not count.</remarks>
    public long Written { get; }

    /// <summary>Gets what was not written, each with its reason; empty where all was.</summary>
    public IReadOnlyList<BatchFailure<T>> Failures { get; }

    /// <summary>Gets whether everything was written.</summary>
    public bool IsComplete => Failures.Count == 0;
}

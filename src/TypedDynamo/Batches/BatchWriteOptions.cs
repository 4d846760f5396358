namespace TypedDynamo;

/// <summary>Options of batches of puts and deletes.</summary>
public sealed record BatchWriteOptions
{
    /// <summary>Gets how many BatchWriteItem requests of up to 25 items are under way at once, at least 1.</summary>
    /// <value>The default is 4.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Concurrency
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Concurrency));
            field = value;
        }
    } = 4;

    /// <summary>
    /// Gets how often a write is sent that DynamoDB leaves unprocessed, throttles, or refuses for a write of the same item in another Region,
    /// at least 1.
    /// </summary>
    /// <remarks>
    /// The waits between are random, up to 50 ms at first, twice as long each time that DynamoDB takes nothing of a request, 20 s at most.
    /// The SDK's own retries of a request come on top.
    /// </remarks>
    /// <value>The default is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxAttempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxAttempts));
            field = value;
        }
    } = 10;

    /// <summary>Gets whether items with a <see cref="VersionAttribute"/> are put or deleted whatever version is stored.</summary>
    /// <remarks>
    /// BatchWriteItem takes no conditions, so a batch overwrites or deletes what others have written meanwhile. It stores an item's own version,
    /// counted one up as by <c>PutAsync</c>: an item that was never stored gets version 1, and whoever has read what the batch replaced
    /// gets a conflict, unless the batch's item was out of date itself. The objects are not changed: read an item again before it is put
    /// by <c>PutAsync</c>.
    /// </remarks>
    /// <value>The default is <see langword="false"/>: a table whose items have versions refuses batches before anything is sent.</value>
    public bool IgnoreVersions { get; init; }

    /// <summary>Gets the progress handler. After each request it receives the number of writes that have succeeded so far. Several threads may call it.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public IProgress<long>? Progress { get; init; }
}

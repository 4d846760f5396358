namespace TypedDynamo;

/// <summary>Options of reads of many items by their keys.</summary>
public sealed record BatchGetOptions
{
    /// <summary>Gets how many BatchGetItem requests of up to 100 keys are under way at once, at least 1.</summary>
    /// <remarks>As many answers wait for a consumer that is slower; then no more requests are sent. An answer has 16 MB at most.</remarks>
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

    /// <summary>Gets how often a key is sent that DynamoDB leaves unprocessed or throttles, at least 1.</summary>
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

    /// <summary>Gets whether to read what was written before each request, at twice the capacity.</summary>
    /// <value>The default is <see langword="false"/>: a read may miss what was written shortly before.</value>
    public bool Consistent { get; init; }

    /// <summary>Gets the progress handler. After each request it receives the number of keys answered so far, those without an item among them.</summary>
    /// <remarks>Several threads may call it.</remarks>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public IProgress<long>? Progress { get; init; }
}

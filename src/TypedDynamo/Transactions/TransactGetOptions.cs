namespace TypedDynamo;

/// <summary>Options of a transaction of reads.</summary>
public sealed record TransactGetOptions
{
    private readonly int _maxAttempts = 10;

    /// <summary>Gets the maximum number of attempts of a transaction that conflicts with writes, is throttled or meets a fault, at least
    /// 1.</summary>
    /// <remarks>
    /// The waits between are random: up to 50 ms at first, twice as long each time, 20 s at most. The SDK's own retries of a request are
    /// additional.
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
}

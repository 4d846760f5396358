namespace TypedDynamo;

/// <summary>Options of a transaction of writes.</summary>
public sealed record TransactWriteOptions
{
    // API Reference, TransactWriteItems: ClientRequestToken.
    private const int MaxTokenLength = 36;

    private readonly string? _idempotencyToken;
    private readonly int _maxAttempts = 10;

    /// <summary>Gets the token by which DynamoDB recognizes a repeated transaction, 1 to 36 characters.</summary>
    /// <remarks>
    /// DynamoDB applies only one of several calls with the same token and entries, for ten minutes after it has been applied (API Reference,
    /// TransactWriteItems). Other entries with the same token result in an
    /// <see cref="Amazon.DynamoDBv2.Model.IdempotentParameterMismatchException"/>, and so do other times: an item with
    /// <see cref="CreatedAtAttribute"/> or <see cref="UpdatedAtAttribute"/> differs in each call. All attempts of one call use one token
    /// and the same bytes, so you need a token only if the application itself repeats the call.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: each call uses a new token for all of its attempts.</value>
    /// <exception cref="ArgumentException">The value is empty or has more than 36 characters.</exception>
    public string? IdempotencyToken
    {
        get => _idempotencyToken;
        init
        {
            if (value is { Length: 0 or > MaxTokenLength })
            {
                throw new ArgumentException(
                    $"An idempotency token has 1 to {MaxTokenLength} characters, and this one has {value.Length}.", nameof(IdempotencyToken));
            }

            _idempotencyToken = value;
        }
    }

    /// <summary>Gets the maximum number of attempts of a transaction that conflicts with another one, is throttled or meets a fault, at least
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

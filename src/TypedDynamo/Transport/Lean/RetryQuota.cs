namespace TypedDynamo.Transport.Lean;

/// <summary>Counts the tokens that retries cost and successes return, so that a service in trouble does not receive every request many
/// times.</summary>
/// <remarks>The sizes are those of the AWS SDKs: AWS SDKs and Tools Reference Guide, "Retry behavior".</remarks>
internal sealed class RetryQuota
{
    /// <summary>The cost of a retry.</summary>
    public const int RetryCost = 5;

    /// <summary>The cost of a retry after the service has reported a timeout.</summary>
    public const int TimeoutCost = 10;

    /// <summary>The tokens that a call returns if its first attempt succeeds.</summary>
    public const int Increment = 1;

    private const int MaxTokens = 500;

    private int _tokens = MaxTokens;

    public bool TryTake(int cost)
    {
        int tokens = Volatile.Read(ref _tokens);
        while (tokens >= cost)
        {
            int seen = Interlocked.CompareExchange(ref _tokens, tokens - cost, tokens);
            if (seen == tokens)
            {
                return true;
            }

            tokens = seen;
        }

        return false;
    }

    public void Return(int count)
    {
        int tokens = Volatile.Read(ref _tokens);
        while (tokens < MaxTokens)
        {
            int seen = Interlocked.CompareExchange(ref _tokens, Math.Min(tokens + count, MaxTokens), tokens);
            if (seen == tokens)
            {
                return;
            }

            tokens = seen;
        }
    }
}

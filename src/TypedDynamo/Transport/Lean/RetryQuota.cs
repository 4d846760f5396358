namespace TypedDynamo.Transport.Lean;

/// <summary>Tokens that retries cost and successes give back, so that a service in trouble is not sent everything many times over.</summary>
/// <remarks>The sizes are those of the AWS SDKs: AWS SDKs and Tools Reference Guide, "Retry behavior".</remarks>
internal sealed class RetryQuota
{
    /// <summary>What a retry costs.</summary>
    public const int RetryCost = 5;

    /// <summary>What a retry costs after the service has reported a timeout.</summary>
    public const int TimeoutCost = 10;

    /// <summary>What a call gives back that succeeds at once.</summary>
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

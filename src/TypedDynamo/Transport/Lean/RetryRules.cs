using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TypedDynamo.Transport.Lean;

/// <summary>Decides which failures are retried, how often, and when: the SDK's standard mode, whose own policy classifies the errors.</summary>
internal sealed class RetryRules
{
    // What the SDK allows DynamoDB where the configuration does not say.
    private const int DefaultMaxRetries = 10;

    private static readonly TimeSpan s_base = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_min = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_max = TimeSpan.FromSeconds(20);

    private readonly StandardRetryPolicy _policy;

    public RetryRules(IClientConfig config)
    {
        MaxRetries = config.IsMaxErrorRetrySet ? Math.Max(config.MaxErrorRetry, 0) : DefaultMaxRetries;
        Quota = config.ThrottleRetries ? new RetryQuota() : null;
        _policy = new StandardRetryPolicy(MaxRetries);
    }

    public int MaxRetries { get; }

    /// <summary>Gets the quota of this client. The SDK has one for each address in the process.</summary>
    /// <value>Null if <c>ThrottleRetries</c> is off.</value>
    public RetryQuota? Quota { get; }

    /// <summary>Returns the time to wait before a retry: a random part of a second, of two, of four, and so on, up to 20 seconds.</summary>
    /// <remarks>After a broken connection the SDK resends a request immediately, and many times; here only the first retry is immediate.</remarks>
    /// <param name="retry">The number of retries so far.</param>
    /// <param name="error">The failure.</param>
    public static TimeSpan NextWait(int retry, Exception error)
    {
        if (retry == 0 && error is IOException or AmazonUnmarshallingException { InnerException: IOException })
        {
            return TimeSpan.Zero;
        }

        TimeSpan wait = s_base * (Math.Pow(2, Math.Min(retry, 30)) * Random.Shared.NextDouble());

        // A timer counts milliseconds: what is shorter would be no wait.
        return wait > s_max ? s_max : wait < s_min ? s_min : wait;
    }

    /// <summary>Returns whether the service may have executed the request before the failure.</summary>
    public static bool IsUncertain(Exception error) => error switch
    {
        HttpRequestException request => request.HttpRequestError is not (
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError),
        IOException or TimeoutException or AmazonUnmarshallingException => true,
        _ => false,
    };

    public bool IsThrottle(Exception error) => _policy.IsThrottlingError(error);

    /// <summary>Returns whether the same request may succeed later.</summary>
    public bool IsRetryable(Exception error) => error switch
    {
        // Only a caller's cancellation comes as such. The policy would look at the call's context for it, and there is none.
        OperationCanceledException => false,
        AmazonServiceException { InnerException: HttpErrorResponseException { Response: ErrorResponse { IsClockSkewed: true } } } => true,
        _ => _policy.IsThrottlingError(error) || _policy.IsTransientError(null, error) || _policy.IsServiceTimeoutError(error),
    };

    public int CostOf(Exception error) => _policy.IsServiceTimeoutError(error) ? RetryQuota.TimeoutCost : RetryQuota.RetryCost;
}

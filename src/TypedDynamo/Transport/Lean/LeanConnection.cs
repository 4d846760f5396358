using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport.Lean;

/// <summary>The state that one client's transports share: connections, credentials, endpoint, signer, clock correction and retry quota.</summary>
/// <remarks>The client's configuration is read once. The connections live as long as the client; idle ones are closed after a minute.</remarks>
internal sealed class LeanConnection
{
    // What HttpClient, and so the SDK, has where the configuration names no limit.
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(100);

    private static readonly ConditionalWeakTable<AmazonDynamoDBClient, LeanConnection> s_connections = new();

    private readonly AmazonDynamoDBClient _client;
    private readonly IClientConfig _config;
    private readonly IServiceMetadata _metadata;
    private readonly LeanCredentials _credentials;
    private readonly TokenBucket? _sendingRate;
    private readonly TimeSpan _timeout;
    private readonly string _userAgentHeader;
    private readonly string _userAgent;
    private readonly string _firstAttempt;
    private readonly HttpMessageInvoker? _http;
    private readonly ConcurrentQueue<CancellationTokenSource> _timers = new();

    private volatile LeanEndpoint? _endpoint;
    private volatile SecondText? _second;
    private long _clockSkewTicks;

    private LeanConnection(AmazonDynamoDBClient client)
    {
        SdkAccessors.ThrowIfDisposed(client);

        _client = client;
        _config = client.Config;
        _metadata = SdkAccessors.GetServiceMetadata(client);
        _credentials = new LeanCredentials(SdkAccessors.GetExplicitCredentials(client), _config);
        _sendingRate = _config.RetryMode == RequestRetryMode.Adaptive ? new TokenBucket() : null;
        _timeout = _config.Timeout ?? s_defaultTimeout;
        _userAgentHeader = _config.UseAlternateUserAgentHeader ? "x-amz-user-agent" : "User-Agent";
        _userAgent = DescribeUserAgent(_config);
        _http = CreateHttp(_config);
        Retries = new RetryRules(_config);
        _firstAttempt = DescribeAttempt(1, Retries.MaxRetries);
    }

    public RetryRules Retries { get; }

    /// <summary>Returns the client's connection, the same one for every table.</summary>
    public static LeanConnection For(AmazonDynamoDBClient client) => s_connections.GetValue(client, static client => new LeanConnection(client));

    /// <summary>Sends a request once.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="tableName">The table, for the SDK's rules on endpoints.</param>
    /// <param name="request">The request's body, which is not changed.</param>
    /// <param name="attempt">The number of the call's attempt, from 1.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The response's body.</returns>
    /// <exception cref="AmazonServiceException">The service refused the request.</exception>
    /// <exception cref="TimeoutException">No response has begun within the configuration's <c>Timeout</c>.</exception>
    /// <exception cref="HttpRequestException">There is no connection.</exception>
    /// <exception cref="AmazonUnmarshallingException">The connection broke in the middle of the response, or the response is encoded.</exception>
    /// <exception cref="IOException">The connection broke before the response, or the response is damaged.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, int attempt, CancellationToken cancellationToken)
    {
        SdkAccessors.ThrowIfDisposed(_client);
        cancellationToken.ThrowIfCancellationRequested();
        if (_sendingRate is not null)
        {
            await TakeSendTokenAsync(_sendingRate, cancellationToken).ConfigureAwait(false);
        }

        ImmutableCredentials? credentials = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        LeanEndpoint endpoint = GetEndpoint(operation, tableName, credentials);
        HttpMessageInvoker http = _http ?? _config.HttpClientFactory.CreateHttpClient(_config);
        CancellationTokenSource timer = _timers.TryDequeue(out CancellationTokenSource? pooled) ? pooled : new CancellationTokenSource();
        CancellationTokenRegistration link = cancellationToken.UnsafeRegister(
            static timer => ((CancellationTokenSource)timer!).Cancel(), timer);
        HttpResponseMessage? response = null;
        try
        {
            timer.CancelAfter(_timeout);
            DateTime sent = Now;
            TimeSpan correction = ClockCorrection;
            HttpRequestMessage message = CreateMessage(operation, endpoint, credentials, request, attempt, sent + correction);
            response = await (http is HttpClient client
                ? client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timer.Token)
                : http.SendAsync(message, timer.Token)).ConfigureAwait(false);

            // As with the SDK the time limit is one to the answer's beginning: a long page may take its time.
            timer.CancelAfter(Timeout.InfiniteTimeSpan);
            long? length = response.Content.Headers.ContentLength;
            Stream stream = await response.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false);
            ByteBuffer body;
            try
            {
                body = await ResponseBody.ReadAsync(stream, length, timer.Token).ConfigureAwait(false);
            }
            catch (IOException broken) when (response.IsSuccessStatusCode && !timer.IsCancellationRequested)
            {
                throw Unreadable(response, broken);
            }

            try
            {
                if (!response.IsSuccessStatusCode)
                {
                    throw CreateException(operation, response, body, sent, correction);
                }

                ThrowIfDamaged(body, response, length);
                if (correction != default && MeasureClockSkew(response, sent) is { } skew)
                {
                    // A clock that is being set right takes the correction with it.
                    Volatile.Write(ref _clockSkewTicks, skew.Ticks);
                }

                _sendingRate?.UpdateClientSendingRate(false);
                return body;
            }
            catch
            {
                body.Dispose();
                throw;
            }
        }
        catch (Exception error)
        {
            _sendingRate?.UpdateClientSendingRate(Retries.IsThrottle(error));
            if (cancellationToken.IsCancellationRequested && error is not AmazonServiceException)
            {
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }

            switch (error)
            {
                // As the SDK does, so that a broken connection has the same type here.
                case HttpRequestException { InnerException: IOException broken }:
                    ExceptionDispatchInfo.Throw(broken);
                    break;
                case OperationCanceledException { InnerException: TimeoutException late }:
                    ExceptionDispatchInfo.Throw(late);
                    break;
                case OperationCanceledException:
                    throw new TimeoutException($"DynamoDB has not answered '{operation.Name}' within {_timeout.TotalSeconds} s.", error);
            }

            throw;
        }
        finally
        {
            link.Dispose();
            response?.Dispose();
            if (timer.TryReset())
            {
                _timers.Enqueue(timer);
            }
            else
            {
                timer.Dispose();
            }

            if (_http is null && _config.HttpClientFactory.DisposeHttpClientsAfterUse(_config))
            {
                http.Dispose();
            }
        }
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private TimeSpan ClockCorrection
        => AWSConfigs.ManualClockCorrection ?? (CorrectsClock ? new TimeSpan(Volatile.Read(ref _clockSkewTicks)) : default);

    private bool CorrectsClock => AWSConfigs.CorrectForClockSkew && AWSConfigs.ManualClockCorrection is null && !_config.DisableClockSkewCorrection;

    /// <summary>Creates the HTTP client, configured as the SDK configures its own.</summary>
    /// <returns>Null if the configuration's factory must be called for each request.</returns>
    private static HttpMessageInvoker? CreateHttp(IClientConfig config)
    {
        if (config.HttpClientFactory is { } factory)
        {
            return factory.UseSDKHttpClientCaching(config) ? factory.CreateHttpClient(config) : null;
        }

        var handler = new SocketsHttpHandler
        {
            // A redirected request has a signature for another host.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
        };
        if (config.ConnectTimeout is { } connectTimeout)
        {
            handler.ConnectTimeout = connectTimeout;
        }

        if (config.MaxConnectionsPerServer is { } maxConnections)
        {
            handler.MaxConnectionsPerServer = maxConnections;
        }

        if (config.GetWebProxy() is { } proxy)
        {
            handler.Proxy = proxy;
            if (config.ProxyCredentials is not null)
            {
                proxy.Credentials = config.ProxyCredentials;
            }
        }

        return new HttpMessageInvoker(handler, disposeHandler: true);
    }

    private static string DescribeUserAgent(IClientConfig config)
    {
        string application = string.IsNullOrEmpty(config.ClientAppId) ? "" : " app/" + config.ClientAppId;
        return $"{config.UserAgent}{application} md/ClientAsync md/TypedDynamo#lean";
    }

    private static string DescribeAttempt(int attempt, int maxRetries)
        => FormattableString.Invariant($"attempt={attempt}; max={maxRetries + 1}");

    private async Task TakeSendTokenAsync(TokenBucket sendingRate, CancellationToken cancellationToken)
    {
        if (!await sendingRate.TryAcquireTokenAsync(1, _config.FastFailRequests, cancellationToken).ConfigureAwait(false))
        {
            throw new AmazonClientException(
                "The adaptive retry mode has no capacity for a request now"
                + (_config.FastFailRequests ? ", and the client is configured to fail fast." : ", not even after several waits."));
        }
    }

    private LeanEndpoint GetEndpoint(DynamoOperation operation, string tableName, ImmutableCredentials? credentials)
    {
        // An ARN may name another account, whose endpoint the request is then sent to. A provider of the application's may decide anew.
        if (tableName.StartsWith("arn:", StringComparison.Ordinal)
            || GlobalEndpoints.Provider is not null
            || _config.EndpointProvider?.GetType() != typeof(AmazonDynamoDBEndpointProvider))
        {
            return LeanEndpoint.Resolve(_config, _metadata, operation, tableName, credentials);
        }

        LeanEndpoint? endpoint = _endpoint;
        if (endpoint is null || endpoint.AccountId != credentials?.AccountId)
        {
            _endpoint = endpoint = LeanEndpoint.Resolve(_config, _metadata, operation, tableName, credentials);
        }

        return endpoint;
    }

    private HttpRequestMessage CreateMessage(
        DynamoOperation operation, LeanEndpoint endpoint, ImmutableCredentials? credentials, ByteBuffer request, int attempt, DateTime time)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, endpoint.Uri) { Content = new RequestContent(request) };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("X-Amz-Target", operation.Target);
        headers.TryAddWithoutValidation(_userAgentHeader, _userAgent);
        headers.TryAddWithoutValidation("amz-sdk-request", attempt == 1 ? _firstAttempt : DescribeAttempt(attempt, Retries.MaxRetries));
        if (credentials is null)
        {
            return message;
        }

        string date = FormatTime(time);
        headers.TryAddWithoutValidation("X-Amz-Date", date);
        if (credentials.UseToken)
        {
            headers.TryAddWithoutValidation("X-Amz-Security-Token", credentials.Token);
        }

        headers.TryAddWithoutValidation("Authorization", Sign(operation, endpoint, credentials, date, request));
        return message;
    }

    private static string Sign(DynamoOperation operation, LeanEndpoint endpoint, ImmutableCredentials credentials, string time, ByteBuffer request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request.Written, hash);
        ReadOnlySpan<KeyValuePair<string, string>> headers = credentials.UseToken
            ?
            [
                new("content-type", RequestContent.Type),
                new("host", endpoint.Host),
                new("x-amz-date", time),
                new("x-amz-security-token", credentials.Token),
                new("x-amz-target", operation.Target),
            ]
            :
            [
                new("content-type", RequestContent.Type),
                new("host", endpoint.Host),
                new("x-amz-date", time),
                new("x-amz-target", operation.Target),
            ];
        return endpoint.Signer.CreateAuthorization(credentials.AccessKey, credentials.SecretKey, time, endpoint.Path, headers, hash);
    }

    /// <summary>Writes the time for a signature. Calls of the same second share the text.</summary>
    private string FormatTime(DateTime time)
    {
        long second = time.Ticks / TimeSpan.TicksPerSecond;
        SecondText? text = _second;
        if (text is null || text.Second != second)
        {
            _second = text = new SecondText(second, SigV4Signer.FormatTime(time));
        }

        return text.Text;
    }

    // How far the service's clock is ahead of ours; null where the answer does not tell, or it is not to matter.
    private TimeSpan? MeasureClockSkew(HttpResponseMessage response, DateTime sent)
        => CorrectsClock && response.Headers.Date is { } date && !response.Headers.Contains("Age")
            ? date.UtcDateTime - (sent + ((Now - sent) / 2))
            : null;

    private AmazonServiceException CreateException(
        DynamoOperation operation, HttpResponseMessage response, ByteBuffer body, DateTime sent, TimeSpan correction)
    {
        TimeSpan? skew = MeasureClockSkew(response, sent);
        AmazonServiceException error = ErrorResponse.CreateException(operation, response, body, skew, correction);
        bool isSkewed = error.InnerException is HttpErrorResponseException { Response: ErrorResponse { IsClockSkewed: true } };
        if (skew is { } measured && (isSkewed || correction != default))
        {
            Volatile.Write(ref _clockSkewTicks, measured.Ticks);
        }

        return error;
    }

    private static AmazonUnmarshallingException Unreadable(HttpResponseMessage response, Exception cause)
    {
        response.Headers.NonValidated.TryGetValues("x-amzn-RequestId", out var requestId);
        return ResponseBody.Unreadable(requestId.ToString(), response.StatusCode, cause);
    }

    private static void ThrowIfDamaged(ByteBuffer body, HttpResponseMessage response, long? length)
    {
        if (response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encoding))
        {
            throw Unreadable(response, ResponseBody.Encoded(encoding.ToString()));
        }

        if (length is { } expected)
        {
            response.Headers.NonValidated.TryGetValues("x-amz-crc32", out var crc);
            ResponseBody.ThrowIfDamaged(body.Written, expected, crc.Count == 1 ? crc.ToString() : null);
        }
    }

    private sealed record SecondText(long Second, string Text);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;

namespace TypedDynamo.Testing;

/// <summary>Records every HTTP request that a client sends, retries included, and forwards it or responds to it.</summary>
/// <remarks>
/// It is below the AWS SDK's pipeline, so it sees what goes over the wire. It is safe for concurrent requests and for several clients at a
/// time. Disposing a client does not dispose the handler. <example>
/// <code>
/// var recorder = new RecordingHandler();
/// using var client = engine.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());
/// await client.ListTablesAsync();
/// recorder.Requests.Single().Operation // "ListTables"
/// </code>
/// </example>
/// </remarks>
public sealed class RecordingHandler : DelegatingHandler
{
    /// <summary>The text that is recorded instead of a secret header's value.</summary>
    public const string HiddenValue = "(not recorded)";

    private readonly List<RecordedRequest> _requests = [];

    /// <summary>Creates a handler that sends what it records over the network, without a proxy.</summary>
    public RecordingHandler()
        : this(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
    }

    /// <summary>Creates a handler that forwards what it records.</summary>
    /// <param name="innerHandler">The handler that responds. It is disposed with this one.</param>
    public RecordingHandler(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    /// <summary>Creates a handler that responds by itself: a canned server without a network.</summary>
    /// <param name="respond">Responds to one request; it may be called concurrently. <see cref="Json"/> makes responses.</param>
    public RecordingHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond)
        : this(new StubHandler(respond))
    {
    }

    /// <summary>Gets the requests so far, in the order in which they began: a copy that does not grow.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Makes a response like DynamoDB's.</summary>
    /// <param name="json">The body.</param>
    /// <param name="statusCode">The status; the default is 200. For an error, the body names it in <c>__type</c>.</param>
    /// <returns>The response, with a length and a request id, without a checksum.</returns>
    public static HttpResponseMessage Json(string json, HttpStatusCode statusCode = HttpStatusCode.OK)
    {
        var response = new HttpResponseMessage(statusCode)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0") },
            },
        };
        response.Headers.Add("x-amzn-RequestId", Guid.NewGuid().ToString());
        return response;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
        }
    }

    /// <summary>Returns a factory that makes AWS SDK clients use the handler: assign it to their configuration's <c>HttpClientFactory</c>.</summary>
    /// <returns>A factory that any number of clients may share.</returns>
    public HttpClientFactory AsHttpClientFactory() => new RecordingHttpClientFactory(this);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Reading also buffers the content, so that it can still be sent afterwards.
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var headers = request.Content is null ? request.Headers : request.Headers.Concat(request.Content.Headers);
        var recorded = new RecordedRequest(request.Method, request.RequestUri, headers, body);
        lock (_requests)
        {
            _requests.Add(recorded);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            respond(request, cancellationToken);
    }

    private sealed class RecordingHttpClientFactory(RecordingHandler recorder) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var client = new HttpClient(recorder, disposeHandler: false);
            if (clientConfig.Timeout is { } timeout)
            {
                client.Timeout = timeout;
            }

            return client;
        }

        // The SDK then keeps each HttpClient with the client that it was made for, and disposes both together.
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
    }
}

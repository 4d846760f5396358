using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace TypedDynamo.Transport;

/// <summary>One attempt of a call over HTTP, with the client, the message and the outcome that the SDK's own request would have.</summary>
/// <remarks>
/// It copies neither the headers of the response nor the endpoint's address, and parses no constant. It leaves to the SDK's request
/// what our calls never do.
/// </remarks>
internal sealed class HttpCall(HttpWebRequestMessage stock, IClientConfig config) : IHttpRequest<HttpContent>
{
    private static readonly Task<HttpContent> s_noContent = Task.FromResult<HttpContent>(null!);

    private bool _hasOtherContentHeaders;

    public string Method
    {
        get => stock.Method;
        set
        {
            if (value == "POST")
            {
                stock.Request.Method = HttpMethod.Post;
            }
            else
            {
                stock.Method = value;
            }
        }
    }

    public Uri RequestUri => stock.RequestUri;

    public Version HttpProtocolVersion
    {
        get => stock.HttpProtocolVersion;
        set => stock.HttpProtocolVersion = value;
    }

    public void ConfigureRequest(IRequestContext requestContext) => stock.ConfigureRequest(requestContext);

    public void SetRequestHeaders(IDictionary<string, string> headers)
    {
        if (headers is not Dictionary<string, string> all)
        {
            _hasOtherContentHeaders = true;
            stock.SetRequestHeaders(headers);
            return;
        }

        foreach ((string name, string value) in all)
        {
            switch (KindOf(name))
            {
                case HeaderKind.Request:
                    stock.Request.Headers.TryAddWithoutValidation(name, value);
                    break;
                case HeaderKind.OtherContent:
                    _hasOtherContentHeaders = true;
                    break;
            }
        }
    }

    public HttpContent GetRequestContent() => stock.GetRequestContent();

    public Task<HttpContent> GetRequestContentAsync() => s_noContent;

    public void WriteToRequestBody(HttpContent requestContent, ReadOnlyMemory<byte> content, IDictionary<string, string> contentHeaders)
    {
        if (_hasOtherContentHeaders)
        {
            stock.WriteToRequestBody(requestContent, content, contentHeaders);
            return;
        }

        var body = new ReadOnlyMemoryContent(content);
        body.Headers.ContentLength = content.Length;
        if (contentHeaders.TryGetValue("Content-Type", out string? type))
        {
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        stock.Request.Content = body;
    }

    public async Task<IWebResponseData> GetResponseAsync(CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage message = await stock.HttpClient
                .SendAsync(stock.Request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            var response = new HttpResponseData(message, stock.HttpClient, DisposesClient());
            bool isUnfollowedRedirect = !config.AllowAutoRedirect && (int)message.StatusCode is >= 300 and < 400;
            return message.IsSuccessStatusCode || isUnfollowedRedirect ? response : throw new HttpErrorResponseException(response);
        }
        catch (HttpRequestException error)
        {
            // The SDK's retries look for the cause itself.
            if (error.InnerException is IOException cause)
            {
                ExceptionDispatchInfo.Throw(cause);
            }

            throw;
        }
        catch (OperationCanceledException error)
        {
            // The client's own time limit: its cause is a TimeoutException.
            if (!cancellationToken.IsCancellationRequested && error.InnerException is { } cause)
            {
                throw cause;
            }

            throw;
        }
    }

    public IWebResponseData GetResponse() => stock.GetResponse();

    public void WriteToRequestBody(
        HttpContent requestContent, Stream contentStream, IDictionary<string, string> contentHeaders, IRequestContext requestContext)
        => stock.WriteToRequestBody(requestContent, contentStream, contentHeaders, requestContext);

    public void WriteToRequestBody(HttpContent requestContent, byte[] content, IDictionary<string, string> contentHeaders)
        => stock.WriteToRequestBody(requestContent, content, contentHeaders);

    public IHttpRequestStreamHandle SetupHttpRequestStreamPublisher(
        IDictionary<string, string> contentHeaders, IHttpRequestStreamPublisher requestStreamPublisher)
        => stock.SetupHttpRequestStreamPublisher(contentHeaders, requestStreamPublisher);

    public Stream SetupProgressListeners(
        Stream originalStream, long progressUpdateInterval, object sender, EventHandler<StreamTransferProgressArgs> callback)
        => stock.SetupProgressListeners(originalStream, progressUpdateInterval, sender, callback);

    public void Abort() => stock.Abort();

    public void Dispose() => stock.Dispose();

    private static HeaderKind KindOf(string name)
    {
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
        {
            return HeaderKind.Content;
        }

        bool isOther = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? name.AsSpan("Content-".Length) is var rest
                && (rest.Equals("Range", StringComparison.OrdinalIgnoreCase)
                    || rest.Equals("MD5", StringComparison.OrdinalIgnoreCase)
                    || rest.Equals("Encoding", StringComparison.OrdinalIgnoreCase)
                    || rest.Equals("Language", StringComparison.OrdinalIgnoreCase)
                    || rest.Equals("Disposition", StringComparison.OrdinalIgnoreCase))
            : name.Equals("Expires", StringComparison.OrdinalIgnoreCase);
        return isOther ? HeaderKind.OtherContent : HeaderKind.Request;
    }

    private bool DisposesClient()
        => config.HttpClientFactory is { } factory ? factory.DisposeHttpClientsAfterUse(config) : !config.CacheHttpClient;

    private enum HeaderKind
    {
        Request,
        Content,
        OtherContent,
    }
}

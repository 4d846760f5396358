using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TypedDynamo.Transport;

/// <summary>The SDK's own HTTP handler, with a cheaper request for our calls. It shares the stock handler's HTTP clients.</summary>
internal sealed class HttpCallHandler : HttpHandler<HttpContent>
{
    private readonly IHttpRequestFactory<HttpContent> _requests;

    private HttpCallHandler(IHttpRequestFactory<HttpContent> requests, HttpHandler<HttpContent> stock)
        : base(requests, stock.CallbackSender)
    {
        _requests = requests;
        Logger = stock.Logger;
    }

    /// <summary>Creates a handler that replaces a stock one; null if that one is not the SDK's, or if the runtime hides what is needed.</summary>
    public static HttpCallHandler? Create(IPipelineHandler? stock)
    {
        if (stock is not HttpHandler<HttpContent> handler || handler.GetType() != typeof(HttpHandler<HttpContent>))
        {
            return null;
        }

        try
        {
            IHttpRequestFactory<HttpContent> requests = Accessor<HttpContent>.RequestFactory(handler);
            return requests.GetType() == typeof(HttpRequestMessageFactory) ? new HttpCallHandler(requests, handler) : null;
        }
        catch (Exception error) when (
            error is MissingMemberException or TypeLoadException or NotSupportedException or BadImageFormatException or InvalidProgramException)
        {
            // .NET 8 has no accessors of generic types' members, and another version of the SDK may have no such member.
            return null;
        }
    }

    protected override IHttpRequest<HttpContent> CreateWebRequest(IRequestContext requestContext)
    {
        IRequest request = requestContext.Request;
        if (request is not
            {
                HttpMethod: "POST",
                ResourcePath: "/",
                UseQueryString: false,
                SetContentFromParameters: false,
                Content: null,
                ContentStream: PooledContentStream content,
                EventStreamPublisher: null,
            }
            || request.SubResources.Count > 0
            || request.PathResources.Count > 0
            || request.Endpoint.AbsolutePath != "/"
            || request.Endpoint.Query.Length > 0
            || _requests.CreateHttpRequest(request.Endpoint) is not HttpWebRequestMessage stock)
        {
            return base.CreateWebRequest(requestContext);
        }

        var call = new HttpCall(stock, requestContext.ClientConfig);
        call.ConfigureRequest(requestContext);
        call.HttpProtocolVersion = request.HttpProtocolVersion;
        call.Method = request.HttpMethod;
        request.Headers.TryAdd("Content-Length", content.Length.ToString(CultureInfo.InvariantCulture));
        return call;
    }

    private static class Accessor<TContent>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_requestFactory")]
        public static extern ref IHttpRequestFactory<TContent> RequestFactory(HttpHandler<TContent> handler);
    }
}

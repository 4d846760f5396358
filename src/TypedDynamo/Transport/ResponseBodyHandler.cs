using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Reads the bodies of our calls asynchronously, instead of the SDK's unmarshaller, which reads the network synchronously.</summary>
/// <remarks>It stands just outside the pipeline's <see cref="Unmarshaller"/>, and leaves every other call to it.</remarks>
internal sealed class ResponseBodyHandler : StockShortcut
{
    private volatile Route? _route;

    /// <remarks>Without the stock handler, its replacement unmarshalls the call: see <see cref="ResponseBodyUnmarshaller"/>.</remarks>
    public static void Link(RuntimePipeline pipeline) => Link(pipeline, typeof(Unmarshaller), new ResponseBodyHandler());

    // What the SDK's handler measures is measured here.
    protected override bool Applies(IRequestContext context) => true;

    protected override async Task<T> ShortenAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller call)
    {
        IPipelineHandler http = HttpHandlerOf(InnerHandler.InnerHandler);
        await http.InvokeAsync<T>(executionContext).ConfigureAwait(false);

        IRequestContext request = executionContext.RequestContext;
        IWebResponseData response = executionContext.ResponseContext.HttpResponse;
        using (request.Metrics.StartEvent(Metric.ResponseProcessingTime))
        using (IHttpResponseBody content = response.ResponseBody)
        {
            Stream stream = await content.OpenResponseAsync().ConfigureAwait(false);
            ByteBuffer body;
            try
            {
                body = await ResponseBody.ReadAsync(stream, response, request.CancellationToken).ConfigureAwait(false);
            }
            catch (IOException broken) when (!request.CancellationToken.IsCancellationRequested)
            {
                throw ResponseBody.Unreadable(response, broken);
            }

            AmazonWebServiceResponse result = call.Complete(body, response);
            executionContext.ResponseContext.Response = result;
            return (T)result;
        }
    }

    // The handler behind the SDK's unmarshaller is the last one, unless a customizer has put others between.
    private IPipelineHandler HttpHandlerOf(IPipelineHandler stock)
    {
        Route? route = _route;
        if (!ReferenceEquals(route?.Stock, stock))
        {
            _route = route = new Route(stock, HttpCallHandler.Create(stock) ?? stock);
        }

        return route.Handler;
    }

    private sealed record Route(IPipelineHandler Stock, IPipelineHandler Handler);
}

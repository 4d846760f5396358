using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Reads the bodies of our calls asynchronously, in place of the SDK's unmarshaller, which reads the network synchronously.</summary>
/// <remarks>It stands just outside the pipeline's <see cref="Unmarshaller"/>, and leaves every other call to it.</remarks>
internal sealed class ResponseBodyHandler : PipelineHandler
{
    /// <summary>Links a handler into a client's pipeline. A call under way meanwhile sees either the old pipeline or the new one.</summary>
    public static void Link(RuntimePipeline pipeline)
    {
        IPipelineHandler? outer = pipeline.Handler;
        while (outer is not null && outer.InnerHandler is not Unmarshaller)
        {
            outer = outer.InnerHandler;
        }

        // Without the stock handler the call is unmarshalled by whatever has taken its place: see ResponseBodyUnmarshaller.
        if (outer is null)
        {
            return;
        }

        IPipelineHandler inner = outer.InnerHandler;
        var handler = new ResponseBodyHandler { InnerHandler = inner, OuterHandler = outer, Logger = outer.Logger };
        inner.OuterHandler = handler;

        // The handler's own links must be visible before the one write that publishes it.
        Thread.MemoryBarrier();
        outer.InnerHandler = handler;
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        => executionContext.RequestContext.Unmarshaller is ResponseBodyUnmarshaller unmarshaller
            ? ReadAsync<T>(executionContext, unmarshaller)
            : base.InvokeAsync<T>(executionContext);

    private async Task<T> ReadAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller unmarshaller)
        where T : AmazonWebServiceResponse, new()
    {
        await InnerHandler.InnerHandler.InvokeAsync<T>(executionContext).ConfigureAwait(false);

        IRequestContext request = executionContext.RequestContext;
        IWebResponseData response = executionContext.ResponseContext.HttpResponse;
        using (request.Metrics.StartEvent(Metric.ResponseProcessingTime))
        using (IHttpResponseBody content = response.ResponseBody)
        {
            Stream stream = await content.OpenResponseAsync().ConfigureAwait(false);
            ByteBuffer body = await ResponseBody.ReadAsync(stream, response, request.CancellationToken).ConfigureAwait(false);
            AmazonWebServiceResponse result = unmarshaller.Complete(body, response);
            executionContext.ResponseContext.Response = result;
            return (T)result;
        }
    }
}

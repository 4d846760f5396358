using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TypedDynamo.Tests.Transport;

/// <summary>Looks into a client's pipeline.</summary>
internal static class SdkPipeline
{
    public static IEnumerable<IPipelineHandler> Instances(AmazonDynamoDBClient client) => Get(client).Handlers;

    public static IEnumerable<string> Handlers(AmazonDynamoDBClient client) => Get(client).Handlers.Select(handler => handler.GetType().Name);

    public static RuntimePipeline Of(AmazonDynamoDBClient client) => Get(client);

    /// <summary>Does what a customizer may do: puts another handler in the place of the SDK's unmarshaller.</summary>
    public static void ReplaceUnmarshaller(AmazonDynamoDBClient client) => Get(client).ReplaceHandler<Unmarshaller>(new OtherUnmarshaller());

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_RuntimePipeline")]
    private static extern RuntimePipeline Get(AmazonServiceClient client);

    private sealed class OtherUnmarshaller : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            await base.InvokeAsync<T>(executionContext);
            IRequestContext request = executionContext.RequestContext;
            var response = executionContext.ResponseContext.HttpResponse;
            Stream stream = await response.ResponseBody.OpenResponseAsync();
            var context = request.Unmarshaller.CreateContext(response, false, stream, request.Metrics, false, request);
            executionContext.ResponseContext.Response = request.Unmarshaller.UnmarshallResponse(context);
            return (T)executionContext.ResponseContext.Response;
        }
    }
}

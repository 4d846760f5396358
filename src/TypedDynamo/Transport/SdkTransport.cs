using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TypedDynamo.Observability;
using TypedDynamo.Wire;
using SdkExecutionContext = Amazon.Runtime.Internal.ExecutionContext;

namespace TypedDynamo.Transport;

/// <summary>Sends requests through the pipeline of the user's own <see cref="AmazonDynamoDBClient"/>, with our encoding and decoding.</summary>
/// <remarks>
/// Credentials, signing, endpoints, retries, typed errors, customizers, events and disposal are the SDK's and the client's: the call is
/// built as <c>AmazonServiceClient.InvokeAsync</c> builds it, with a marshaller that copies our bytes and an unmarshaller that keeps the
/// response's. <see cref="ResponseBodyHandler"/> and the other shortcuts are linked into the client's pipeline once, and ignore the
/// client's ordinary calls.
/// </remarks>
internal sealed class SdkTransport : ITransport
{
    private static readonly ConditionalWeakTable<AmazonDynamoDBClient, SdkTransport> s_transports = new();

    private readonly AmazonDynamoDBClient _client;
    private readonly RuntimePipeline _pipeline;
    private readonly IServiceMetadata _serviceMetadata;

    private SdkTransport(AmazonDynamoDBClient client)
    {
        SdkAccessors.ThrowIfDisposed(client);

        _client = client;
        _pipeline = SdkAccessors.GetRuntimePipeline(client);
        _serviceMetadata = SdkAccessors.GetServiceMetadata(client);

        // Accessors bind when they are first called. One context now tells whether the SDK has all that a call will need.
        DynamoOperation operation = DynamoOperation.GetItem;
        using var request = new ByteBuffer();
        CreateContext(operation, "", request, new ResponseBodyUnmarshaller(operation, ""), CancellationToken.None);

        ResponseBodyHandler.Link(_pipeline);
        SigningShortcut.Link(_pipeline);
        EndpointShortcut.Link(_pipeline);
        MarshallingShortcut.Link(_pipeline);
    }

    /// <summary>Returns the client's transport, the same one for every table.</summary>
    /// <param name="client">A client of exactly this type: see <see cref="TransportFactory"/>.</param>
    /// <exception cref="ObjectDisposedException">The client has been disposed of.</exception>
    /// <exception cref="MissingMemberException">The SDK's version lacks a member that is needed here.</exception>
    public static SdkTransport For(AmazonDynamoDBClient client)
    {
        // The factory may run twice in a race, so linking the handler is what must happen once.
        lock (s_transports)
        {
            return s_transports.GetValue(client, static client => new SdkTransport(client));
        }
    }

    public async Task<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken)
    {
        SdkAccessors.ThrowIfDisposed(_client);

        var unmarshaller = new ResponseBodyUnmarshaller(operation, tableName);
        RequestContext context = CreateContext(operation, tableName, request, unmarshaller, cancellationToken);
        try
        {
            var execution = new SdkExecutionContext(context, new ResponseContext());
            IPipelineHandler? measures = _pipeline.Handler;

            // The outermost handler of the SDK's measures the call, and has nothing else to do.
            await (measures?.GetType() == typeof(MetricsHandler) && StockShortcut.IsUnobserved(context)
                ? measures.InnerHandler.InvokeAsync<AmazonWebServiceResponse>(execution)
                : _pipeline.InvokeAsync<AmazonWebServiceResponse>(execution)).ConfigureAwait(false);
            return unmarshaller.TakeBody();
        }
        catch
        {
            // A handler of the user's may fail behind ours, when the body has already been read.
            unmarshaller.DiscardBody();
            throw;
        }
        finally
        {
            Telemetry.ReportRetries(operation.Name, tableName, context.Retries);
        }
    }

    private RequestContext CreateContext(
        DynamoOperation operation,
        string tableName,
        ByteBuffer request,
        ResponseBodyUnmarshaller unmarshaller,
        CancellationToken cancellationToken)
    {
        IClientConfig config = _client.Config;
        var options = new InvokeOptions
        {
            RequestMarshaller = new RequestBodyMarshaller(operation, request),
            ResponseUnmarshaller = unmarshaller,
        };

        var context = new RequestContext(config.LogMetrics)
        {
            ClientConfig = config,
            Marshaller = options.RequestMarshaller,
            OriginalRequest = operation.CreateRequest(tableName),
            Unmarshaller = unmarshaller,
            IsAsync = true,
            CancellationToken = cancellationToken == default
                ? SdkAccessors.BuildDefaultCancellationToken((ClientConfig)config)
                : cancellationToken,
            Options = options,
            ExplicitAWSCredentials = SdkAccessors.GetExplicitCredentials(_client),
        };

        SdkAccessors.SetServiceMetadata(context, _serviceMetadata);
        SdkAccessors.SetupClientSideMonitoring(_client, context);
        return context;
    }
}

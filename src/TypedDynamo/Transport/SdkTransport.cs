using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TypedDynamo.Wire;
using SdkExecutionContext = Amazon.Runtime.Internal.ExecutionContext;

namespace TypedDynamo.Transport;

/// <summary>Sends requests through the pipeline of the user's own <see cref="AmazonDynamoDBClient"/>, with our encoding and decoding.</summary>
/// <remarks>
/// Credentials, signing, endpoints, retries, typed errors, customizers, events and disposal are the SDK's and the client's: the call is
/// built as <c>AmazonServiceClient.InvokeAsync</c> builds it, with a marshaller that copies our bytes and an unmarshaller that keeps the
/// response's. <see cref="ResponseBodyHandler"/> is linked into the client's pipeline once, and passes over the client's ordinary calls.
/// </remarks>
internal sealed class SdkTransport : ITransport
{
    private static readonly ConditionalWeakTable<AmazonDynamoDBClient, SdkTransport> s_transports = new();

    private readonly AmazonDynamoDBClient _client;
    private readonly RuntimePipeline _pipeline;
    private readonly IServiceMetadata _serviceMetadata;

    private SdkTransport(AmazonDynamoDBClient client)
    {
        _client = client;
        _pipeline = SdkAccessors.GetRuntimePipeline(client);
        _serviceMetadata = SdkAccessors.GetServiceMetadata(client);
        ResponseBodyHandler.Link(_pipeline);
    }

    /// <summary>Returns the client's transport, the same one for every table.</summary>
    /// <exception cref="NotSupportedException">The client is not the SDK's own: its calls may not go through a pipeline at all.</exception>
    public static SdkTransport For(IAmazonDynamoDB client)
    {
        // A derived class may override any call, so only the exact type is known to send what its pipeline sends.
        if (client.GetType() != typeof(AmazonDynamoDBClient))
        {
            throw new NotSupportedException(
                $"TypedDynamo works with {nameof(AmazonDynamoDBClient)} itself so far, and not with '{client.GetType()}'.");
        }

        // The factory may run twice in a race, so linking the handler is what must happen once.
        lock (s_transports)
        {
            return s_transports.GetValue((AmazonDynamoDBClient)client, static client => new SdkTransport(client));
        }
    }

    public async Task<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken)
    {
        SdkAccessors.ThrowIfDisposed(_client);

        IClientConfig config = _client.Config;
        var unmarshaller = new ResponseBodyUnmarshaller(operation);
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

        try
        {
            await _pipeline.InvokeAsync<AmazonWebServiceResponse>(new SdkExecutionContext(context, new ResponseContext()))
                .ConfigureAwait(false);
            return unmarshaller.TakeBody();
        }
        catch
        {
            // A handler of the user's may fail behind ours, when the body has already been read.
            unmarshaller.DiscardBody();
            throw;
        }
    }
}

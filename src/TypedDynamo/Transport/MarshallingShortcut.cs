using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.UserAgent;

namespace TypedDynamo.Transport;

/// <summary>Marshalls our calls with the user agent that the SDK's handler has built for the first one.</summary>
internal sealed class MarshallingShortcut : StockShortcut
{
    private volatile UserAgent? _known;

    public static void Link(RuntimePipeline pipeline) => Link(pipeline, typeof(Marshaller), new MarshallingShortcut());

    protected override async Task<T> ShortenAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller call)
    {
        try
        {
            Marshall(executionContext);
            return await BeyondAsync<T>(executionContext).ConfigureAwait(false);
        }
        finally
        {
            executionContext.RequestContext.Request?.Dispose();
        }
    }

    private void Marshall(IExecutionContext executionContext)
    {
        IRequestContext context = executionContext.RequestContext;
        IClientConfig config = context.ClientConfig;

        // In a Lambda function every request carries the trace that the function was called with.
        if (_known is not { } known || !known.IsOf(config) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
        {
            bool isFresh = context.UserAgentDetails.GetCustomUserAgentComponents().Length == 0;
            Stock.PreInvoke(executionContext);
            _known = isFresh ? new UserAgent(config, context.UserAgentDetails.GetCustomUserAgentComponents()) : null;
            return;
        }

        UserAgentDetails userAgent = context.UserAgentDetails;
        userAgent.AddFeature(
            config.ResponseChecksumValidation == ResponseChecksumValidation.WHEN_SUPPORTED
                ? UserAgentFeatureId.FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED
                : UserAgentFeatureId.FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED);
        context.Request = context.Marshaller.Marshall(context.OriginalRequest);
        context.Request.AuthenticationRegion = config.AuthenticationRegion;
        userAgent.AddFeature(config.AccountIdEndpointMode switch
        {
            AccountIdEndpointMode.DISABLED => UserAgentFeatureId.ACCOUNT_ID_MODE_DISABLED,
            AccountIdEndpointMode.REQUIRED => UserAgentFeatureId.ACCOUNT_ID_MODE_REQUIRED,
            _ => UserAgentFeatureId.ACCOUNT_ID_MODE_PREFERRED,
        });
        userAgent.AddUserAgentComponent(known.Text);
    }

    /// <summary>Gives access to the protected members of the SDK's handler.</summary>
    private sealed class Stock : Marshaller
    {
        public static new void PreInvoke(IExecutionContext executionContext) => Marshaller.PreInvoke(executionContext);
    }

    /// <summary>The parts of the user agent except its features, joined as the SDK joins them, and their inputs.</summary>
    private sealed class UserAgent(IClientConfig config, string text)
    {
        private readonly string _agent = config.UserAgent;
        private readonly string? _applicationId = config.ClientAppId;
        private readonly bool _initializesCollections = AWSConfigs.InitializeCollections;

        public string Text => text;

        public bool IsOf(IClientConfig config)
            => config.UserAgent == _agent && config.ClientAppId == _applicationId && AWSConfigs.InitializeCollections == _initializesCollections;
    }
}

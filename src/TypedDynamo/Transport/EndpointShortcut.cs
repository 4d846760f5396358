using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.UserAgent;

namespace TypedDynamo.Transport;

/// <summary>Caches the endpoint that the SDK's rules determined for a configuration, as long as none of the rules' inputs changes.</summary>
/// <remarks>
/// The rules (DynamoDB's endpoint ruleset) look at the configuration, at the account of the credentials, and at the account in a table's ARN.
/// A table that is named by its ARN, and a provider that is not the SDK's own, are handled by the SDK.
/// </remarks>
internal sealed class EndpointShortcut : StockShortcut
{
    private volatile KnownEndpoint? _known;

    public static void Link(RuntimePipeline pipeline)
        => Link(pipeline, typeof(AmazonDynamoDBEndpointResolver), new EndpointShortcut());

    protected override Task<T> ShortenAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller call)
    {
        IRequestContext context = executionContext.RequestContext;
        IRequest request = context.Request;
        if (call.TableName.StartsWith("arn:", StringComparison.Ordinal)
            || context.ClientConfig is not AmazonDynamoDBConfig config
            || config.EndpointProvider?.GetType() != typeof(AmazonDynamoDBEndpointProvider)
            || GlobalEndpoints.Provider is not null
            || request.AlternateEndpoint is not null
            || request.ResourcePath != "/"
            || !string.IsNullOrEmpty(request.HostPrefix))
        {
            return StockAsync<T>(executionContext);
        }

        var inputs = new Inputs(config, context.Identity, request.ChosenAuthScheme);
        if (_known is { } known && known.Inputs == inputs)
        {
            known.ApplyTo(context);
            return BeyondAsync<T>(executionContext);
        }

        int headers = request.Headers.Count;
        ((AmazonDynamoDBEndpointResolver)InnerHandler).ProcessRequestHandlers(executionContext);
        if (request.Headers.Count == headers)
        {
            _known = new KnownEndpoint(inputs, request);
        }

        return BeyondAsync<T>(executionContext);
    }

    /// <summary>Everything that the endpoint depends on.</summary>
    private readonly record struct Inputs(
        RegionEndpoint? Region,
        string? ServiceUrl,
        string? AuthenticationRegion,
        string? AccountId,
        AccountIdEndpointMode AccountIdMode,
        bool UsesDualstack,
        bool UsesFips,
        bool UsesHttp,
        IAuthSchemeOption? AuthScheme)
    {
        public Inputs(AmazonDynamoDBConfig config, BaseIdentity? identity, IAuthSchemeOption? authScheme)
            : this(
                config.RegionEndpoint,
                config.ServiceURL,
                config.AuthenticationRegion,
                (identity as AWSCredentials)?.GetCredentials()?.AccountId,
                config.AccountIdEndpointMode,
                config.UseDualstackEndpoint,
                config.UseFIPSEndpoint,
                config.UseHttp,
                authScheme)
        {
        }
    }

    /// <summary>The changes that the SDK's handler has made to a request.</summary>
    private sealed class KnownEndpoint(Inputs inputs, IRequest request)
    {
        private readonly Uri _endpoint = request.Endpoint;
        private readonly IPropertyBag _attributes = request.EndpointAttributes;
        private readonly SignatureVersion _signatureVersion = request.SignatureVersion;
        private readonly string? _authenticationRegion = request.AuthenticationRegion;
        private readonly string? _signingName = request.OverrideSigningServiceName;
        private readonly bool _usesDoubleEncoding = request.UseDoubleEncoding;
        private readonly bool _isOverridden = !string.IsNullOrEmpty(inputs.ServiceUrl);

        public Inputs Inputs { get; } = inputs;

        public void ApplyTo(IRequestContext context)
        {
            IRequest request = context.Request;
            request.Endpoint = _endpoint;
            request.EndpointAttributes = _attributes;
            request.SignatureVersion = _signatureVersion;
            request.AuthenticationRegion = _authenticationRegion;
            request.OverrideSigningServiceName = _signingName;
            request.UseDoubleEncoding = _usesDoubleEncoding;
            if (_isOverridden)
            {
                context.UserAgentDetails.AddFeature(UserAgentFeatureId.ENDPOINT_OVERRIDE);
            }
        }
    }
}

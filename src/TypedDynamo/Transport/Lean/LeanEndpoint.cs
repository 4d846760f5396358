using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;
using SdkExecutionContext = Amazon.Runtime.Internal.ExecutionContext;

namespace TypedDynamo.Transport.Lean;

/// <summary>The endpoint of requests, with the signer for it.</summary>
internal sealed class LeanEndpoint
{
    private LeanEndpoint(IClientConfig config, IRequest request, string? accountId)
    {
        Uri = request.Endpoint;
        AccountId = accountId;
        Host = Uri.IsDefaultPort ? Uri.Host : FormattableString.Invariant($"{Uri.Host}:{Uri.Port}");
        Path = AWSSDKUtils.CanonicalizeResourcePathV2(Uri, request.ResourcePath, request.UseDoubleEncoding, request.PathResources);
        Signer = new SigV4Signer(
            AWS4Signer.DetermineSigningRegion(config, config.RegionEndpointServiceName, null, request),
            string.IsNullOrEmpty(request.OverrideSigningServiceName)
                ? AWS4Signer.DetermineService(config, request)
                : request.OverrideSigningServiceName);
    }

    public Uri Uri { get; }

    /// <summary>Gets the account of the credentials for which the endpoint was resolved. The host may begin with it.</summary>
    public string? AccountId { get; }

    /// <summary>Gets the value of the <c>Host</c> header.</summary>
    public string Host { get; }

    /// <summary>Gets the path in the form that is signed.</summary>
    public string Path { get; }

    public SigV4Signer Signer { get; }

    /// <summary>Resolves the endpoint of an operation by the SDK's resolver.</summary>
    /// <exception cref="AmazonClientException">The configuration has no endpoint, or one that contradicts itself.</exception>
    /// <exception cref="NotSupportedException">An endpoint provider of the application requires more than an address and SigV4.</exception>
    public static LeanEndpoint Resolve(
        IClientConfig config, IServiceMetadata metadata, DynamoOperation operation, string tableName, ImmutableCredentials? credentials)
    {
        AmazonWebServiceRequest original = operation.CreateRequest(tableName);
        var request = new DefaultRequest(original, "Amazon.DynamoDBv2")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            AuthenticationRegion = config.AuthenticationRegion,
        };

        var context = new RequestContext(false)
        {
            ClientConfig = config,
            OriginalRequest = original,
            Request = request,
            Identity = new ResolvedCredentials(credentials),
        };
        SdkAccessors.SetServiceMetadata(context, metadata);
        new AmazonDynamoDBEndpointResolver().ProcessRequestHandlers(new SdkExecutionContext(context, new ResponseContext()));
        if (request.Headers.Count > 0 || request.SignatureVersion == SignatureVersion.SigV4a)
        {
            throw new NotSupportedException(
                $"The client's endpoint provider gives '{request.Endpoint}' headers or SigV4a, which {nameof(DynamoTableOptions)}."
                + $"{nameof(DynamoTableOptions.UseLeanTransport)} leaves out. Leave the option off for this client.");
        }

        return new LeanEndpoint(config, request, credentials?.AccountId);
    }

    /// <summary>Passes resolved credentials to the resolver, which would otherwise request the application's synchronously.</summary>
    private sealed class ResolvedCredentials(ImmutableCredentials? credentials) : AWSCredentials
    {
        public override ImmutableCredentials? GetCredentials() => credentials;
    }
}

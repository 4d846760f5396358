using System.Buffers;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.UserAgent;

namespace TypedDynamo.Transport;

/// <summary>Signs our calls over spans, with the headers that the SDK's signer sets and signs.</summary>
/// <remarks>The SDK handles a signer of another kind, and a request that is no longer a plain POST.</remarks>
internal sealed class SigningShortcut : StockShortcut
{
    private const string RootPath = "/";
    private const string DecodedLength = "X-Amz-Decoded-Content-Length";

    private volatile Scope? _scope;

    public static void Link(RuntimePipeline pipeline) => Link(pipeline, typeof(Signer), new SigningShortcut());

    protected override Task<T> ShortenAsync<T>(IExecutionContext executionContext, ResponseBodyUnmarshaller call)
    {
        IRequestContext context = executionContext.RequestContext;
        if (context.IsSigned && !context.ClientConfig.ResignRetries)
        {
            return BeyondAsync<T>(executionContext);
        }

        if (!CanSign(context) || context.Identity is not AWSCredentials identity)
        {
            return StockAsync<T>(executionContext);
        }

        Task<ImmutableCredentials?> credentials = identity.GetCredentialsAsync();
        if (!credentials.IsCompletedSuccessfully)
        {
            return SignAsync<T>(executionContext, credentials);
        }

        Sign(context, credentials.Result);
        return BeyondAsync<T>(executionContext);
    }

    private static bool CanSign(IRequestContext context)
    {
        IRequest request = context.Request;
        return context.Signer is AWS4Signer { SignPayload: true } signer
            && signer.GetType() == typeof(AWS4Signer)
            && request is { HttpMethod: "POST", ResourcePath: RootPath, ContentStream: PooledContentStream }
            && request is { UseQueryString: false, UseChunkEncoding: false }
            && request.Endpoint.AbsolutePath == RootPath
            && request.DisablePayloadSigning != true
            && request.AlternateEndpoint is null
            && request.EventStreamPublisher is null
            && string.IsNullOrEmpty(request.PrecomputedContentSha256)
            && !(string.IsNullOrEmpty(request.OverrideSigningServiceName)
                && string.IsNullOrEmpty(context.ClientConfig.AuthenticationServiceName))
            && request.SubResources.Count == 0
            && request.PathResources.Count == 0
            && request.TrailingHeaders.Count == 0
            && request.Headers is Dictionary<string, string> headers
            && !headers.ContainsKey(DecodedLength)
            && !headers.ContainsValue(null!);
    }

    private async Task<T> SignAsync<T>(IExecutionContext executionContext, Task<ImmutableCredentials?> credentials)
        where T : AmazonWebServiceResponse, new()
    {
        Sign(executionContext.RequestContext, await credentials.ConfigureAwait(false));
        return await BeyondAsync<T>(executionContext).ConfigureAwait(false);
    }

    private void Sign(IRequestContext context, ImmutableCredentials? credentials)
    {
        // Anonymous credentials are none, and their requests leave unsigned.
        if (credentials is not null)
        {
            Sign(context, context.Request, credentials);
        }

        context.IsSigned = true;
    }

    private void Sign(IRequestContext context, IRequest request, ImmutableCredentials credentials)
    {
        var headers = (Dictionary<string, string>)request.Headers;
        if (credentials.UseToken)
        {
            headers["x-amz-security-token"] = credentials.Token;
        }

        if (!string.IsNullOrEmpty(credentials.AccountId))
        {
            context.UserAgentDetails.AddFeature(UserAgentFeatureId.RESOLVED_ACCOUNT_ID);
        }

        IClientConfig config = context.ClientConfig;
        string region = AWS4Signer.DetermineSigningRegion(config, config.RegionEndpointServiceName, null, request);
        string service = string.IsNullOrEmpty(request.OverrideSigningServiceName)
            ? config.AuthenticationServiceName
            : request.OverrideSigningServiceName;
        Scope scope = ScopeOf(request.Endpoint, region, service);
        DateTime now = CorrectClockSkew.GetCorrectedUtcNowForEndpoint(scope.EndpointText, config);
        string time = SigV4Signer.FormatTime(now.ToUniversalTime());
        Span<byte> bodyHash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(((PooledContentStream)request.ContentStream).Content.Span, bodyHash);

        headers.Remove("Authorization");
        headers.TryAdd("host", scope.Host);
        headers["X-Amz-Date"] = time;
        headers["X-Amz-Content-SHA256"] = ToHex(bodyHash);
        request.DeterminedSigningRegion = region;
        request.SignatureVersion = SignatureVersion.SigV4;

        KeyValuePair<string, string>[] signed = ArrayPool<KeyValuePair<string, string>>.Shared.Rent(headers.Count);
        try
        {
            byte[] signature = new byte[SHA256.HashSizeInBytes];
            int count = CopySigned(headers, signed);
            string authorization = scope.Signer.CreateAuthorization(
                credentials.AccessKey, credentials.SecretKey, time, RootPath, signed.AsSpan(0, count), bodyHash, signature, out byte[] signingKey);
            headers["Authorization"] = authorization;
            request.AWS4SignerResult = scope.CreateResult(credentials, now, authorization, signingKey, signature);
        }
        finally
        {
            ArrayPool<KeyValuePair<string, string>>.Shared.Return(signed, clearArray: true);
        }
    }

    /// <summary>Copies the headers that are signed, names in lower case and in ordinal order.</summary>
    private static int CopySigned(Dictionary<string, string> headers, KeyValuePair<string, string>[] signed)
    {
        int count = 0;
        foreach ((string name, string value) in headers)
        {
            string? key = SignedName(name);
            if (key is null)
            {
                continue;
            }

            int place = count++;
            while (place > 0 && string.CompareOrdinal(signed[place - 1].Key, key) > 0)
            {
                signed[place] = signed[place - 1];
                place--;
            }

            signed[place] = new KeyValuePair<string, string>(key, value);
        }

        return count;
    }

    /// <summary>Returns a header's name in the form that is signed, or null for a header that the SDK does not sign.</summary>
    private static string? SignedName(string name)
    {
        switch (name)
        {
            case "X-Amz-Target":
                return "x-amz-target";
            case "Content-Type":
                return "content-type";
            case "x-amz-api-version" or "host":
                return name;
            case "X-Amz-Date":
                return "x-amz-date";
            case "X-Amz-Content-SHA256":
                return "x-amz-content-sha256";
        }

        string lower = name.ToLowerInvariant();
        return lower is "x-amzn-trace-id" or "transfer-encoding" or "amz-sdk-invocation-id" or "amz-sdk-request" or "user-agent" or "x-amz-user-agent"
            ? null
            : lower;
    }

    private static string ToHex(ReadOnlySpan<byte> bytes)
#if NET9_0_OR_GREATER
        => Convert.ToHexStringLower(bytes);
#else
        => Convert.ToHexString(bytes).ToLowerInvariant();
#endif

    private Scope ScopeOf(Uri endpoint, string region, string service)
    {
        if (_scope is { } known && ReferenceEquals(known.Endpoint, endpoint) && known.Signer.Region == region && known.Signer.Service == service)
        {
            return known;
        }

        var scope = new Scope(endpoint, new SigV4Signer(region, service));
        _scope = scope;
        return scope;
    }

    /// <summary>The inputs that do not change from one call to the next.</summary>
    private sealed class Scope(Uri endpoint, SigV4Signer signer)
    {
        private const string BeforeAccessKey = "AWS4-HMAC-SHA256 Credential=";
        private const string BeforeNames = ", SignedHeaders=";
        private const string BeforeSignature = ", Signature=";

        private string _credentialScope = "";
        private string _signedNames = "";

        public Uri Endpoint { get; } = endpoint;

        /// <summary>Gets the endpoint's text, under which the SDK stores the clock's skew.</summary>
        public string EndpointText { get; } = endpoint.ToString();

        public string Host { get; } = endpoint.IsDefaultPort ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}";

        public SigV4Signer Signer { get; } = signer;

        public AWS4SigningResult CreateResult(
            ImmutableCredentials credentials, DateTime signedAt, string authorization, byte[] signingKey, byte[] signature)
        {
            ReadOnlySpan<char> text = authorization.AsSpan(BeforeAccessKey.Length + credentials.AccessKey.Length + 1);
            int names = text.IndexOf(BeforeNames);
            ReadOnlySpan<char> credentialScope = text[..names];
            text = text[(names + BeforeNames.Length)..];
            return new AWS4SigningResult(
                credentials.AccessKey,
                credentials.SecretKey,
                signedAt,
                Keep(text[..text.IndexOf(BeforeSignature)], ref _signedNames),
                Keep(credentialScope, ref _credentialScope),
                signingKey,
                signature);
        }

        private static string Keep(ReadOnlySpan<char> text, ref string kept)
        {
            string known = kept;
            return text.SequenceEqual(known) ? known : kept = text.ToString();
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using TypedDynamo.Testing;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>A request as it would have gone over the wire, its signature included.</summary>
internal sealed record SentRequest(Uri Uri, IDictionary<string, string> Headers, byte[] Body)
{
    public DateTime Time => DateTime.ParseExact(
        Headers["X-Amz-Date"],
        "yyyyMMdd'T'HHmmss'Z'",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public string Authorization => Headers["Authorization"];

    /// <summary>Gets date, region and service for which the request is signed.</summary>
    public string Scope => Part("Credential=", ", ").Split('/', 2)[1];

    public string AccessKey => Part("Credential=", "/");

    /// <summary>Makes a factory of HTTP clients that answer from a function, and keep what they were sent.</summary>
    public static HttpClientFactory Record(List<SentRequest> sent, Func<SentRequest, HttpResponseMessage> respond)
    {
        var handler = new RecordingHandler(async (message, token) =>
        {
            var headers = message.Headers.Concat(message.Content!.Headers)
                .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            var request = new SentRequest(message.RequestUri!, headers, await message.Content.ReadAsByteArrayAsync(token));
            lock (sent)
            {
                sent.Add(request);
            }

            return respond(request);
        });
        return handler.AsHttpClientFactory();
    }

    /// <summary>Whether the service would accept the signature, by the SDK's way to compute it.</summary>
    public bool IsSignedWith(string secretKey)
        => Part("Signature=", "") == Signatures.Compute(this, Part("SignedHeaders=", ", ").Split(';'), AccessKey, secretKey, Scope.Split('/')[1]);

    private string Part(string start, string end)
    {
        string rest = Authorization[(Authorization.IndexOf(start, StringComparison.Ordinal) + start.Length)..];
        return end.Length == 0 ? rest : rest[..rest.IndexOf(end, StringComparison.Ordinal)];
    }

    private sealed class Signatures : AWS4Signer
    {
        public static string Compute(SentRequest request, string[] signedHeaders, string accessKey, string secretKey, string region)
        {
            var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (string name in signedHeaders)
            {
                headers[name] = name == "host"
                    ? request.Uri.IsDefaultPort ? request.Uri.Host : request.Uri.Authority
                    : request.Headers[name];
            }

            string canonicalRequest = CanonicalizeRequest(
                request.Uri, "/", "POST", headers, "", Convert.ToHexString(SHA256.HashData(request.Body)).ToLowerInvariant());
            return ComputeSignature(accessKey, secretKey, region, request.Time, "dynamodb", string.Join(';', signedHeaders), canonicalRequest).Signature;
        }
    }
}

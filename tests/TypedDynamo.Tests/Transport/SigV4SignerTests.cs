using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

public sealed class SigV4SignerTests
{
    private static readonly string[] s_regions = ["us-east-1", "eu-central-2", "us-gov-west-1", "cn-northwest-1", "local", "r"];

    /// <summary>The request goes through the SDK's signer as its pipeline would send it, and ours signs what came of that.</summary>
    [Fact]
    public void SignsARequestAsTheSdkDoes()
        => Prop.ForAll(Samples(), sample =>
        {
            IRequest request = sample.CreateRequest();
            var config = new AmazonDynamoDBConfig { AuthenticationRegion = sample.Region, ServiceURL = sample.Endpoint };
            new AWS4Signer().Sign(request, config, null, sample.Credentials);

            Sign(new SigV4Signer(sample.Region, "dynamodb"), sample, request).ShouldBe(request.Headers["Authorization"]);
        }).QuickCheckThrowOnFailure();

    /// <summary>The SDK's signer takes the time of its clock, so that of any other day is signed by its parts.</summary>
    [Fact]
    public void SignsAtAnyTimeAsTheSdkDoes()
        => Prop.ForAll(Samples(), sample =>
        {
            IRequest request = sample.CreateRequest();
            string expected = SdkParts.Sign(request, sample);

            var signer = new SigV4Signer(sample.Region, "dynamodb");
            Sign(signer, sample, request).ShouldBe(expected);
            Sign(signer, sample, request).ShouldBe(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AKeptKeyServesForItsSecretAndDayOnly()
    {
        var signer = new SigV4Signer("us-east-1", "dynamodb");
        string first = SignAt("secret", "20260101T000000Z");

        SignAt("secret", "20260102T000000Z").ShouldNotBe(first);
        SignAt("secret", "20260101T000000Z").ShouldBe(first);
        SignAt("other", "20260101T000000Z").ShouldNotBe(first);
        SignAt("secret", "20260101T000000Z").ShouldBe(first);

        string SignAt(string secretKey, string time)
        {
            // The time is in the key and the scope alone: the header stays as it is.
            string header = signer.CreateAuthorization("id", secretKey, time, "/", [new("x-amz-date", "-")], new byte[32]);
            return header[header.LastIndexOf('=')..];
        }
    }

    private static string Sign(SigV4Signer signer, Sample sample, IRequest request)
    {
        // The pipeline names the host for the connection alone; the signer puts it among the headers.
        KeyValuePair<string, string>[] headers =
        [
            .. request.Headers
                .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))
                .Where(header => header.Key is not ("authorization" or "user-agent" or "amz-sdk-request" or "amz-sdk-invocation-id"))
                .OrderBy(header => header.Key, StringComparer.Ordinal),
        ];
        ImmutableCredentials credentials = sample.Credentials.GetCredentials();
        return signer.CreateAuthorization(
            credentials.AccessKey, credentials.SecretKey, request.Headers["X-Amz-Date"], "/", headers, SHA256.HashData(sample.Body));
    }

    private static Arbitrary<Sample> Samples()
    {
        Gen<string> letters = Text(Gen.Elements("ABCXYZabcxyz0189/+=".ToCharArray()), 1, 60);
        Gen<string> headerText = Text(Gen.Choose(0x20, 0x7e).Select(code => (char)code), 0, 40);
        Gen<string?> token = Gen.OneOf(Gen.Constant<string?>(null), Text(Gen.Elements("ABCabc019/+=".ToCharArray()), 1, 2000).Select(text => (string?)text));
        Gen<string> host = Gen.Elements("dynamodb.us-east-1.amazonaws.com", "123456789012.ddb.eu-west-1.amazonaws.com", "localhost", "10.0.0.7", "[::1]");
        Gen<string> endpoint =
            from scheme in Gen.Elements("http", "https")
            from name in host
            from port in Gen.Elements("", ":80", ":443", ":8000", ":65535")
            select $"{scheme}://{name}{port}";
        return (
            from accessKey in letters
            from secretKey in letters
            from sessionToken in token
            from region in Gen.Elements(s_regions)
            from url in endpoint
            from target in headerText
            from userHeader in headerText
            from body in ArbMap.Default.GeneratorFor<byte[]>()
            from seconds in Gen.Choose(0, int.MaxValue)
            select new Sample(
                sessionToken is null ? new BasicAWSCredentials(accessKey, secretKey) : new SessionAWSCredentials(accessKey, secretKey, sessionToken),
                sessionToken,
                region,
                url,
                target,
                userHeader,
                body,
                DateTime.UnixEpoch.AddSeconds(seconds))).ToArbitrary();
    }

    private static Gen<string> Text(Gen<char> character, int min, int max)
        => Gen.Choose(min, max).SelectMany(length => character.ArrayOf(length)).Select(characters => new string(characters));

    private sealed record Sample(
        AWSCredentials Credentials, string? Token, string Region, string Endpoint, string Target, string UserHeader, byte[] Body, DateTime Time)
    {
        /// <summary>Makes the request as the pipeline hands it to its signer, with a header that an event handler has added.</summary>
        public IRequest CreateRequest()
        {
            var request = new DefaultRequest(new GetItemRequest(), "Amazon.DynamoDBv2")
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = Body,
                Endpoint = new Uri(Endpoint),
            };
            request.Headers["X-Amz-Target"] = Target;
            request.Headers["Content-Type"] = "application/x-amz-json-1.0";
            request.Headers["User-Agent"] = "any";
            request.Headers["amz-sdk-invocation-id"] = "1";
            request.Headers["x-user"] = UserHeader;
            if (Token is not null)
            {
                request.Headers["X-Amz-Security-Token"] = Token;
            }

            return request;
        }
    }

    private sealed class SdkParts : AWS4Signer
    {
        public static string Sign(IRequest request, Sample sample)
        {
            InitializeHeaders(request.Headers, request.Endpoint, sample.Time);
            string bodyHash = SetRequestBodyHash(request, "", 0);
            IDictionary<string, string> headers = SortAndPruneHeaders(request.Headers);
            string canonicalRequest = CanonicalizeRequest(request.Endpoint, "/", "POST", headers, "", bodyHash, request.PathResources, true);
            ImmutableCredentials credentials = sample.Credentials.GetCredentials();
            return ComputeSignature(
                credentials.AccessKey, credentials.SecretKey, sample.Region, sample.Time, "dynamodb", CanonicalizeHeaderNames(headers), canonicalRequest)
                .ForAuthorizationHeader;
        }
    }
}

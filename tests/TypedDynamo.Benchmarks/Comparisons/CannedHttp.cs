using System.Globalization;
using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.Transport;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>Answers every request with the same body, below the client's whole pipeline.</summary>
internal sealed class CannedHttp(byte[] body) : HttpMessageHandler
{
    private readonly string _crc32 = Crc32.Compute(body).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes a client that reaches no network.</summary>
    public static AmazonDynamoDBClient CreateClient(ReadOnlySpan<byte> body)
        => new(new BasicAWSCredentials("canned", "not-checked"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = new Factory(body.ToArray()),
        });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = new("application/x-amz-json-1.0");

        // DynamoDB sends it with every response, and the SDK and TypedDynamo check it.
        response.Headers.Add("x-amz-crc32", _crc32);
        return Task.FromResult(response);
    }

    private sealed class Factory(byte[] body) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new CannedHttp(body));
    }
}

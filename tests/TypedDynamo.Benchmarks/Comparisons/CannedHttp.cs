using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace TypedDynamo.Benchmarks.Expressions;

/// <summary>Answers every request with an empty page, below the client's whole pipeline.</summary>
internal sealed class CannedHttp : HttpMessageHandler
{
    private static readonly byte[] s_body = "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"u8.ToArray();

    /// <summary>Makes a client that reaches no network.</summary>
    public static AmazonDynamoDBClient CreateClient()
        => new(new BasicAWSCredentials("canned", "not-checked"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = new Factory(),
        });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(s_body) };
        response.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        return Task.FromResult(response);
    }

    private sealed class Factory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new CannedHttp());
    }
}

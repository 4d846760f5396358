using System.Net.Http.Headers;
using Amazon.Runtime;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Lies below a client's pipeline and keeps the last request and its answer.</summary>
internal sealed class ExchangeRecorder() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    public (string Target, byte[] Request, byte[] Response) Last { get; private set; }

    public HttpClientFactory AsHttpClientFactory() => new Factory(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string target = request.Headers.GetValues("X-Amz-Target").Single();
        byte[] requestBody = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        byte[] responseBody = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        HttpContentHeaders headers = response.Content.Headers;
        response.Content = new ByteArrayContent(responseBody);
        foreach ((string name, IEnumerable<string> values) in headers)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }

        lock (this)
        {
            Last = (target, requestBody, responseBody);
        }

        return response;
    }

    private sealed class Factory(ExchangeRecorder recorder) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(recorder, disposeHandler: false);
    }
}

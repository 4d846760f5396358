using System.Net.Http.Headers;
using Amazon.Runtime;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Lies below a client's pipeline and keeps the last request, one after the other, and its answer.</summary>
internal sealed class ExchangeRecorder() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private Exchange? _last;

    /// <summary>Gets the last request and its answer.</summary>
    public Exchange LastOf(string tableName) => _last! with { TableName = tableName };

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

        List<KeyValuePair<string, string>> requestHeaders = [.. request.Headers.NonValidated
            .Where(header => header.Key != "Host")
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
        _last = new Exchange(target, "", requestHeaders, requestBody, responseBody);
        return response;
    }

    private sealed class Factory(ExchangeRecorder recorder) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(recorder, disposeHandler: false);
    }
}

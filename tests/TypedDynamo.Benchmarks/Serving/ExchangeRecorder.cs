using Amazon.Runtime;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Lies below a client's pipeline and keeps the last request and its answer.</summary>
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

        // What has been read is kept, for who reads it next.
        byte[] responseBody = await response.Content.ReadAsByteArrayAsync(cancellationToken);
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

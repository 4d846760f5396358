using Amazon.Runtime;

namespace WebLog;

/// <summary>Counts the bytes of response bodies below the AWS SDK: what the network has carried.</summary>
internal sealed class ResponseMeter() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public HttpClientFactory AsHttpClientFactory() => new MeteringHttpClientFactory(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentLength is null)
        {
            // A response in chunks does not say how long it is; one in memory does.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        }

        Interlocked.Add(ref _bytes, response.Content.Headers.ContentLength.GetValueOrDefault());
        return response;
    }

    private sealed class MeteringHttpClientFactory(ResponseMeter meter) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var client = new HttpClient(meter, disposeHandler: false);
            if (clientConfig.Timeout is { } timeout)
            {
                client.Timeout = timeout;
            }

            return client;
        }

        // The SDK then keeps the HttpClient with the client that it was made for, and disposes both together.
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
    }
}

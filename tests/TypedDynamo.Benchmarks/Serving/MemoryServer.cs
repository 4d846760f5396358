using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Answers requests from memory, with the headers that DynamoDB sends.</summary>
/// <remarks>Kestrel without a host and without an HttpContext: what it costs beside that is its own.</remarks>
internal abstract class MemoryServer : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private static readonly StringValues s_contentType = "application/x-amz-json-1.0";

    // As long as DynamoDB's.
    private static readonly StringValues s_requestId = new string('A', 52);

    private readonly KestrelServer _server;

    protected MemoryServer()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public string Endpoint => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    public Task StartAsync() => _server.StartAsync(this, CancellationToken.None);

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public abstract Task ProcessRequestAsync(IFeatureCollection context);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    /// <summary>Writes the headers of a good answer.</summary>
    protected static IHttpResponseBodyFeature Begin(IFeatureCollection context, int length, StringValues crc32)
    {
        IHttpResponseFeature response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.Headers.ContentType = s_contentType;
        response.Headers.ContentLength = length;
        response.Headers["x-amzn-RequestId"] = s_requestId;
        response.Headers["x-amz-crc32"] = crc32;
        return context.GetRequiredFeature<IHttpResponseBodyFeature>();
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace TypedDynamo.Testing;

/// <summary>The server of a <see cref="FaultProxy"/>: receives requests, applies the rules, and forwards.</summary>
/// <remarks>
/// Kestrel without a host around it: a host would read the process's environment and configuration, and take Ctrl+C from the program that
/// it runs in.
/// </remarks>
internal sealed class FaultServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const string ContentType = "application/x-amz-json-1.0";

    // Those of one connection (RFC 9110, 7.6.1), and those that the HTTP client or Kestrel writes.
    private static readonly HashSet<string> s_unforwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Host", "Content-Length",
    };

    private readonly Uri _engine;
    private readonly FaultRules _rules;
    private readonly HttpClient _http;
    private readonly KestrelServer _server;

    private FaultServer(Uri engine, FaultRules rules)
    {
        _engine = engine;
        _rules = rules;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            // How long to wait is the client's affair: when it goes, so does the request.
            Timeout = Timeout.InfiniteTimeSpan,
        };

        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public Uri Endpoint { get; private set; } = null!;

    public static async Task<FaultServer> StartAsync(Uri engine, FaultRules rules, CancellationToken cancellationToken)
    {
        var server = new FaultServer(engine, rules);
        try
        {
            await server._server.StartAsync(server, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        server.Endpoint = new Uri(server._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return server;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            // The engine is gone, or a rule's own code failed. To an AWS SDK it is an error of the service, with this message.
            byte[] body = ErrorBody("com.amazon.coral.service#BadGateway", $"The fault proxy in front of {_engine}: {error.Message}");
            await AnswerAsync(context, HttpStatusCode.BadGateway, body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A cancelled token: connections are cut rather than awaited.
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // A connection that is reset before is reset while a long request is still being sent, unless a rule asks for the body.
        byte[]? body = _rules.NeedBody ? await ReadBodyAsync(context.Request, cancellationToken).ConfigureAwait(false) : null;
        RecordedRequest request = Record(context.Request, body);
        (TimeSpan delay, Fault? fault) = _rules.Decide(request);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        if (fault?.Kind == FaultKind.ResetBefore)
        {
            Reset(context);
            return;
        }

        body ??= await ReadBodyAsync(context.Request, cancellationToken).ConfigureAwait(false);
        if (fault?.Kind == FaultKind.Error)
        {
            if (fault.ClockOffset is { } offset)
            {
                context.Response.Headers.Date = (TimeProvider.System.GetUtcNow() + offset).ToString("R", CultureInfo.InvariantCulture);
            }

            byte[] error = ErrorBody(fault.ErrorType, "Injected by the fault proxy.", ReasonsOf(fault, body));
            await AnswerAsync(context, fault.StatusCode, error, cancellationToken).ConfigureAwait(false);
            return;
        }

        PartialBatch? batch = fault?.Kind == FaultKind.Unprocessed
            ? PartialBatch.Cut(request.Operation, body, count => _rules.Draw(count, fault.Fraction))
            : null;
        if (batch is { IsEmpty: true })
        {
            await AnswerAsync(context, HttpStatusCode.OK, batch.Complete(), cancellationToken).ConfigureAwait(false);
            return;
        }

        using HttpResponseMessage response = await ForwardAsync(context.Request, batch?.Request ?? body, cancellationToken).ConfigureAwait(false);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (fault?.Kind == FaultKind.ResetAfter)
        {
            Reset(context);
        }
        else if (batch is not null && response.StatusCode == HttpStatusCode.OK)
        {
            await AnswerAsync(context, HttpStatusCode.OK, batch.Complete(answer), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await PassBackAsync(context.Response, response, answer, fault, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }

    private static RecordedRequest Record(HttpRequest request, byte[]? body) => new(
        new HttpMethod(request.Method),
        new Uri(request.GetEncodedUrl()),
        request.Headers.Select(header => KeyValuePair.Create<string, IEnumerable<string>>(header.Key, header.Value.OfType<string>())),
        body is null ? "" : Encoding.UTF8.GetString(body));

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_engine, request.GetEncodedPathAndQuery()))
        {
            Content = request.ContentLength is null && body.Length == 0 ? null : new ByteArrayContent(body),
        };
        foreach ((string name, var values) in request.Headers)
        {
            if (!s_unforwarded.Contains(name) && !message.Headers.TryAddWithoutValidation(name, values.OfType<string>()))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, values.OfType<string>());
            }
        }

        return await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private static async Task PassBackAsync(
        HttpResponse response, HttpResponseMessage engine, byte[] body, Fault? fault, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)engine.StatusCode;
        foreach ((string name, IEnumerable<string> values) in engine.Headers.Concat(engine.Content.Headers))
        {
            if (!s_unforwarded.Contains(name))
            {
                response.Headers[name] = values.ToArray();
            }
        }

        switch (fault?.Kind)
        {
            case FaultKind.WrongChecksum:
                SetChecksum(response, ~Crc32.Compute(body));
                break;
            case FaultKind.GzipBody:
                body = Compress(body);
                response.Headers.ContentEncoding = "gzip";
                SetChecksum(response, Crc32.Compute(body));
                break;
            case FaultKind.TruncatedBody or FaultKind.SlowBody or FaultKind.ChunkedBody:
                await WriteInPartsAsync(response, body, fault, cancellationToken).ConfigureAwait(false);
                return;
        }

        await WriteAsync(response, body, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteInPartsAsync(HttpResponse response, byte[] body, Fault fault, CancellationToken cancellationToken)
    {
        response.ContentLength = fault.Kind == FaultKind.ChunkedBody ? null : body.Length;
        await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (fault.Kind == FaultKind.TruncatedBody)
        {
            // Kestrel closes the connection when a request ends before its answer's length is reached.
            return;
        }

        await Task.Delay(fault.Delay, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        await response.Body.WriteAsync(body.AsMemory(body.Length / 2), cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Compress(byte[] body)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return stream.ToArray();
    }

    private static void SetChecksum(HttpResponse response, uint checksum)
        => response.Headers["x-amz-crc32"] = checksum.ToString(CultureInfo.InvariantCulture);

    /// <summary>Responds like DynamoDB, with its request id and checksum.</summary>
    private static async Task AnswerAsync(HttpContext context, HttpStatusCode statusCode, byte[] body, CancellationToken cancellationToken)
    {
        HttpResponse response = context.Response;
        response.StatusCode = (int)statusCode;
        response.ContentType = ContentType;
        response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        SetChecksum(response, Crc32.Compute(body));
        await WriteAsync(response, body, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] body, CancellationToken cancellationToken)
    {
        // Without it the answer would be chunked, and the AWS SDK checks the checksum only of what has a length.
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns a cancelled transaction's reasons, one for each of its entries.</summary>
    private static IEnumerable<string>? ReasonsOf(Fault fault, byte[] body)
    {
        if (fault.CancellationReasons is not { } codes)
        {
            return null;
        }

        using JsonDocument request = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 128 });
        int entries = request.RootElement.GetProperty("TransactItems").GetArrayLength();
        return codes.Concat(Enumerable.Repeat("None", Math.Max(0, entries - codes.Count)));
    }

    private static byte[] ErrorBody(string type, string message, IEnumerable<string>? reasons = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("__type", type);
            json.WriteString("message", message);
            if (reasons is not null)
            {
                json.WriteStartArray("CancellationReasons");
                foreach (string code in reasons)
                {
                    json.WriteStartObject();
                    json.WriteString("Code", code);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Aborts the connection. Kestrel then sends an RST instead of a FIN, so the client sees a reset and not an early end.</summary>
    private static void Reset(HttpContext context) => context.Abort();
}

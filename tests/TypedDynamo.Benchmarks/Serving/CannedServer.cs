using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TypedDynamo.Transport;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>Answers requests by what was recorded, from memory, with the headers that DynamoDB sends.</summary>
/// <remarks>Kestrel without a host and without an HttpContext: what it costs beside that is its own.</remarks>
internal sealed class CannedServer : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private static readonly StringValues s_contentType = "application/x-amz-json-1.0";

    private readonly Dictionary<string, Answer[]> _answers;
    private readonly KestrelServer _server;

    private CannedServer(IEnumerable<Exchange> exchanges)
    {
        _answers = exchanges
            .GroupBy(exchange => exchange.Target)
            .ToDictionary(group => group.Key, group => group.Select(exchange => new Answer(exchange)).ToArray());
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public string Endpoint => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    public static async Task<CannedServer> StartAsync(IEnumerable<Exchange> exchanges)
    {
        var server = new CannedServer(exchanges);
        await server._server.StartAsync(server, CancellationToken.None);
        return server;
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        string target = context.GetRequiredFeature<IHttpRequestFeature>().Headers["X-Amz-Target"].ToString();
        PipeReader request = context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        Answer? answer = await FindAsync(_answers.GetValueOrDefault(target, []), request);
        IHttpResponseFeature response = context.GetRequiredFeature<IHttpResponseFeature>();
        if (answer is null)
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.Headers.ContentType = s_contentType;
        response.Headers.ContentLength = answer.Body.Length;
        response.Headers["x-amzn-RequestId"] = answer.RequestId;
        response.Headers["x-amz-crc32"] = answer.Crc32;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    /// <summary>Reads the request to its end, as DynamoDB does, and looks for the table's name where the operation does not tell.</summary>
    private static async ValueTask<Answer?> FindAsync(Answer[] answers, PipeReader reader)
    {
        Answer? found = answers.Length == 1 ? answers[0] : null;
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            if (result.IsCompleted)
            {
                if (found is null && answers.Length > 0)
                {
                    found = Find(answers, result.Buffer);
                }

                reader.AdvanceTo(result.Buffer.End);
                return found;
            }

            reader.AdvanceTo(found is null ? result.Buffer.Start : result.Buffer.End, result.Buffer.End);
        }
    }

    private static Answer? Find(Answer[] answers, in ReadOnlySequence<byte> request)
    {
        ReadOnlySpan<byte> bytes = request.IsSingleSegment ? request.FirstSpan : request.ToArray();
        foreach (Answer answer in answers)
        {
            if (bytes.IndexOf(answer.QuotedTableName) >= 0)
            {
                return answer;
            }
        }

        return null;
    }

    private sealed class Answer(Exchange exchange)
    {
        public byte[] QuotedTableName { get; } = Encoding.UTF8.GetBytes($"\"{exchange.TableName}\"");

        public byte[] Body { get; } = exchange.Response;

        public StringValues Crc32 { get; } = Transport.Crc32.Compute(exchange.Response).ToString(CultureInfo.InvariantCulture);

        // As long as DynamoDB's.
        public StringValues RequestId { get; } = new string('A', 52);
    }
}

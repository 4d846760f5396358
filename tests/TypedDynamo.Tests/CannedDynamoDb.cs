using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.CompilerServices;
using TypedDynamo.Testing;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests;

/// <summary>A server without a network: answers each request of a real client from a function, below the client's whole pipeline.</summary>
internal sealed class CannedDynamoDb(Func<JsonElement, CancellationToken, Task<HttpResponseMessage>> respond) : IDisposable
{
    private static readonly BasicAWSCredentials s_credentials = new("canned", "not-checked");

    private readonly List<IDisposable> _clients = [];
    private int _requests;

    public CannedDynamoDb(Func<JsonElement, HttpResponseMessage> respond)
        : this((request, _) => Task.FromResult(respond(request)))
    {
    }

    public int Requests => _requests;

    public AmazonDynamoDBClient CreateClient(Action<AmazonDynamoDBConfig>? configure = null)
        => Add(new AmazonDynamoDBClient(s_credentials, CreateConfig(configure)));

    /// <summary>Creates a client that is not the SDK's own, and gets its ordinary calls.</summary>
    public AmazonDynamoDBClient CreateDerivedClient(Action<AmazonDynamoDBConfig>? configure = null)
        => Add(new DerivedClient(s_credentials, CreateConfig(configure)));

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    /// <summary>Makes an answer of bytes, with the length and the checksum that DynamoDB sends.</summary>
    public static HttpResponseMessage Answer(byte[] body)
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        response.Headers.Add("x-amzn-RequestId", "canned-request-id");
        response.Headers.Add("x-amz-crc32", Crc32.Compute(body).ToString(CultureInfo.InvariantCulture));
        return response;
    }

    public static HttpResponseMessage Answer(string json) => Answer(Encoding.UTF8.GetBytes(json));

    /// <summary>Makes a page of a scan or query of log rows.</summary>
    public static byte[] Page(IEnumerable<int> rows, string? lastEvaluatedKey = null)
    {
        var table = new TestTable(LogRowTable.Schema);
        using var body = new ByteBuffer();
        body.Write("{\"Items\":["u8);
        int count = 0;
        foreach (int row in rows)
        {
            body.Write(count++ == 0 ? "{"u8 : ",{"u8);
            table.WriteLogRow(body, LogRow.Create(row));
            body.Write((byte)'}');
        }

        body.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"],\"Count\":{count},\"ScannedCount\":{count}")));
        if (lastEvaluatedKey is not null)
        {
            body.Write(Encoding.UTF8.GetBytes($",\"LastEvaluatedKey\":{{\"PK\":{{\"S\":\"{lastEvaluatedKey}\"}}}}"));
        }

        body.Write((byte)'}');
        return body.Written.ToArray();
    }

    private AmazonDynamoDBConfig CreateConfig(Action<AmazonDynamoDBConfig>? configure)
    {
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            HttpClientFactory = new RecordingHandler(RespondAsync).AsHttpClientFactory(),
        };
        configure?.Invoke(config);
        return config;
    }

    private AmazonDynamoDBClient Add(AmazonDynamoDBClient client)
    {
        _clients.Add(client);
        return client;
    }

    private async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        using JsonDocument json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return await respond(json.RootElement.Clone(), cancellationToken);
    }

    private sealed class DerivedClient(AWSCredentials credentials, AmazonDynamoDBConfig config) : AmazonDynamoDBClient(credentials, config);

    private sealed class TestTable(TableSchema schema)
    {
        private readonly ItemContext _context = new("canned", schema);

        public void WriteLogRow(ByteBuffer body, LogRow row)
        {
            var writer = new ItemWriter(body, _context);
            writer.WriteName("PK"u8);
            writer.WriteString(row.Id);
            writer.WriteName("host"u8);
            writer.WriteString(row.Host);
            writer.WriteName("date"u8);
            writer.WriteString(row.Date);
            writer.WriteName("hourofday"u8);
            writer.WriteInt32(row.HourOfDay);
            writer.WriteName("url"u8);
            writer.WriteString(row.Url);
            writer.WriteName("responsecode"u8);
            writer.WriteInt32(row.ResponseCode);
            writer.WriteName("bytessent"u8);
            writer.WriteInt64(row.BytesSent);
            writer.WriteName("useragent"u8);
            writer.WriteString(row.UserAgent);
        }
    }
}

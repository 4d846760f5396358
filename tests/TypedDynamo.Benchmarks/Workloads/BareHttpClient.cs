using System.Buffers;
using System.Net.Http.Headers;
using TypedDynamo.Benchmarks.Serving;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>Posts the bytes that TypedDynamo would post, and reads the answer into a pooled buffer: the floor for any client on .NET's HTTP.</summary>
/// <remarks>It signs nothing, but sends as much; it reads nothing of the answer but its length.</remarks>
internal sealed class BareHttpClient(Uri endpoint, IReadOnlyDictionary<WorkloadKind, Exchange> exchanges, WorkloadData data) : WorkloadClient(ClientName)
{
    public const string ClientName = "bare HTTP";

    private static readonly string s_authorization =
        "AWS4-HMAC-SHA256 Credential=canned/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
        + new string('0', 64);

    private static readonly MediaTypeHeaderValue s_contentType = new("application/x-amz-json-1.0");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    public override Func<Task<long>> SumLogAsync => ScanLogAsync;

    public override Task<long> GetItemAsync() => PostAsync(WorkloadKind.GetItem);

    public override Task<long> PutItemAsync() => PostAsync(WorkloadKind.PutItem);

    public override Task<long> UpdateItemAsync() => PostAsync(WorkloadKind.UpdateItem);

    public override Task<long> QueryAsync() => PostAsync(WorkloadKind.Query);

    public override Task<long> ScanOrdersAsync() => PostAsync(WorkloadKind.ScanOrders);

    public override Task<long> ScanLogAsync() => PostAsync(WorkloadKind.ScanLog);

    public override Task<long> BatchWriteAsync() => PostAsync(WorkloadKind.BatchWrite);

    public override Task<long> BatchGetAsync() => PostAsync(WorkloadKind.BatchGet);

    public override void Dispose() => _http.Dispose();

    private async Task<long> PostAsync(WorkloadKind kind)
    {
        Exchange exchange = exchanges[kind];
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", exchange.Target);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20261120T120000Z");
        request.Headers.TryAddWithoutValidation("User-Agent", "bare-http");
        request.Headers.TryAddWithoutValidation("Authorization", s_authorization);
        request.Content = new ReadOnlyMemoryContent(exchange.Request);
        request.Content.Headers.ContentType = s_contentType;
        using HttpResponseMessage response = await _http.SendAsync(request, CancellationToken.None);
        int length = (int)response.Content.Headers.ContentLength!.Value;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        int read = 0;
        using (Stream stream = await response.Content.ReadAsStreamAsync())
        {
            int count;
            while (read < length && (count = await stream.ReadAsync(buffer.AsMemory(read, length - read))) > 0)
            {
                read += count;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return read == exchange.Response.Length ? kind.Expected(data) : read;
    }
}

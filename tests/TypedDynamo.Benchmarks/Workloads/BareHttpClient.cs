using System.Buffers;
using System.Net.Http.Headers;
using TypedDynamo.Benchmarks.Serving;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>The floor for any client on .NET's HTTP: what the lean transport posts, and the answer in a pooled buffer.</summary>
/// <remarks>The signature is an old one, as long as a new one would be. Of the answer, nothing is read but its length.</remarks>
internal sealed class BareHttpClient(Uri endpoint, IReadOnlyDictionary<WorkloadKind, Exchange> exchanges, WorkloadData data)
    : WorkloadClient(ClientName)
{
    public const string ClientName = "bare HTTP";

    private static readonly MediaTypeHeaderValue s_contentType = new("application/x-amz-json-1.0");

    private readonly Dictionary<WorkloadKind, long> _expected = exchanges.Keys.ToDictionary(kind => kind, kind => kind.Expected(data));

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    });

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
        foreach ((string name, string value) in exchange.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

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
        return read == exchange.Response.Length ? _expected[kind] : read;
    }
}

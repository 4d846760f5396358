using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace TypedDynamo.Tests.Scanning;

/// <summary>A table of log rows that is scanned as DynamoDB scans: segments are ranges of hashed keys, pages end at a limit, nothing is stored.</summary>
internal sealed class CannedTable : IDisposable
{
    // What DynamoDB would charge for a row of 200 bytes, read eventually consistent.
    public const double UnitsPerRow = 0.025;

    private readonly (uint Hash, int Row)[] _rows;
    private readonly int _pageSize;
    private int _underWay;
    private int _mostUnderWay;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="pageSize">How many a page has at most, for want of the 1 MB that DynamoDB ends it at.</param>
    public CannedTable(int rows, int pageSize = 20)
    {
        _rows = [.. Enumerable.Range(0, rows).Select(row => (unchecked((uint)row * 2654435761), row)).Order()];
        _pageSize = pageSize;
        Server = new CannedDynamoDb(RespondAsync);
        Table = new LogRowTable(Server.CreateClient());
    }

    public CannedDynamoDb Server { get; }

    public LogRowTable Table { get; }

    /// <summary>Gets or sets what is done before an answer. What it returns is answered instead.</summary>
    public Func<JsonElement, CancellationToken, Task<HttpResponseMessage?>>? Intercept { get; set; }

    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public int MostUnderWay => _mostUnderWay;

    public int RowsRead { get; private set; }

    public IEnumerable<string> Ids => _rows.Select(row => LogRow.Create(row.Row).Id).Order(StringComparer.Ordinal);

    /// <summary>Says in which segment a row is.</summary>
    public int SegmentOf(string id, int segments)
        => SegmentOf(_rows[Array.FindIndex(_rows, row => LogRow.Create(row.Row).Id == id)].Hash, segments);

    public static HttpResponseMessage Error(string type, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        HttpResponseMessage error = CannedDynamoDb.Answer($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"no"}""");
        error.StatusCode = status;
        return error;
    }

    public void Dispose() => Server.Dispose();

    private static int SegmentOf(uint hash, int segments) => (int)((ulong)hash * (uint)segments >> 32);

    private async Task<HttpResponseMessage> RespondAsync(JsonElement request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        int underWay = Interlocked.Increment(ref _underWay);
        lock (Requests)
        {
            _mostUnderWay = Math.Max(_mostUnderWay, underWay);
        }

        try
        {
            return Intercept is not null && await Intercept(request, cancellationToken) is { } other
                ? other
                : CannedDynamoDb.Answer(Answer(request));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private byte[] Answer(JsonElement request)
    {
        int segment = request.TryGetProperty("Segment", out JsonElement part) ? part.GetInt32() : 0;
        int segments = request.TryGetProperty("TotalSegments", out JsonElement parts) ? parts.GetInt32() : 1;
        int limit = request.TryGetProperty("Limit", out JsonElement asked) ? Math.Min(asked.GetInt32(), _pageSize) : _pageSize;
        int start = request.TryGetProperty("ExclusiveStartKey", out JsonElement key)
            ? int.Parse(key.GetProperty("PK").GetProperty("S").GetString()!, CultureInfo.InvariantCulture)
            : 0;
        int[] rows = [.. _rows.Where(row => SegmentOf(row.Hash, segments) == segment).Skip(start).Take(limit + 1).Select(row => row.Row)];
        string? next = rows.Length > limit ? (start + limit).ToString(CultureInfo.InvariantCulture) : null;
        int count = Math.Min(rows.Length, limit);
        lock (Requests)
        {
            RowsRead += count;
        }

        string page = request.TryGetProperty("Select", out JsonElement select) && select.GetString() == "COUNT"
            ? Encoding.UTF8.GetString(CannedDynamoDb.Page([], next)).Replace("\"Items\":[],", "", StringComparison.Ordinal)
                .Replace("Count\":0", $"Count\":{count}", StringComparison.Ordinal)
            : Encoding.UTF8.GetString(CannedDynamoDb.Page(rows.Take(count), next));
        if (request.TryGetProperty("ReturnConsumedCapacity", out _))
        {
            double units = Math.Max(0.5, count * UnitsPerRow);
            page = string.Create(
                CultureInfo.InvariantCulture, $"{page[..^1]},\"ConsumedCapacity\":{{\"TableName\":\"logfile_scan\",\"CapacityUnits\":{units}}}}}");
        }

        return Encoding.UTF8.GetBytes(page);
    }
}

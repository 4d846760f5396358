using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using TypedDynamo.Transport;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>A table that is scanned: the same items over and over.</summary>
/// <param name="Rows">How many rows it has, spread evenly over any number of segments.</param>
/// <param name="PageRows">How many rows a page has at most, for want of the 1 MB that DynamoDB ends it at.</param>
/// <param name="Latency">How long an answer waits.</param>
/// <param name="Items">The items of a full page, as JSON. A page that is not full has the first of them.</param>
internal sealed record ScannedTable(long Rows, int PageRows, TimeSpan Latency, IReadOnlyList<byte[]> Items)
{
    /// <summary>Says which rows a segment has.</summary>
    public (long First, long End) RowsOf(int segment, int segments) => (Rows * segment / segments, Rows * (segment + 1) / segments);

    /// <summary>Says how many pages a segment has: one at least, and one more where the last full one is not known to be the last.</summary>
    public long PagesOf(int segment, int segments)
    {
        (long first, long end) = RowsOf(segment, segments);
        return Math.Max(1, (end - first + PageRows - 1) / PageRows);
    }
}

/// <summary>Answers Scan requests of any number of segments.</summary>
internal sealed class ScanServer : MemoryServer
{
    private readonly ScannedTable _table;

    // The items with commas between, and where each ends.
    private readonly byte[] _items;
    private readonly int[] _ends;

    public ScanServer(ScannedTable table)
    {
        _table = table;
        using var items = new MemoryStream();
        _ends = new int[table.Items.Count + 1];
        for (int i = 0; i < table.Items.Count; i++)
        {
            if (i > 0)
            {
                items.WriteByte((byte)',');
            }

            items.Write(table.Items[i]);
            _ends[i + 1] = (int)items.Length;
        }

        _items = items.ToArray();
    }

    public override async Task ProcessRequestAsync(IFeatureCollection context)
    {
        Task latency = Task.Delay(_table.Latency);
        Request request = await ReadAsync(context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader);
        (long first, long end) = _table.RowsOf(request.Segment, request.Segments);
        long start = first + request.Start;
        int count = (int)Math.Min(Math.Min(request.Limit, _table.PageRows), end - start);
        string head = request.CountsOnly ? "{" : "{\"Items\":[";
        string key = start + count < end ? $",\"LastEvaluatedKey\":{{\"PK\":{{\"S\":\"{request.Start + count}\"}}}}" : "";
        string capacity = request.AsksForCapacity
            ? FormattableString.Invariant($",\"ConsumedCapacity\":{{\"TableName\":\"logfile_scan\",\"CapacityUnits\":{Math.Max(0.5, Math.Round(_ends[count] / 8192.0 * 2) / 2)}}}")
            : "";
        string tail = $"{(request.CountsOnly ? "" : "],")}\"Count\":{count},\"ScannedCount\":{count}{key}{capacity}}}";
        int items = request.CountsOnly ? 0 : _ends[count];
        byte[] body = ArrayPool<byte>.Shared.Rent(head.Length + items + tail.Length);
        try
        {
            int length = Encoding.UTF8.GetBytes(head, body);
            _items.AsSpan(0, items).CopyTo(body.AsSpan(length));
            length += items;
            length += Encoding.UTF8.GetBytes(tail, body.AsSpan(length));
            await latency;
            string crc32 = Crc32.Compute(body.AsSpan(0, length)).ToString(CultureInfo.InvariantCulture);
            await Begin(context, length, crc32).Writer.WriteAsync(body.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static async Task<Request> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            if (result.IsCompleted)
            {
                Request request = Read(result.Buffer.ToArray());
                reader.AdvanceTo(result.Buffer.End);
                return request;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static Request Read(byte[] body)
    {
        var request = new Request();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "Segment":
                    request = request with { Segment = json.GetInt32() };
                    break;
                case "TotalSegments":
                    request = request with { Segments = json.GetInt32() };
                    break;
                case "Limit":
                    request = request with { Limit = json.GetInt32() };
                    break;
                case "Select":
                    request = request with { CountsOnly = json.ValueTextEquals("COUNT"u8) };
                    break;
                case "ReturnConsumedCapacity":
                    request = request with { AsksForCapacity = true };
                    break;
                case "ExclusiveStartKey":
                    while (json.Read() && json.TokenType != JsonTokenType.String)
                    {
                    }

                    request = request with { Start = long.Parse(json.GetString()!, CultureInfo.InvariantCulture) };
                    while (json.TokenType == JsonTokenType.String || json.CurrentDepth > 1)
                    {
                        json.Read();
                    }

                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return request;
    }

    private readonly record struct Request()
    {
        public int Segment { get; init; }

        public int Segments { get; init; } = 1;

        public int Limit { get; init; } = int.MaxValue;

        public long Start { get; init; }

        public bool CountsOnly { get; init; }

        public bool AsksForCapacity { get; init; }
    }
}

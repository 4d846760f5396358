using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.Benchmarks.Serving;
using TypedDynamo.Benchmarks.Workloads;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;
using WebLog;

namespace TypedDynamo.Benchmarks.Scanning;

/// <summary>A table of log rows behind a server of its own, and the two ways to scan it.</summary>
internal sealed class ScanBench : IDisposable
{
    private static readonly BasicAWSCredentials s_credentials = new("canned", "not-checked");

    private readonly ServerProcess _server;

    private ScanBench(ServerProcess server, ScannedTable table, LogRow[] rows)
        : this(server.Endpoint)
    {
        _server = server;
        Table = table;
        Rows = rows;
    }

    private ScanBench(Uri endpoint)
    {
        _server = null!;
        Table = null!;
        Rows = [];
        Endpoint = endpoint;
        Client = new AmazonDynamoDBClient(s_credentials, ConfigOf(endpoint));
        Log = new LogRowTable(Client);
    }

    public Uri Endpoint { get; }

    public ScannedTable Table { get; }

    /// <summary>Gets the rows of a full page.</summary>
    public LogRow[] Rows { get; }

    public AmazonDynamoDBClient Client { get; }

    public LogRowTable Log { get; }

    public static async Task<ScanBench> StartAsync(WorkloadData data, long pages, int pageRows, TimeSpan latency)
    {
        LogRow[] rows = [.. Enumerable.Range(0, pageRows).Select(i => data.Rows[i % data.Rows.Length])];
        var table = new ScannedTable(pages * pageRows, pageRows, latency, [.. rows.Select(ToJson)]);
        return new ScanBench(await ServerProcess.StartAsync(table), table, rows);
    }

    /// <summary>Reaches the server that another process has started.</summary>
    public static ScanBench Connect(Uri endpoint) => new(endpoint);

    /// <summary>Adds up what a scan of all pages must find.</summary>
    public long Expected(int segments)
    {
        long[] sums = new long[Rows.Length + 1];
        for (int i = 0; i < Rows.Length; i++)
        {
            sums[i + 1] = sums[i] + Rows[i].BytesSent;
        }

        long expected = 0;
        for (int segment = 0; segment < segments; segment++)
        {
            (long first, long end) = Table.RowsOf(segment, segments);
            for (long row = first; row < end; row += Table.PageRows)
            {
                expected += sums[Math.Min(Table.PageRows, end - row)];
            }
        }

        return expected;
    }

    public async Task<long> ReadAsync(ParallelScanOptions options)
    {
        long sum = 0;
        await foreach (LogRow row in Log.ScanAllParallelAsync(options))
        {
            sum += row.BytesSent;
        }

        return sum;
    }

    public Task<long> SumAsync(ParallelScanOptions options) => Log.ScanAllParallelAsync(options).SumAsync(static row => row.BytesSent);

    public void Dispose()
    {
        Client.Dispose();
        _server?.Dispose();
    }

    private static AmazonDynamoDBConfig ConfigOf(Uri endpoint) => new() { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1" };

    private static byte[] ToJson(LogRow row)
    {
        using var client = new AmazonDynamoDBClient(s_credentials, ConfigOf(new Uri("http://nowhere.invalid")));
        ItemMapper<LogRow> mapper = new LogRowTable(client).Mapping;
        using var json = new ByteBuffer();
        json.Write((byte)'{');
        var writer = new ItemWriter(json, new ItemContext(WorkloadClient.LogTable, LogRowTable.Schema));
        mapper.Write(ref writer, row);
        json.Write((byte)'}');
        return json.Written.ToArray();
    }
}

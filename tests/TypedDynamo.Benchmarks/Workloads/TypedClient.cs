using Amazon.DynamoDBv2;
using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>TypedDynamo, on one of its transports.</summary>
internal sealed class TypedClient : WorkloadClient
{
    // One segment is the one page that there is.
    private static readonly ParallelScanOptions s_onePage = new() { Segments = 1, Concurrency = 1 };

    private readonly AmazonDynamoDBClient _client;
    private readonly OrderTable _orders;
    private readonly LogRowTable _log;
    private readonly WorkloadData _data;
    private readonly LogRow[] _writes;
    private readonly LogRowKey[] _keys;

    public TypedClient(string name, AmazonDynamoDBClient client, DynamoTableOptions options, WorkloadData data)
        : base(name)
    {
        _client = client;
        _orders = new OrderTable(client, options);
        _log = new LogRowTable(client, options);
        _data = data;
        _writes = data.Rows[..WorkloadData.WrittenRows];
        _keys = [.. data.Rows.Take(WorkloadData.ReadRows).Select(LogRowTable.KeyOf)];
    }

    public override Func<Task<long>> SumLogAsync => () => _log.Scan().InParallel(s_onePage).SumAsync(static row => row.BytesSent);

    /// <summary>Creates the tables, and writes what the clients read.</summary>
    public async Task LoadAsync()
    {
        await _orders.EnsureCreatedAsync();
        await _log.EnsureCreatedAsync();
        await _orders.PutManyAsync(_data.Orders);
        await _log.PutManyAsync(_data.Rows);
    }

    public override async Task<long> GetItemAsync()
    {
        Order? order = await _orders.GetAsync(_data.Order.CustomerId, _data.Order.OrderId);
        return order!.CheckSum;
    }

    public override async Task<long> PutItemAsync()
    {
        await _orders.PutAsync(_data.Order);
        return 1;
    }

    public override async Task<long> UpdateItemAsync()
    {
        await _orders.UpdateAsync(_data.Order.CustomerId, _data.Order.OrderId, static o => { o.Quantity += 1; o.Status = "paid"; });
        return 1;
    }

    public override async Task<long> QueryAsync()
    {
        long sum = 0;
        await foreach (Order order in _orders.Query(_data.Orders[0].CustomerId))
        {
            sum += order.CheckSum;
        }

        return sum;
    }

    public override async Task<long> ScanOrdersAsync()
    {
        long sum = 0;
        await foreach (Order order in _orders.Scan())
        {
            sum += order.CheckSum;
        }

        return sum;
    }

    public override async Task<long> ScanLogAsync()
    {
        long sum = 0;
        await foreach (LogRow row in _log.Scan())
        {
            sum += row.BytesSent;
        }

        return sum;
    }

    public override async Task<long> BatchWriteAsync() => (await _log.PutManyAsync(_writes)).Written;

    public override async Task<long> BatchGetAsync()
    {
        long sum = 0;
        await foreach (LogRow row in _log.GetManyAsync(_keys))
        {
            sum += row.BytesSent;
        }

        return sum;
    }

    public override void Dispose() => _client.Dispose();
}

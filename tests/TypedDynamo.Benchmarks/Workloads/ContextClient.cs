using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>The AWS SDK's object model.</summary>
/// <remarks>It saves whole items, by UpdateItem: that is what a put and an update are to it.</remarks>
internal sealed class ContextClient : WorkloadClient
{
    private readonly AmazonDynamoDBClient _client;
    private readonly DynamoDBContext _context;
    private readonly WorkloadData _data;
    private readonly ContextLogRow[] _writes;
    private readonly string[] _keys;

    public ContextClient(AmazonDynamoDBClient client, WorkloadData data)
        : base("DynamoDBContext")
    {
        _client = client;
        _data = data;
        _writes = [.. data.Rows.Take(WorkloadData.WrittenRows).Select(ContextLogRow.Of)];
        _keys = [.. data.Rows.Take(WorkloadData.ReadRows).Select(row => row.Key)];
        _context = new DynamoDBContextBuilder()
            .WithDynamoDBClient(() => client)
            .ConfigureContext(c =>
            {
                c.DisableFetchingTableMetadata = true;
                c.Conversion = DynamoDBEntryConversion.V2;
            })
            .Build();
    }

    public override async Task<long> GetItemAsync()
        => (await _context.LoadAsync<Order>(_data.Order.CustomerId, _data.Order.OrderId)).CheckSum;

    public override async Task<long> PutItemAsync()
    {
        await _context.SaveAsync(_data.Order);
        return 1;
    }

    public override Task<long> UpdateItemAsync() => PutItemAsync();

    public override async Task<long> QueryAsync()
        => SumOf(await _context.QueryAsync<Order>(_data.Orders[0].CustomerId).GetRemainingAsync());

    public override async Task<long> ScanOrdersAsync()
        => SumOf(await _context.ScanAsync<Order>([], new ScanConfig()).GetRemainingAsync());

    public override async Task<long> ScanLogAsync()
        => SumOf(await _context.ScanAsync<ContextLogRow>([], new ScanConfig()).GetRemainingAsync());

    public override async Task<long> BatchWriteAsync()
    {
        IBatchWrite<ContextLogRow> batch = _context.CreateBatchWrite<ContextLogRow>();
        batch.AddPutItems(_writes);
        await batch.ExecuteAsync();
        return _writes.Length;
    }

    public override async Task<long> BatchGetAsync()
    {
        IBatchGet<ContextLogRow> batch = _context.CreateBatchGet<ContextLogRow>();
        foreach (string key in _keys)
        {
            batch.AddKey(key);
        }

        await batch.ExecuteAsync();
        return SumOf(batch.Results);
    }

    public override void Dispose()
    {
        _context.Dispose();
        _client.Dispose();
    }

    private static long SumOf(List<Order> orders)
    {
        long sum = 0;
        foreach (Order order in orders)
        {
            sum += order.CheckSum;
        }

        return sum;
    }

    private static long SumOf(List<ContextLogRow> rows)
    {
        long sum = 0;
        foreach (ContextLogRow row in rows)
        {
            sum += row.BytesSent;
        }

        return sum;
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>The AWS SDK's low-level client with mapping written by hand: what the others are compared with.</summary>
internal sealed class LowLevelClient(AmazonDynamoDBClient client, WorkloadData data) : WorkloadClient(ClientName)
{
    public const string ClientName = "AWS low-level";

    private readonly LogRow[] _writes = data.Rows[..WorkloadData.WrittenRows];
    private readonly string[] _keys = [.. data.Rows.Take(WorkloadData.ReadRows).Select(row => row.Key)];

    public override Func<Task<long>> SumLogAsync => SumAsync;

    public override async Task<long> GetItemAsync()
    {
        GetItemResponse response = await client.GetItemAsync(
            new GetItemRequest { TableName = OrdersTable, Key = HandMapping.KeyOf(data.Order) });
        return HandMapping.ToOrder(response.Item).CheckSum;
    }

    public override async Task<long> PutItemAsync()
    {
        await client.PutItemAsync(new PutItemRequest { TableName = OrdersTable, Item = HandMapping.ToAttributes(data.Order) });
        return 1;
    }

    public override async Task<long> UpdateItemAsync()
    {
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = OrdersTable,
            Key = HandMapping.KeyOf(data.Order),
            UpdateExpression = "SET #quantity = #quantity + :one, #status = :paid",
            ConditionExpression = "attribute_exists(#pk)",
            ExpressionAttributeNames = new() { ["#pk"] = "pk", ["#quantity"] = "quantity", ["#status"] = "status" },
            ExpressionAttributeValues = new() { [":one"] = new() { N = "1" }, [":paid"] = new("paid") },
        });
        return 1;
    }

    public override async Task<long> QueryAsync()
    {
        QueryResponse response = await client.QueryAsync(new QueryRequest
        {
            TableName = OrdersTable,
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new() { ["#pk"] = "pk" },
            ExpressionAttributeValues = new() { [":pk"] = new(data.Orders[0].CustomerId) },
        });
        return SumOf(response.Items);
    }

    public override async Task<long> ScanOrdersAsync()
        => SumOf((await client.ScanAsync(new ScanRequest { TableName = OrdersTable })).Items);

    public override async Task<long> ScanLogAsync()
    {
        ScanResponse response = await client.ScanAsync(new ScanRequest { TableName = LogTable });
        long sum = 0;
        foreach (Dictionary<string, AttributeValue> attributes in response.Items)
        {
            sum += HandMapping.ToLogRow(attributes).BytesSent;
        }

        return sum;
    }

    public override async Task<long> BatchWriteAsync()
    {
        var writes = new List<WriteRequest>(_writes.Length);
        foreach (LogRow row in _writes)
        {
            writes.Add(new WriteRequest(new PutRequest(HandMapping.ToAttributes(row))));
        }

        BatchWriteItemResponse response = await client.BatchWriteItemAsync(
            new BatchWriteItemRequest { RequestItems = new() { [LogTable] = writes } });
        return _writes.Length - (response.UnprocessedItems?.Count ?? 0);
    }

    public override async Task<long> BatchGetAsync()
    {
        var keys = new List<Dictionary<string, AttributeValue>>(_keys.Length);
        foreach (string key in _keys)
        {
            keys.Add(new() { ["PK"] = new(key) });
        }

        BatchGetItemResponse response = await client.BatchGetItemAsync(
            new BatchGetItemRequest { RequestItems = new() { [LogTable] = new() { Keys = keys } } });
        long sum = 0;
        foreach (Dictionary<string, AttributeValue> attributes in response.Responses[LogTable])
        {
            sum += HandMapping.ToLogRow(attributes).BytesSent;
        }

        return sum;
    }

    public override void Dispose() => client.Dispose();

    private static long SumOf(List<Dictionary<string, AttributeValue>> items)
    {
        long sum = 0;
        foreach (Dictionary<string, AttributeValue> attributes in items)
        {
            sum += HandMapping.ToOrder(attributes).CheckSum;
        }

        return sum;
    }

    private async Task<long> SumAsync()
    {
        ScanResponse response = await client.ScanAsync(new ScanRequest
        {
            TableName = LogTable,
            ProjectionExpression = "#bytes",
            ExpressionAttributeNames = new() { ["#bytes"] = "bytessent" },
        });
        long sum = 0;
        foreach (Dictionary<string, AttributeValue> attributes in response.Items)
        {
            sum += HandMapping.BytesSentOf(attributes);
        }

        return sum;
    }
}

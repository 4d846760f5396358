using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo.Benchmarks.Batches;

/// <summary>One full request of writes and one of reads: ours, with mapping written by hand, and by the object model.</summary>
internal sealed class BatchBenchmark : IDisposable
{
    private const int WriteCount = 25;
    private const int GetCount = 100;

    private readonly LogRow[] _rows = [.. Enumerable.Range(0, GetCount).Select(LogRow.Create)];
    private readonly LogRow[] _writes;
    private readonly ContextLogRow[] _contextWrites;
    private readonly LogRowKey[] _keys;
    private readonly AmazonDynamoDBClient _writeClient;
    private readonly AmazonDynamoDBClient _getClient;
    private readonly DynamoDBContext _writeContext;
    private readonly DynamoDBContext _getContext;
    private readonly LogRowTable _writeTable;
    private readonly LogRowTable _getTable;

    public BatchBenchmark()
    {
        _writes = _rows[..WriteCount];
        _contextWrites = [.. _writes.Select(ContextLogRow.Of)];
        _keys = [.. _rows.Select(LogRowTable.KeyOf)];
        _writeClient = CannedHttp.CreateClient("{\"UnprocessedItems\":{}}"u8);
        _writeTable = new LogRowTable(_writeClient);
        _writeContext = ContextOf(_writeClient);
        using ByteBuffer answer = Answer(_writeTable, _rows);
        _getClient = CannedHttp.CreateClient(answer.Written);
        _getTable = new LogRowTable(_getClient);
        _getContext = ContextOf(_getClient);
    }

    public void Dispose()
    {
        _writeContext.Dispose();
        _getContext.Dispose();
        _writeClient.Dispose();
        _getClient.Dispose();
    }

    public IReadOnlyList<Variant> Variants() =>
    [
        new("write of 25", "TypedDynamo", async () => Check(WriteCount, (await _writeTable.PutManyAsync(_writes)).Written)),
        new("write of 25", "AWS, hand-written", WriteByHandAsync),
        new("write of 25", "DynamoDBContext", WriteByContextAsync),
        new("get of 100", "TypedDynamo", async () => Check(GetCount, (await _getTable.GetManyAsync(_keys).ToListAsync()).Count)),
        new("get of 100", "AWS, hand-written", async () => Check(GetCount, (await GetByHandAsync()).Count)),
        new("get of 100", "DynamoDBContext", async () => Check(GetCount, (await GetByContextAsync()).Count)),
    ];

    private static DynamoDBContext ContextOf(AmazonDynamoDBClient client)
        => new DynamoDBContextBuilder().WithDynamoDBClient(() => client).ConfigureContext(c => c.DisableFetchingTableMetadata = true).Build();

    private static ByteBuffer Answer(LogRowTable table, LogRow[] rows)
    {
        var answer = new ByteBuffer();
        answer.Write("{\"Responses\":{\"log-rows\":["u8);
        for (int i = 0; i < rows.Length; i++)
        {
            answer.Write(i == 0 ? default : ","u8);
            ItemRequest.Write(answer, table.Connection, table.Mapping, rows[i], default);
        }

        answer.Write("]},\"UnprocessedKeys\":{}}"u8);
        return answer;
    }

    private static void Check(long expected, long found)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"There are {found} items where there should be {expected}.");
        }
    }

    // Number text is made and read with the invariant culture, as code that is to run everywhere does.
    private static Dictionary<string, AttributeValue> ToAttributes(LogRow row) => new()
    {
        ["Id"] = new(row.Id),
        ["Host"] = new(row.Host),
        ["Date"] = new(row.Date),
        ["Hour"] = new() { N = row.Hour.ToString(CultureInfo.InvariantCulture) },
        ["Url"] = new(row.Url),
        ["ResponseCode"] = new() { N = row.ResponseCode.ToString(CultureInfo.InvariantCulture) },
        ["BytesSent"] = new() { N = row.BytesSent.ToString(CultureInfo.InvariantCulture) },
        ["UserAgent"] = new(row.UserAgent),
    };

    private static LogRow FromAttributes(Dictionary<string, AttributeValue> attributes) => new()
    {
        Id = attributes["Id"].S,
        Host = attributes["Host"].S,
        Date = attributes["Date"].S,
        Hour = int.Parse(attributes["Hour"].N, CultureInfo.InvariantCulture),
        Url = attributes["Url"].S,
        ResponseCode = int.Parse(attributes["ResponseCode"].N, CultureInfo.InvariantCulture),
        BytesSent = long.Parse(attributes["BytesSent"].N, CultureInfo.InvariantCulture),
        UserAgent = attributes["UserAgent"].S,
    };

    private async Task WriteByHandAsync()
    {
        var writes = new List<WriteRequest>(WriteCount);
        foreach (LogRow row in _writes)
        {
            writes.Add(new WriteRequest(new PutRequest(ToAttributes(row))));
        }

        BatchWriteItemResponse response = await _writeClient.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["log-rows"] = writes } });
        Check(0, response.UnprocessedItems?.Count ?? 0);
    }

    private Task WriteByContextAsync()
    {
        IBatchWrite<ContextLogRow> batch = _writeContext.CreateBatchWrite<ContextLogRow>();
        batch.AddPutItems(_contextWrites);
        return batch.ExecuteAsync();
    }

    private async Task<List<LogRow>> GetByHandAsync()
    {
        var keys = new List<Dictionary<string, AttributeValue>>(GetCount);
        foreach (LogRowKey key in _keys)
        {
            keys.Add(new() { ["Id"] = new(key.Id) });
        }

        BatchGetItemResponse response = await _getClient.BatchGetItemAsync(
            new BatchGetItemRequest { RequestItems = new() { ["log-rows"] = new() { Keys = keys } } });
        Check(0, response.UnprocessedKeys?.Count ?? 0);
        var rows = new List<LogRow>(GetCount);
        foreach (Dictionary<string, AttributeValue> attributes in response.Responses["log-rows"])
        {
            rows.Add(FromAttributes(attributes));
        }

        return rows;
    }

    private async Task<List<ContextLogRow>> GetByContextAsync()
    {
        IBatchGet<ContextLogRow> batch = _getContext.CreateBatchGet<ContextLogRow>();
        foreach (LogRowKey key in _keys)
        {
            batch.AddKey(key.Id);
        }

        await batch.ExecuteAsync();
        return batch.Results;
    }
}

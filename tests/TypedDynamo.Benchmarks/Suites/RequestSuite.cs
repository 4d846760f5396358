using Amazon.DynamoDBv2;
using BenchmarkDotNet.Attributes;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Workloads;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Benchmarks.Suites;

/// <summary>What is done before a request leaves.</summary>
[MemoryDiagnoser]
public class RequestSuite
{
    private static readonly KeyValuePair<string, string>[] s_headers =
    [
        new("content-type", "application/x-amz-json-1.0"),
        new("host", "dynamodb.us-east-1.amazonaws.com"),
        new("x-amz-date", "20261120T120000Z"),
        new("x-amz-target", "DynamoDB_20120810.GetItem"),
    ];

    private readonly AmazonDynamoDBClient _client = CannedHttp.CreateClient("{}"u8);
    private readonly ByteBuffer _request = new(4096);
    private readonly Order _order = Order.Create(42);
    private readonly byte[] _bodyHash = new byte[32];
    private readonly SigV4Signer _signer = new("us-east-1", "dynamodb");
    private OrderTable _orders = null!;

    [GlobalSetup]
    public void CreateTable() => _orders = new OrderTable(_client);

    [GlobalCleanup]
    public void Cleanup()
    {
        _request.Dispose();
        _client.Dispose();
    }

    [Benchmark]
    public int EncodeItem()
    {
        _request.Truncate(0);
        ItemRequest.Write(_request, _orders.Connection, _orders.Mapping, _order, default);
        return _request.Length;
    }

    [Benchmark]
    public int WriteQuery()
    {
        _request.Truncate(0);
        _orders.Query("customer#00000", static k => k.BeginsWith("order#")).Where(static o => o.Quantity > 3)
            .Operation!.WriteRequest(_request, countsOnly: false, default);
        return _request.Length;
    }

    [Benchmark]
    public string SignRequest()
        => _signer.CreateAuthorization("canned", "not-checked", "20261120T120000Z", "/", s_headers, _bodyHash);
}

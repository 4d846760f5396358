using Amazon.DynamoDBv2;
using BenchmarkDotNet.Attributes;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Workloads;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using TypedDynamo.Wire;
using WebLog;

namespace TypedDynamo.Benchmarks.Suites;

/// <summary>What becomes of a page's bytes.</summary>
[MemoryDiagnoser]
public class PageSuite
{
    private const int Count = 100;

    private readonly AmazonDynamoDBClient _client = CannedHttp.CreateClient("{}"u8);
    private byte[] _orderPage = [];
    private byte[] _logPage = [];
    private PagedOperation<Order> _orders = null!;
    private PagedOperation<LogRow> _log = null!;

    [GlobalSetup]
    public void CreatePages()
    {
        var orders = new OrderTable(_client);
        var log = new LogRowTable(_client);
        _orders = ScanOperation.Create(orders.Connection, null, orders.Mapping, new ScanOptions()).Create();
        _log = ScanOperation.Create(log.Connection, null, log.Mapping, new ScanOptions()).Create();
        _orderPage = Page(
            Enumerable.Range(0, Count).Select(Order.Create),
            (page, order) => ItemRequest.Write(page, orders.Connection, orders.Mapping, order, default));
        _logPage = Page(
            new GeneratedLog(Count).Rows(),
            (page, row) => ItemRequest.Write(page, log.Connection, log.Mapping, row, default));
    }

    [GlobalCleanup]
    public void Cleanup() => _client.Dispose();

    [Benchmark]
    public int DecodeOrders()
    {
        using ItemPage<Order> page = _orders.ReadResponse(_orderPage);
        return page.Count;
    }

    [Benchmark]
    public int DecodeLogRows()
    {
        using ItemPage<LogRow> page = _log.ReadResponse(_logPage);
        return page.Count;
    }

    private static byte[] Page<T>(IEnumerable<T> items, Action<ByteBuffer, T> write)
    {
        using var page = new ByteBuffer();
        page.Write("{\"Items\":["u8);
        bool isFirst = true;
        foreach (T item in items)
        {
            page.Write(isFirst ? default : ","u8);
            write(page, item);
            isFirst = false;
        }

        page.Write("]}"u8);
        return page.Written.ToArray();
    }
}

using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>A kind of call that every client makes.</summary>
/// <param name="Name">What the command line and the figures call it.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="TableName">The table that it reads or writes.</param>
/// <param name="Call">The client's call; null where it has none.</param>
/// <param name="Expected">What the call answers with, if the result is right.</param>
internal sealed record WorkloadKind(
    string Name, string Title, string TableName, Func<WorkloadClient, Func<Task<long>>?> Call, Func<WorkloadData, long> Expected)
{
    public static readonly WorkloadKind GetItem = new(
        "get-item", "GetItem", WorkloadClient.OrdersTable, client => client.GetItemAsync, data => data.Order.CheckSum);

    public static readonly WorkloadKind Query = new(
        "query", "Query of 100 orders", WorkloadClient.OrdersTable, client => client.QueryAsync,
        data => data.Orders.Take(WorkloadData.QueriedOrders).Sum(order => order.CheckSum));

    public static readonly WorkloadKind ScanOrders = new(
        "scan-orders", "Scan page, 1,000 orders", WorkloadClient.OrdersTable, client => client.ScanOrdersAsync,
        data => data.Orders.Sum(order => order.CheckSum));

    public static readonly WorkloadKind ScanLog = new(
        "scan-log", "Scan page, 2,000 log rows", WorkloadClient.LogTable, client => client.ScanLogAsync, data => SumOf(data.Rows));

    public static readonly WorkloadKind SumLog = new(
        "sum-log", "The same, one attribute summed", WorkloadClient.LogTable, client => client.SumLogAsync, data => SumOf(data.Rows));

    public static readonly WorkloadKind BatchGet = new(
        "batch-get", "BatchGet of 100 log rows", WorkloadClient.LogTable, client => client.BatchGetAsync,
        data => SumOf(data.Rows.Take(WorkloadData.ReadRows)));

    public static readonly WorkloadKind PutItem = new(
        "put-item", "PutItem", WorkloadClient.OrdersTable, client => client.PutItemAsync, _ => 1);

    public static readonly WorkloadKind UpdateItem = new(
        "update-item", "UpdateItem", WorkloadClient.OrdersTable, client => client.UpdateItemAsync, _ => 1);

    public static readonly WorkloadKind BatchWrite = new(
        "batch-write", "BatchWrite of 25 log rows", WorkloadClient.LogTable, client => client.BatchWriteAsync, _ => WorkloadData.WrittenRows);

    /// <summary>Gets all kinds, those that read first: what they read is recorded before it is changed.</summary>
    public static IReadOnlyList<WorkloadKind> All { get; } =
        [GetItem, Query, ScanOrders, ScanLog, SumLog, BatchGet, PutItem, UpdateItem, BatchWrite];

    private static long SumOf(IEnumerable<LogRow> rows) => rows.Sum(row => row.BytesSent);
}

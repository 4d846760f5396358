namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>One way to do what the workload asks. Every method answers with a number that a wrong result would change.</summary>
internal abstract class WorkloadClient(string name) : IDisposable
{
    public const string OrdersTable = "orders";
    public const string LogTable = "logfile_scan";

    public string Name { get; } = name;

    /// <summary>Reads one order, and gives its checksum.</summary>
    public abstract Task<long> GetItemAsync();

    /// <summary>Writes one order.</summary>
    public abstract Task<long> PutItemAsync();

    /// <summary>Adds one to an order's quantity and sets its status, if there is the order.</summary>
    public abstract Task<long> UpdateItemAsync();

    /// <summary>Reads a customer's orders in one page, and adds their checksums.</summary>
    public abstract Task<long> QueryAsync();

    /// <summary>Reads all orders in one page, and adds their checksums.</summary>
    public abstract Task<long> ScanOrdersAsync();

    /// <summary>Reads all rows of the log in one page, and adds the bytes sent.</summary>
    public abstract Task<long> ScanLogAsync();

    /// <summary>Adds the bytes sent of all rows of the log without making the rows; null where the client has no such way.</summary>
    public virtual Func<Task<long>>? SumLogAsync => null;

    /// <summary>Writes 25 rows of the log, and gives how many of them are written.</summary>
    public abstract Task<long> BatchWriteAsync();

    /// <summary>Reads 100 rows of the log by their keys, and adds the bytes sent.</summary>
    public abstract Task<long> BatchGetAsync();

    public abstract void Dispose();
}

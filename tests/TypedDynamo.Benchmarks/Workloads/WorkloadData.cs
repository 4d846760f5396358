using System.Reflection;
using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>The items that the clients read and write.</summary>
internal sealed class WorkloadData
{
    public const int QueriedOrders = 100;
    public const int WrittenRows = 25;
    public const int ReadRows = 100;

    private const int OrderCount = 1000;
    private const int RowCount = 2000;

    public WorkloadData()
    {
        Orders = [.. Enumerable.Range(0, OrderCount).Select(Order.Create)];
        FileInfo file = WorkshopFile();
        LogSource log = file.Exists ? CsvLog.Open([file], copies: 1, CancellationToken.None) : new GeneratedLog(RowCount);
        Rows = [.. log.Rows().Take(RowCount)];
        Note = file.Exists ? "The log rows are the workshop's." : "The log rows are generated: the workshop's file is not at hand.";
    }

    public Order[] Orders { get; }

    public LogRow[] Rows { get; }

    /// <summary>Gets where the log rows come from.</summary>
    public string Note { get; }

    /// <summary>Gets the order that is read, written and updated alone.</summary>
    public Order Order => Orders[42];

    // The files of AWS's parallel-scan workshop, where they are at hand. Generated rows of the same form are shorter.
    private static FileInfo WorkshopFile()
    {
        string root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "RepositoryRoot").Value!;
        string folder = Environment.GetEnvironmentVariable("TYPEDDYNAMO_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(root, "..", "shared", "data");
        return new FileInfo(Path.Combine(folder, "logfile_medium1.csv"));
    }
}

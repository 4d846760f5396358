using System.CommandLine;
using System.Globalization;
using TypedDynamo.Benchmarks.Workloads;

namespace TypedDynamo.Benchmarks.Scanning;

/// <summary>The command <c>scan-slowly</c>: a million rows for a consumer that is slower than the table, and pauses now and then.</summary>
/// <remarks>A test gives it a small heap. It writes how many rows came, and the most that the heap held after a collection.</remarks>
internal static class SlowScanCommand
{
    private const string CommandName = "scan-slowly";
    private const int PageRows = 3500;
    private const int Pages = 286;
    private const int PauseEvery = 50_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var command = new Command(CommandName) { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        using ScanBench bench = await ScanBench.StartAsync(new WorkloadData(), Pages, PageRows, TimeSpan.Zero);
        var options = new ParallelScanOptions();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB, at most {options.MaxConcurrency} requests, {options.BufferBytes >> 10} KB of pages"));
        long rows = 0;
        long largestHeap = 0;
        try
        {
            await foreach (WebLog.LogRow _ in bench.Log.ScanAllParallelAsync(options))
            {
                if (++rows % PauseEvery == 0)
                {
                    largestHeap = Math.Max(largestHeap, GC.GetGCMemoryInfo().HeapSizeBytes);
                    await Task.Delay(s_pause);
                }
            }
        }
        finally
        {
            GCMemoryInfo heap = GC.GetGCMemoryInfo();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"heap {heap.HeapSizeBytes >> 20} MB, at most {largestHeap >> 20} MB; committed {heap.TotalCommittedBytes >> 20} MB, "
                + $"fragmented {heap.FragmentedBytes >> 20} MB; collections {GC.CollectionCount(0)}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows: {rows}"));
        }
    }
}

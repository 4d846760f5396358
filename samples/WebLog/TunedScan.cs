using TypedDynamo;

namespace WebLog;

/// <summary>A parallel scan without numbers, which finds its own; with a budget and checkpoints, where the options say so.</summary>
internal static class TunedScan
{
    public static async Task<ScanReport> RunAsync(
        LogRowTable table, WebLogOptions options, int? pageSize, ResponseMeter meter, CancellationToken cancellationToken)
    {
        ScanProgress? last = null;
        Action<string>? show = null;
        var scan = table.ScanAllParallelAsync(
            new ParallelScanOptions
            {
                PageSize = pageSize,
                MaxReadCapacityPerSecond = options.Budget,
                CheckpointStore = options.Checkpoint is { } directory ? new FileCheckpointStore(directory.FullName) : null,
                Progress = new ScanProgressLine(progress =>
                {
                    last = progress;
                    show?.Invoke($"{progress.ScannedItems} rows, {progress.FinishedSegments} of {progress.Segments} segments, "
                        + $"{progress.Concurrency} requests at once, {progress.ReadUnits:0} read units");
                }),
            },
            cancellationToken);
        ScanReport report = await Terminal.ShowAsync("Scanning", shown =>
        {
            show = shown;
            return ScanReport.RunAsync(scan, meter);
        });
        report.Print(last is null
            ? "parallel scan that tunes itself"
            : $"parallel scan that tunes itself, {last.Segments} segments, {last.Concurrency} requests at once in the end");
        if (scan.GetCheckpoint().Items - report.Rows is > 0 and var before)
        {
            Console.WriteLine($"rows that earlier runs had read: {before}");
        }

        return report;
    }

    /// <summary>Is called on the scan's own threads, unlike <see cref="Progress{T}"/>: the last report is there when the scan ends.</summary>
    private sealed class ScanProgressLine(Action<ScanProgress> show) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => show(value);
    }
}

using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Workloads;
using WebLog;

namespace TypedDynamo.Benchmarks.Scanning;

/// <summary>Compares a scan that tunes itself with the best of those that do not.</summary>
internal static class TuningReport
{
    // More than any scan here reads: each ends after a while.
    private const long Pages = 10_000_000;
    private const int Segments = 4096;

    private static readonly int[] s_concurrencies = [4, 8, 16, 24, 32, 48, 64, 96, 128];

    public static async Task PrintAsync(WorkloadData data, TimeSpan latency, int pageRows, bool quick)
    {
        TimeSpan fixedTime = TimeSpan.FromSeconds(quick ? 2 : 5);
        TimeSpan tunedTime = TimeSpan.FromSeconds(quick ? 25 : 45);
        using ScanBench bench = await ScanBench.StartAsync(data, Pages, pageRows, latency);
        await ScanAsync(bench, new() { Segments = Segments, Concurrency = 16 }, fixedTime);

        Table table = ComparisonReport.CreateTable($"{latency.TotalMilliseconds} ms a request, pages of {pageRows} rows", "in flight", "pages a second");
        double best = 0;
        foreach (int concurrency in s_concurrencies)
        {
            List<ScanProgress> reports = await ScanAsync(bench, new() { Segments = Segments, Concurrency = concurrency }, fixedTime);
            double rate = RateOf(reports, reports[reports.Count / 5]);
            best = Math.Max(best, rate);
            table.AddRow(concurrency.ToString(CultureInfo.InvariantCulture), Number(rate));
        }

        List<ScanProgress> tuned = await ScanAsync(bench, new() { Segments = Segments }, tunedTime);
        ScanProgress settled = SettledAt(tuned);
        double tunedRate = RateOf(tuned, settled);
        table.AddRow("self-tuned, after settling", Number(tunedRate));
        ComparisonReport.CreateConsole().Write(table);
        Console.WriteLine(FormattableString.Invariant(
            $"Settled after {settled.Elapsed.TotalSeconds:0.0} s at about {settled.Concurrency} requests, then {tunedRate / best:0.00} of the best fixed setting over {(tuned[^1].Elapsed - settled.Elapsed).TotalSeconds:0} s."));
        Console.WriteLine("Concurrency over time: " + string.Join(
            ", ", tuned.Where((_, index) => index % 10 == 0).Select(report => FormattableString.Invariant($"{report.Elapsed.TotalSeconds:0.0} s {report.Concurrency}"))));
    }

    /// <summary>Scans for a while.</summary>
    private static async Task<List<ScanProgress>> ScanAsync(ScanBench bench, ParallelScanOptions options, TimeSpan time)
    {
        var reports = new Reports();
        using var stop = new CancellationTokenSource(time);
        try
        {
            await foreach (LogRow _ in bench.Log.ScanAllParallelAsync(
                options with { Progress = reports, ProgressInterval = TimeSpan.FromMilliseconds(100) }, stop.Token))
            {
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        return reports.All;
    }

    /// <summary>Finds the first report that begins a second in which the concurrency is, on average, what it is in the second half: looks up and down are part of that.</summary>
    private static ScanProgress SettledAt(List<ScanProgress> reports)
    {
        const int ReportsOfASecond = 10;
        double held = reports.Skip(reports.Count / 2).Average(report => report.Concurrency);
        for (int i = 0; i < reports.Count / 2; i++)
        {
            double average = reports.Skip(i).Take(ReportsOfASecond).Average(report => report.Concurrency);
            if (average >= held * 0.85 && average <= held / 0.85)
            {
                return reports[i];
            }
        }

        return reports[reports.Count / 2];
    }

    private static double RateOf(List<ScanProgress> reports, ScanProgress from)
        => (reports[^1].Pages - from.Pages) / (reports[^1].Elapsed - from.Elapsed).TotalSeconds;

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Reports : IProgress<ScanProgress>
    {
        public List<ScanProgress> All { get; } = [];

        public void Report(ScanProgress value) => All.Add(value);
    }
}

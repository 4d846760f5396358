using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Spectre.Console;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Decoding;
using TypedDynamo.Benchmarks.Workloads;
using WebLog;

namespace TypedDynamo.Benchmarks.Scanning;

/// <summary>The command <c>scan</c>: parallel scans where the client's processor is the limit, and where the network is.</summary>
internal static class ScanCommand
{
    public const string PeakCommandName = "scan-peak";

    private const string Cpu = "cpu";
    private const string Memory = "memory";
    private const string Latency = "latency";
    private const string Tuning = "tuning";
    private const string OfAws = "AWS low-level";
    private const string OfOurs = "TypedDynamo";
    private const int CpuPages = 48;
    private const int MemoryPages = 320;
    private const int LatencyPages = 2000;
    private const int LatencyPageRows = 20;

    private static readonly int[] s_segments = [1, 4, 16];
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Measures this alone: what a scan costs the processor, how much memory it takes, how it uses requests that "
                + "take their time, how it tunes itself.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong(Cpu, Memory, Latency, Tuning);
        var command = new Command("scan", "Measures parallel scans of a table in memory, beside a scan written by hand on the AWS SDK.")
        {
            ComparisonCommand.Rounds, ComparisonCommand.Quick, ComparisonCommand.Json, only,
        };
        command.SetAction(async (result, _) =>
        {
            var data = new WorkloadData();
            Console.WriteLine(data.Note);
            string[] parts = result.GetValue(only) is { Length: > 0 } some ? some : [Cpu, Memory, Latency, Tuning];
            bool quick = result.GetValue(ComparisonCommand.Quick);
            if (parts.Contains(Cpu))
            {
                await CompareAsync(data, result.GetValue(ComparisonCommand.Rounds) ?? (quick ? 3 : 7), result.GetValue(ComparisonCommand.Json));
            }

            if (parts.Contains(Memory))
            {
                await PrintMemoryAsync(data);
            }

            if (parts.Contains(Latency))
            {
                await PrintLatencyAsync(data);
            }

            if (parts.Contains(Tuning))
            {
                await TuningReport.PrintAsync(data, s_latency, LatencyPageRows, quick);
            }
        });
        return command;
    }

    public static Command CreatePeak()
    {
        var endpoint = new Argument<string>("endpoint");
        var kind = new Argument<string>("kind");
        var segments = new Argument<int>("segments");
        var command = new Command(PeakCommandName) { endpoint, kind, segments };
        command.Hidden = true;
        command.SetAction(async (result, _) =>
        {
            using ScanBench bench = ScanBench.Connect(new Uri(result.GetRequiredValue(endpoint)));
            await WaysOf(bench, result.GetValue(segments)).Single(way => way.Kind == result.GetValue(kind)).RunAsync();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(process.PeakWorkingSet64);
        });
        return command;
    }

    private static async Task CompareAsync(WorkloadData data, int rounds, string? json)
    {
        using ScanBench bench = await ScanBench.StartAsync(data, CpuPages, data.Rows.Length, TimeSpan.Zero);
        List<Variant> variants = [];
        foreach (int segments in s_segments)
        {
            long expected = bench.Expected(segments);
            foreach (Way way in WaysOf(bench, segments))
            {
                string title = $"{(way.Reads ? "Reading" : "Summing")}, {segments} segments";
                variants.Add(new Variant($"{(way.Reads ? "read" : "sum")}-{segments}", title, way.Client, async () =>
                {
                    long sum = await way.RunAsync();
                    if (sum != expected)
                    {
                        throw new InvalidOperationException($"{way.Client} finds {sum} where it should be {expected}.");
                    }
                }));
            }
        }

        IReadOnlyList<Finding> findings = await Comparison.MeasureAsync(
            variants, new ComparisonSettings { Rounds = rounds, Slice = TimeSpan.FromMilliseconds(1), WarmUps = 2 });
        double objects = BytesOfObjects(data.Rows);
        long pages = CpuPages;
        long rows = pages * data.Rows.Length;
        Table table = ComparisonReport.CreateTable(
            "Pages of 2,000 log rows", "scan", "by", "CPU s a million rows", "to AWS", "bytes a row", "above the objects, KB a page");
        foreach (Finding finding in findings)
        {
            bool reads = finding.Variant.Kind.StartsWith("read", StringComparison.Ordinal);
            table.AddRow(
                finding.Variant.Title,
                finding.Variant.Way,
                Number(finding.Cost.Nanoseconds / rows / 1000),
                ComparisonReport.Ratio(finding.ToBaseline.Nanoseconds),
                Number(finding.Cost.Bytes / rows),
                Number(((finding.Cost.Bytes / pages) - (reads ? objects : 0)) / 1024));
        }

        ComparisonReport.CreateConsole().Write(table);
        foreach (int segments in s_segments)
        {
            Cost sum = CostOf("sum");
            Cost read = CostOf("read");
            Console.WriteLine($"Summing to reading, {segments} segments: {ComparisonReport.Ratio(sum.Nanoseconds / read.Nanoseconds)} of the CPU.");

            Cost CostOf(string kind)
                => findings.Single(finding => finding.Variant.Kind == $"{kind}-{segments}" && finding.Variant.Way == OfOurs).Cost;
        }

        if (json is not null)
        {
            ComparisonReport.WriteJson(findings, json);
        }
    }

    private static List<Way> WaysOf(ScanBench bench, int segments)
    {
        var options = new ParallelScanOptions { Segments = segments, Concurrency = segments };
        return
        [
            new("aws-read", OfAws, Reads: true, () => HandWrittenScan.ReadAsync(bench.Client, segments)),
            new("read", OfOurs, Reads: true, () => bench.ReadAsync(options)),
            new("aws-sum", OfAws, Reads: false, () => HandWrittenScan.SumAsync(bench.Client, segments)),
            new("sum", OfOurs, Reads: false, () => bench.SumAsync(options)),
        ];
    }

    // Each scan in a process of its own, for a process keeps the most that it ever had.
    private static async Task PrintMemoryAsync(WorkloadData data)
    {
        using ScanBench bench = await ScanBench.StartAsync(data, MemoryPages, data.Rows.Length, TimeSpan.Zero);
        Table table = ComparisonReport.CreateTable(
            "Peak memory of the process, MB", ["scan", "by", .. s_segments.Select(segments => $"{segments} segments")]);
        foreach (Way way in WaysOf(bench, 1))
        {
            List<string> row = [way.Reads ? "Reading" : "Summing", way.Client];
            foreach (int segments in s_segments)
            {
                row.Add(Number(await PeakAsync(bench.Endpoint, way.Kind, segments) / 1024.0 / 1024));
            }

            table.AddRow([.. row]);
        }

        ComparisonReport.CreateConsole().Write(table);
    }

    private static async Task<long> PeakAsync(Uri endpoint, string kind, int segments)
    {
        string program = Environment.ProcessPath!;
        List<string> arguments = [PeakCommandName, endpoint.ToString(), kind, segments.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            arguments.InsertRange(0, ["exec", Assembly.GetExecutingAssembly().Location]);
        }

        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return long.Parse(output, CultureInfo.InvariantCulture);
    }

    /// <summary>Compares scans of fixed concurrency with the best schedule that the pages allow.</summary>
    private static async Task PrintLatencyAsync(WorkloadData data)
    {
        using ScanBench bench = await ScanBench.StartAsync(data, LatencyPages, LatencyPageRows, s_latency);
        TimeSpan request = await MeasureRequestAsync(bench);
        Table table = ComparisonReport.CreateTable(
            $"{LatencyPages} pages or more of {LatencyPageRows} rows, {s_latency.TotalMilliseconds} ms a request (alone: {Number(request.TotalMilliseconds)} ms)",
            "segments", "in flight", "pages", "seconds", "ideal", "ideal / seconds", "by the request alone");
        foreach ((int segments, int concurrency) in new[] { (100, 1), (100, 4), (200, 8), (400, 16), (800, 32) })
        {
            long[] pages = [.. Enumerable.Range(0, segments).Select(segment => bench.Table.PagesOf(segment, segments))];
            long longest = IdealRounds(pages, concurrency);
            var watch = Stopwatch.StartNew();
            long sum = await bench.ReadAsync(new() { Segments = segments, Concurrency = concurrency });
            watch.Stop();
            if (sum != bench.Expected(segments))
            {
                throw new InvalidOperationException("The scan is wrong.");
            }

            TimeSpan ideal = s_latency * longest;
            table.AddRow(
                segments.ToString(CultureInfo.InvariantCulture),
                concurrency.ToString(CultureInfo.InvariantCulture),
                pages.Sum().ToString(CultureInfo.InvariantCulture),
                Number(watch.Elapsed.TotalSeconds),
                Number(ideal.TotalSeconds),
                Number(ideal / watch.Elapsed),
                Number(request * longest / watch.Elapsed));
        }

        ComparisonReport.CreateConsole().Write(table);
    }

    /// <summary>Says how many requests one after the other the best schedule takes: no less than its share of all, nor than the longest segment.</summary>
    private static long IdealRounds(long[] pages, int concurrency) => Math.Max((pages.Sum() + concurrency - 1) / concurrency, pages.Max());

    // Half of what the first scan of a process costs is the compiler's.
    private static async Task<TimeSpan> MeasureRequestAsync(ScanBench bench)
    {
        var onePage = new ParallelScanOptions { Segments = LatencyPages, Concurrency = 1, Worker = new ScanWorker(0, LatencyPages / 50) };
        await bench.ReadAsync(onePage);
        await bench.ReadAsync(onePage with { Concurrency = 16, Worker = null });
        var watch = Stopwatch.StartNew();
        await bench.ReadAsync(onePage);
        return watch.Elapsed / 50;
    }

    private static double BytesOfObjects(LogRow[] rows)
    {
        var clones = new LogRow[rows.Length];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < rows.Length; i++)
        {
            clones[i] = Clones.Of(rows[i]);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(clones);
        return bytes;
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record Way(string Kind, string Client, bool Reads, Func<Task<long>> RunAsync);
}

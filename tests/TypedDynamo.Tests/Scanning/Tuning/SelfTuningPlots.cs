using System.Reflection;
using TypedDynamo.TestKit;

namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>The plots of <c>docs/design/self-tuning.md</c> are what the tuner does. UPDATE_SNAPSHOTS=1 draws them anew.</summary>
public sealed class SelfTuningPlots
{
    private const double Seconds = 30;
    private const int Maximum = 64;
    private const string Blue = "#1f5fa8";
    private const string Grey = "#777";

    private static readonly TableModel s_noisy = new() { LatencySpread = 0.5 };

    [Fact]
    public void ATableWithoutLimit() => Plot(
        "no-limit", "A table without limit, 20 ms a page", s_noisy, most: [(0, 3200)], [0, 1000, 2000, 3000, 4000]);

    [Fact]
    public void AServerOfTwentySlots() => Plot(
        "slots", "20 requests are served at once, others wait", s_noisy with { Slots = 20 }, most: [(0, 1000)], [0, 500, 1000]);

    [Fact]
    public void AThrottledTable() => Plot(
        "throttled",
        "Provisioned for 1,000 pages a second, two seconds of it saved, a fifth of the throttles seen",
        s_noisy with { PagesPerSecond = 1000, VisibleThrottles = 0.2 },
        most: [(0, 1000)],
        [0, 1000, 2000, 3000]);

    [Fact]
    public void ATableThatChanges() => Plot(
        "changes",
        "10 slots, from the tenth second 40, from the twentieth 10",
        s_noisy with { Slots = 10 },
        most: [(0, 500), (10, 2000), (20, 500)],
        [0, 1000, 2000],
        (10, s_noisy with { Slots = 40 }),
        (20, s_noisy with { Slots = 10 }));

    [Fact]
    public void TimeAgainstSegments()
    {
        const int Pages = 2000;
        const int Workers = 32;
        double[] ticks = [16, 32, 64, 128, 256, 512, 1024, 2048];
        var segments = Enumerable.Range(0, 29).Select(i => (int)Math.Round(16 * Math.Pow(2, i / 4.0))).ToArray();
        double chosen = Math.Sqrt(32 * Pages);

        const string Title = "2,000 pages, 32 requests under way: the whole scan's time";
        Match("segments", new SvgPlot(Title, "segments", ticks, Math.Log2)
            .Panel(
                "time, 1 = no worker ever idle",
                [1, 1.5, 2, 2.5, 3],
                new PlotLine("even", Blue, Times(spread: 0)),
                new PlotLine("skewed", "#b3541e", Times(spread: 1)),
                new PlotLine("sqrt(32 × pages)", Grey, [(chosen, 1), (chosen, 3)], Dashed: true))
            .ToString());

        (double, double)[] Times(double spread)
        {
            var tables = Enumerable.Range(1, 4).Select(seed => SegmentPlan.Keys(Pages, spread, seed)).ToArray();
            return [.. segments.Select(count => ((double)count, tables.Average(keys => SegmentPlan.Time(keys, Pages, Workers, count))))];
        }
    }

    private static void Plot(
        string name, string title, TableModel table, (double From, double PagesPerSecond)[] most, double[] yTicks,
        params (double At, TableModel Model)[] changes)
    {
        SimulatedScan scan = SimulatedTable.Run(table, seed: 1, Seconds, Maximum, changes);
        var targets = new List<(double X, double Y)>();
        foreach ((double time, int target) in scan.Targets)
        {
            if (targets.Count > 0)
            {
                targets.Add((time, targets[^1].Y));
            }

            targets.Add((time, target));
        }

        targets.Add((Seconds, targets[^1].Y));
        var rates = Enumerable.Range(0, (int)(Seconds * 2))
            .Select(half => ((half / 2.0) + 0.25, scan.Rate(half / 2.0, (half + 1) / 2.0) / SimulatedTable.PageBytes)).ToArray();
        var best = most.SelectMany((span, i) => new[]
        {
            (span.From, span.PagesPerSecond), (i + 1 < most.Length ? most[i + 1].From : Seconds, span.PagesPerSecond),
        }).ToArray();

        Match(name, new SvgPlot(title, "seconds", [0, 5, 10, 15, 20, 25, 30])
            .Panel("requests under way", [0, 16, 32, 48, 64], new PlotLine("", Blue, targets))
            .Panel("pages a second", yTicks, new PlotLine("self-tuned", Blue, rates), new PlotLine("best fixed", Grey, best, Dashed: true))
            .ToString());
    }

    private static void Match(string name, string plot)
    {
        plot.Length.ShouldBeLessThan(30_000);
        string root = typeof(SelfTuningPlots).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
        string path = Path.Combine(root, "docs", "design", $"self-tuning-{name}.svg");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, plot);
            return;
        }

        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != plot)
        {
            throw new SnapshotException($"{path} is not what the tuner does now. Run with UPDATE_SNAPSHOTS=1 and look at it.");
        }
    }
}

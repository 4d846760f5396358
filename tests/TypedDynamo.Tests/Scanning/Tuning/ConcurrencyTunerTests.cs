using System.Collections.Concurrent;
using TypedDynamo.Scanning;

namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>What the tuner makes of tables that are simulated in virtual time: see <c>docs/design/self-tuning.md</c>.</summary>
public sealed class ConcurrencyTunerTests
{
    private const int Maximum = 64;
    private const double Seconds = 30;

    private static readonly Dictionary<string, TableModel> s_tables = new()
    {
        ["no limit, constant latency"] = new(),
        ["no limit"] = new() { LatencySpread = 0.5 },
        ["no limit, wide latencies"] = new() { LatencySpread = 1 },
        ["20 slots, constant latency"] = new() { Slots = 20 },
        ["20 slots"] = new() { Slots = 20, LatencySpread = 0.5 },
        ["11 slots"] = new() { Slots = 11, LatencySpread = 0.5 },
        ["3 slots"] = new() { Slots = 3, LatencySpread = 0.5 },
        ["40 slots, wide latencies"] = new() { Slots = 40, LatencySpread = 1 },
        ["20 slots, slower when overloaded"] = new() { Slots = 20, LatencySpread = 0.5, Overload = 0.02 },
        ["a client of one core"] = new() { Latency = 0.01, LatencySpread = 0.5, Decoding = 0.01, Cores = 1 },
        ["a client of two cores"] = new() { LatencySpread = 0.5, Decoding = 0.005, Cores = 2 },
        ["1,000 pages a second, throttles hidden"] = new() { PagesPerSecond = 1000, LatencySpread = 0.5 },
        ["1,000 pages a second, some throttles seen"] = new() { PagesPerSecond = 1000, LatencySpread = 0.5, VisibleThrottles = 0.2 },
        ["1,000 pages a second, throttles seen"] = new() { PagesPerSecond = 1000, LatencySpread = 0.5, VisibleThrottles = 1 },
        ["skewed segments"] = new() { Skew = 0.7, LatencySpread = 0.5 },
        ["skewed segments, 20 slots"] = new() { Skew = 0.7, LatencySpread = 0.5, Slots = 20 },
        ["a consumer of 300 pages a second"] = new() { ConsumerPagesPerSecond = 300, LatencySpread = 0.5 },
        ["5 ms a page, 20 slots"] = new() { Latency = 0.005, Slots = 20, LatencySpread = 0.5 },
    };

    private static readonly ConcurrentDictionary<string, double> s_mostOfFixed = new();

    public static TheoryData<string, int> TablesAndSeeds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string table in s_tables.Keys)
            {
                for (int seed = 1; seed <= 3; seed++)
                {
                    data.Add(table, seed);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(TablesAndSeeds))]
    public void ItSettlesSoonAndGivesNearlyWhatTheBestFixedNumberGives(string table, int seed)
    {
        SimulatedScan scan = SimulatedTable.Run(s_tables[table], seed, Seconds, Maximum);

        scan.SettledAt.ShouldBeLessThan(5);
        scan.Rate(scan.SettledAt, Seconds).ShouldBeGreaterThanOrEqualTo(0.9 * MostOfFixed(table));
        scan.Targets.ShouldAllBe(target => target.Target >= 1 && target.Target <= Maximum);
    }

    /// <summary>No more requests than bring something, and no swinging: looks at the neighbours are a fifth away.</summary>
    [Theory]
    [InlineData("no limit, constant latency", 60, 64, 0.1)]
    [InlineData("no limit", 60, 64, 0.1)]
    [InlineData("20 slots", 18, 28, 0.35)]
    [InlineData("20 slots, constant latency", 18, 28, 0.35)]
    [InlineData("20 slots, slower when overloaded", 18, 28, 0.35)]
    [InlineData("a client of one core", 2, 6, 0.5)]
    [InlineData("a consumer of 300 pages a second", 5, 14, 0.5)]
    [InlineData("1,000 pages a second, throttles seen", 14, 24, 0.4)]
    [InlineData("1,000 pages a second, throttles hidden", 16, 44, 0.5)]
    public void ItHoldsTheKnee(string table, double least, double most, double spread)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            SimulatedScan scan = SimulatedTable.Run(s_tables[table], seed, Seconds, Maximum);

            scan.MeanTarget(15, Seconds).ShouldBeInRange(least, most);
            scan.TargetSpread(15, Seconds).ShouldBeLessThan(spread);
        }
    }

    /// <summary>Where a page takes 0.2 s there are a tenth of the pages to learn from.</summary>
    [Fact]
    public void SlowPagesTakeLonger()
    {
        var table = new TableModel { Latency = 0.2, Slots = 20, LatencySpread = 0.5 };
        double most = SimulatedTable.RunFixed(table, seed: 1, 60, concurrency: 20).Rate(10, 60);
        for (int seed = 1; seed <= 3; seed++)
        {
            SimulatedScan scan = SimulatedTable.Run(table, seed, 60, Maximum);

            scan.SettledAt.ShouldBeLessThan(20);
            scan.Rate(5, 60).ShouldBeGreaterThanOrEqualTo(0.9 * most);
        }
    }

    public static TheoryData<string> Changes => ["slots", "capacity, throttles hidden", "capacity, throttles seen", "consumer", "latency"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void ItFollowsATableThatChanges(string change)
    {
        (TableModel before, TableModel after) = change switch
        {
            "slots" => (new TableModel { Slots = 10 }, new TableModel { Slots = 40 }),
            "capacity, throttles hidden" => (new TableModel { PagesPerSecond = 500 }, new TableModel { PagesPerSecond = 1500 }),
            "capacity, throttles seen" => (new TableModel { PagesPerSecond = 500, VisibleThrottles = 0.5 },
                new TableModel { PagesPerSecond = 1500, VisibleThrottles = 0.5 }),
            "consumer" => (new TableModel { ConsumerPagesPerSecond = 300 }, new TableModel { ConsumerPagesPerSecond = 1500 }),
            _ => (new TableModel { Slots = 30, Latency = 0.08 }, new TableModel { Slots = 30 }),
        };
        before = before with { LatencySpread = 0.5 };
        after = after with { LatencySpread = 0.5 };
        double mostBefore = SimulatedTable.RunFixed(before, seed: 1, 20, concurrency: 40).Rate(5, 20);
        double mostAfter = SimulatedTable.RunFixed(after, seed: 1, 20, concurrency: 40).Rate(5, 20);
        for (int seed = 1; seed <= 3; seed++)
        {
            SimulatedScan scan = SimulatedTable.Run(before, seed, 90, Maximum, (30, after), (60, before));

            scan.Rate(15, 30).ShouldBeGreaterThan(0.85 * mostBefore);
            scan.Rate(45, 60).ShouldBeGreaterThan(0.85 * mostAfter);
            scan.Rate(75, 90).ShouldBeGreaterThan(0.85 * mostBefore);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(100)]
    public void ItNeverLeavesItsBounds(int maximum)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            var quiet = new TableModel { LatencySpread = 0.5 };
            var throttled = quiet with { PagesPerSecond = 200, VisibleThrottles = 1, BurstSeconds = 1 };
            SimulatedScan scan = SimulatedTable.Run(quiet, seed, 12, maximum, (4, throttled), (8, quiet));

            scan.Targets.ShouldAllBe(target => target.Target >= 1 && target.Target <= maximum);
            scan.SettledAt.ShouldBeLessThan(5);
        }
    }

    [Fact]
    public void AThrottledScanFallsAndDoesNotClimbStraightBack()
    {
        var tuner = new ConcurrencyTuner(Maximum, SimulatedTable.Frequency);
        long now = 0;
        Feed(tuner, ref now, seconds: 10);
        int before = tuner.Target;
        before.ShouldBeGreaterThan(32);

        tuner.Throttled(now);
        int fallen = tuner.Target;
        fallen.ShouldBeInRange(before / 2, (int)(before * 0.75));

        // The requests that were under way are throttled too, and that is no second fall.
        tuner.Throttled(now);
        tuner.Target.ShouldBe(fallen);

        long end = now + (2 * SimulatedTable.Frequency);
        while (now < end)
        {
            Feed(tuner, ref now, seconds: 0.02);
            tuner.Target.ShouldBeLessThanOrEqualTo(fallen);
        }

        Feed(tuner, ref now, seconds: 30);
        tuner.Target.ShouldBeGreaterThan(fallen);
    }

    [Fact]
    public void ThrottlesThatGoOnLeadToOneRequestAndNoFurther()
    {
        var tuner = new ConcurrencyTuner(Maximum, SimulatedTable.Frequency);
        long now = 0;
        Feed(tuner, ref now, seconds: 10);
        for (int i = 0; i < 30; i++)
        {
            tuner.Throttled(now);
            Feed(tuner, ref now, seconds: 0.1);
        }

        tuner.Target.ShouldBe(1);
        tuner.HasSettled.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_001, 1)]
    [InlineData(1, 0)]
    public void NumbersOutOfRangeAreRefused(int maximum, long frequency)
        => Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyTuner(maximum, frequency));

    /// <summary>Pages of a table without a limit that takes 20 ms for each.</summary>
    private static void Feed(ConcurrencyTuner tuner, ref long now, double seconds)
    {
        long end = now + (long)(seconds * SimulatedTable.Frequency);
        while (now < end)
        {
            now += SimulatedTable.Frequency / 50 / tuner.Target;
            tuner.PageReceived(now, 100_000);
        }
    }

    private static double MostOfFixed(string table) => s_mostOfFixed.GetOrAdd(table, _ =>
    {
        int[] sweep = [1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64];
        return sweep.Max(concurrency => SimulatedTable.RunFixed(s_tables[table], seed: 99, 12, concurrency).Rate(4, 12));
    });
}

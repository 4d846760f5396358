using System.Diagnostics;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>One way to do one kind of thing.</summary>
/// <param name="Kind">The kind's short name.</param>
/// <param name="Title">The kind as the table calls it.</param>
/// <param name="Way">Who does it.</param>
/// <param name="RunAsync">Does it once, and throws if the result is wrong.</param>
internal sealed record Variant(string Kind, string Title, string Way, Func<Task> RunAsync);

/// <summary>How thoroughly is measured.</summary>
internal sealed record ComparisonSettings
{
    /// <summary>Gets how many rounds the figures are medians of.</summary>
    public required int Rounds { get; init; }

    /// <summary>Gets about how long each variant runs in a round.</summary>
    public required TimeSpan Slice { get; init; }

    /// <summary>Gets how many rounds, at least one, go before those that count: the just-in-time compiler's.</summary>
    public int WarmUps { get; init; } = 2;

    /// <summary>Gets how many calls are under way at once: each number is measured by itself.</summary>
    public IReadOnlyList<int> InFlight { get; init; } = [1];

    /// <summary>Gets after what time no further round begins. At least three are run.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Gets what the name of the way begins with that ratios relate to.</summary>
    public string Baseline { get; init; } = "AWS";

    /// <summary>Gets the name of the way that does nothing but what all must do.</summary>
    public string Floor { get; init; } = "bare HTTP";
}

/// <summary>Bytes that the process allocates for a call, and nanoseconds of processor time.</summary>
internal readonly record struct Cost(double Bytes, double Nanoseconds)
{
    public Cost To(Cost other) => new(Bytes / other.Bytes, Nanoseconds / other.Nanoseconds);
}

/// <summary>What a variant costs.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="InFlight">How many calls were under way at once.</param>
/// <param name="Cost">The medians over the rounds.</param>
/// <param name="ToBaseline">The medians of each round's ratio to <see cref="ComparisonSettings.Baseline"/>.</param>
/// <param name="ToFloor">The same to <see cref="ComparisonSettings.Floor"/>; null where nothing is the floor.</param>
internal sealed record Finding(Variant Variant, int InFlight, Cost Cost, Cost ToBaseline, Cost? ToFloor);

/// <summary>Measures the same thing done in several ways.</summary>
internal static class Comparison
{
    private const int LeastRounds = 3;

    /// <summary>Runs all ways to do a thing in turn, so that what disturbs one disturbs the others.</summary>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(IReadOnlyList<Variant> variants, ComparisonSettings settings)
    {
        List<Measured> all = [.. from inFlight in settings.InFlight
                                 from variant in variants
                                 select new Measured(variant, inFlight)];

        long started = Stopwatch.GetTimestamp();

        // The first passes are the compiler's, and the last one tells how many calls fill a round.
        for (int pass = 0; pass < settings.WarmUps; pass++)
        {
            foreach (Measured measured in all)
            {
                await measured.CalibrateAsync(settings.Slice);
            }
        }

        for (int round = 0; round < settings.Rounds && (round < LeastRounds || Stopwatch.GetElapsedTime(started) < settings.Limit); round++)
        {
            // To and fro, so that no one always comes after the same other one.
            foreach (Measured measured in round % 2 == 0 ? all : all.AsEnumerable().Reverse())
            {
                await measured.MeasureAsync();
            }
        }

        return [.. all.GroupBy(measured => (measured.InFlight, measured.Variant.Kind)).SelectMany(kind => FindingsOf(kind, settings))];
    }

    private static IEnumerable<Finding> FindingsOf(IEnumerable<Measured> kind, ComparisonSettings settings)
    {
        Measured baseline = kind.First(measured => measured.Variant.Way.StartsWith(settings.Baseline, StringComparison.Ordinal));
        Measured? floor = kind.FirstOrDefault(measured => measured.Variant.Way == settings.Floor);
        return kind.Select(measured => new Finding(
            measured.Variant,
            measured.InFlight,
            Median(measured.Costs),
            MedianTo(measured, baseline),
            floor is null ? null : MedianTo(measured, floor)));
    }

    private static Cost MedianTo(Measured measured, Measured other)
        => Median(measured.Costs.Zip(other.Costs, (cost, others) => cost.To(others)));

    private static Cost Median(IEnumerable<Cost> costs)
        => new(Median(costs.Select(cost => cost.Bytes)), Median(costs.Select(cost => cost.Nanoseconds)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed class Measured(Variant variant, int inFlight)
    {
        private int _calls;

        public Variant Variant => variant;

        public int InFlight => inFlight;

        public List<Cost> Costs { get; } = [];

        public async Task CalibrateAsync(TimeSpan slice)
        {
            int calls = 0;
            long started = Stopwatch.GetTimestamp();
            TimeSpan elapsed;
            do
            {
                await RunAsync(inFlight);
                calls += inFlight;
                elapsed = Stopwatch.GetElapsedTime(started);
            }
            while (elapsed < slice);

            _calls = Math.Max(inFlight, (int)(calls * (slice / elapsed)));
        }

        public async Task MeasureAsync()
        {
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan processorTime = Environment.CpuUsage.TotalTime;
            await RunAsync(_calls);
            processorTime = Environment.CpuUsage.TotalTime - processorTime;
            bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            Costs.Add(new Cost((double)bytes / _calls, processorTime.TotalNanoseconds / _calls));
        }

        private async Task RunAsync(int calls)
        {
            if (inFlight == 1)
            {
                for (int call = 0; call < calls; call++)
                {
                    await variant.RunAsync();
                }

                return;
            }

            int left = calls;
            await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await variant.RunAsync();
                }
            })));
        }
    }
}

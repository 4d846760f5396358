using System.Diagnostics;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>One way to do one kind of thing.</summary>
internal sealed record Variant(string Kind, string Way, Func<Task> RunAsync);

/// <summary>What a variant costs.</summary>
internal sealed record Cost(Variant Variant, double Bytes, double Nanoseconds);

/// <summary>Measures the same thing done in several ways.</summary>
internal static class Comparison
{
    /// <summary>Runs all variants in turn, so that what disturbs one disturbs the others, and gives the median of the rounds.</summary>
    public static async Task<List<Cost>> MeasureAsync(IReadOnlyList<Variant> variants, int rounds, int calls)
    {
        var costs = variants.ToDictionary(variant => variant, _ => new List<Cost>());
        for (int round = 0; round < rounds + 1; round++)
        {
            foreach (Variant variant in variants)
            {
                Cost cost = await MeasureAsync(variant, calls);

                // The first round is the compiler's.
                if (round > 0)
                {
                    costs[variant].Add(cost);
                }
            }
        }

        return [.. variants.Select(variant => new Cost(
            variant, Median(costs[variant].Select(cost => cost.Bytes)), Median(costs[variant].Select(cost => cost.Nanoseconds))))];
    }

    private static async Task<Cost> MeasureAsync(Variant variant, int calls)
    {
        using Process process = Process.GetCurrentProcess();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan started = process.TotalProcessorTime;
        for (int call = 0; call < calls; call++)
        {
            await variant.RunAsync();
        }

        process.Refresh();
        TimeSpan elapsed = process.TotalProcessorTime - started;
        return new Cost(variant, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls, elapsed.TotalNanoseconds / calls);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

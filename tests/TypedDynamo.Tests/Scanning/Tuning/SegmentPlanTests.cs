namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>
/// Segments for a scan that does not know its workers beforehand: the square root of 32 times its pages, which balances workers that idle
/// at the end against last pages that are less than full.
/// </summary>
public sealed class SegmentPlanTests
{
    /// <param name="pages">The table's pages.</param>
    /// <param name="spread">The spread of its partition keys' sizes; 0 is an even table.</param>
    /// <param name="workers">The requests under way.</param>
    /// <param name="most">The time that the choice may take, where 1 is that of the best number of segments.</param>
    [Theory]
    [InlineData(500, 0.0, 16, 1.20)]
    [InlineData(500, 1.0, 16, 1.05)]
    [InlineData(500, 1.0, 32, 1.05)]
    [InlineData(2000, 0.0, 4, 1.07)]
    [InlineData(2000, 0.0, 32, 1.07)]
    [InlineData(2000, 0.0, 64, 1.08)]
    [InlineData(2000, 1.0, 4, 1.04)]
    [InlineData(2000, 1.0, 16, 1.04)]
    [InlineData(2000, 1.0, 32, 1.04)]
    [InlineData(2000, 1.0, 64, 1.12)]
    [InlineData(20_000, 1.0, 64, 1.04)]
    public void TheSquareRootIsNearTheBest(int pages, double spread, int workers, double most)
    {
        var tables = Enumerable.Range(1, pages > 5000 ? 1 : 3).Select(seed => SegmentPlan.Keys(pages, spread, seed)).ToArray();
        double Time(int segments) => tables.Average(keys => SegmentPlan.Time(keys, pages, workers, segments));

        double best = double.PositiveInfinity;
        for (double segments = workers; segments < pages; segments *= 1.41)
        {
            best = Math.Min(best, Time((int)segments));
        }

        Time((int)Math.Sqrt(32.0 * pages)).ShouldBeLessThan(most * best);
    }

    /// <summary>What the choice gives against the habit of one segment a worker, where partition keys differ in size.</summary>
    [Theory]
    [InlineData(16, 1.08)]
    [InlineData(32, 1.1)]
    [InlineData(64, 1.2)]
    public void OneSegmentForEachWorkerWaitsForTheLargest(int workers, double atLeast)
    {
        var tables = Enumerable.Range(1, 4).Select(seed => SegmentPlan.Keys(2000, spread: 1, seed)).ToArray();
        double Time(int segments) => tables.Average(keys => SegmentPlan.Time(keys, 2000, workers, segments));

        Time(workers).ShouldBeGreaterThan(atLeast * Time((int)Math.Sqrt(32.0 * 2000)));
    }
}

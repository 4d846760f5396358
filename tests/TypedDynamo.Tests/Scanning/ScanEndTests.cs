namespace TypedDynamo.Tests.Scanning;

/// <summary>The ends of a parallel scan that are easily got wrong: cancelled, failed, or done while something is still under way.</summary>
public sealed class ScanEndTests
{
    [Fact]
    public async Task NoMoreWorkersStartThanThereAreSegments()
    {
        using var table = new CannedTable(rows: 100);
        await CountAsync(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task count = CountAsync(100_000);

        // Each worker is a task that is made before anything is awaited.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        await count;

        async Task CountAsync(int concurrency)
            => (await table.Table.ScanAllParallelAsync(new() { Segments = 3, Concurrency = concurrency }).CountAsync()).ShouldBe(100);
    }
}

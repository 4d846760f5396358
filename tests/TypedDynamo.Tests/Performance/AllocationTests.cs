using Xunit.Abstractions;

namespace TypedDynamo.Tests.Performance;

/// <summary>The count of allocated bytes is the process's, so nothing may run beside these tests.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTestsCollection;

[Collection(nameof(AllocationTests))]
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Rows = 2000;
    private const int Rounds = 15;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AScanAllocatesItsItemsAndNothingElseForEach(bool parallel)
    {
        double small = await MeasureScanAsync(Rows, parallel);
        double large = await MeasureScanAsync(2 * Rows, parallel);
        double clone = MeasureClone([.. Enumerable.Range(Rows, Rows).Select(LogRow.Create)]) / Rows;
        double perRow = (large - small) / Rows;

        output.WriteLine($"bytes a row: {perRow:F1}, of which the row itself {clone:F1}, beyond it {perRow - clone:F1}");
        (perRow - clone).ShouldBeLessThanOrEqualTo(16);
    }

    private static async Task<double> MeasureScanAsync(int rows, bool parallel)
    {
        byte[] page = CannedDynamoDb.Page(Enumerable.Range(0, rows));
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(page));
        var table = new LogRowTable(server.CreateClient());
        ItemSequence<LogRow> scan = parallel ? table.ScanAllParallelAsync(new() { Segments = 1 }) : table.ScanAllAsync();

        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            int count = 0;
            await foreach (LogRow _ in scan)
            {
                count++;
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            count.ShouldBe(rows);
        }

        // The least: whatever the runtime allocates meanwhile for itself only adds.
        return measured.Min();
    }

    private static double MeasureClone(LogRow[] rows)
    {
        var clones = new LogRow[rows.Length];
        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < rows.Length; i++)
            {
                LogRow row = rows[i];
                clones[i] = row with
                {
                    Id = new string(row.Id.AsSpan()),
                    Host = new string(row.Host.AsSpan()),
                    Date = new string(row.Date.AsSpan()),
                    Url = new string(row.Url.AsSpan()),
                    UserAgent = new string(row.UserAgent.AsSpan()),
                };
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return measured.Min();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs.Scans;

#region docs/scanning.md: the type
[DynamoTable("page-visits")]
public sealed record Visit
{
    [PartitionKey] public required string Visitor { get; init; }
    [SortKey] public required int Number { get; init; }
    public string Page { get; init; } = "/";
    public int Seconds { get; init; }
}

[DynamoProjection(typeof(Visit))]
public readonly record struct Stay(string Visitor, int Seconds);
#endregion

public static class ScanningExample
{
    public static async Task<string> RunAsync(AmazonDynamoDBClient client)
    {
        #region docs/scanning.md: the first scan
        var visits = new VisitTable(client);

        long seconds = 0;
        await foreach (Visit visit in visits.ScanAllParallelAsync())
        {
            seconds += visit.Seconds;
        }
        #endregion

        #region docs/scanning.md: numbers
        var options = new ParallelScanOptions { Segments = 64, Concurrency = 8, PageSize = 500 };
        List<Stay> longStays = await visits.Scan().Where(v => v.Seconds >= 50).Select<Stay>().InParallel(options).ToListAsync();
        #endregion

        #region docs/scanning.md: consumers
        var secondsOf = new ConcurrentDictionary<string, int>();
        await visits.ScanAllParallelAsync().ForEachAsync(
            async (visit, token) =>
            {
                await Task.Delay(1, token);         // what takes its time for each item
                secondsOf.AddOrUpdate(visit.Visitor, visit.Seconds, (_, sum) => sum + visit.Seconds);
            },
            new ForEachOptions { Consumers = 32 });
        #endregion

        #region docs/scanning.md: a budget
        long count = await visits.ScanAllParallelAsync(new() { MaxReadCapacityPerSecond = 200 }).CountAsync();
        #endregion

        #region docs/scanning.md: progress
        var lines = new ConcurrentQueue<string>();
        await visits.ScanAllParallelAsync(new()
        {
            Progress = new Progress<ScanProgress>(scan => lines.Enqueue(
                $"{scan.ScannedItems} of {scan.EstimatedItems} items, {scan.ReadUnits} read units, {scan.EstimatedTimeLeft} left")),
            EstimatesEnd = true,
        }).ForEachAsync((_, _) => default);
        #endregion

        #region docs/scanning.md: a checkpoint
        var store = new FileCheckpointStore(Path.Combine(Path.GetTempPath(), "visits"));
        await visits.ScanAllParallelAsync(new() { CheckpointStore = store, CheckpointName = "copy" }).ForEachAsync(
            async (visit, token) => await CopyAsync(visit, token));
        #endregion

        return string.Create(CultureInfo.InvariantCulture, $"{seconds} {longStays.Count} {secondsOf.Values.Sum()} {count}");

        static ValueTask CopyAsync(Visit visit, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}

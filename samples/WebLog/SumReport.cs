using TypedDynamo;

namespace WebLog;

/// <summary>The same sum by the table itself, and the rows of each code: the scans are parallel, ask for what they need, and make no object of a row.</summary>
internal static class SumReport
{
    private const int Ok = 200;

    public static async Task PrintAsync(LogRowTable table, int? pageSize, ResponseMeter meter, CancellationToken cancellationToken)
    {
        var options = new ParallelScanOptions { PageSize = pageSize };
        await PrintAsync("SumAsync", async () =>
        {
            long sum = await table.Scan().Where(row => row.ResponseCode != Ok)
                .InParallel(options, cancellationToken).SumAsync(row => row.BytesSent, cancellationToken);
            return $"sum of bytessent where responsecode <> 200: {sum}";
        });
        await PrintAsync("CountByAsync", async () =>
        {
            Dictionary<int, long> counts = await table.ScanAllParallelAsync(options, cancellationToken)
                .CountByAsync(row => row.ResponseCode, cancellationToken);
            return $"rows by code: {string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Key}: {count.Value}"))}";
        });

        async Task PrintAsync(string heading, Func<Task<string>> runAsync)
        {
            long started = TimeProvider.System.GetTimestamp();
            long receivedBefore = meter.Bytes;
            TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
            string result = await runAsync();
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
            TimeSpan processor = Environment.CpuUsage.TotalTime - processorBefore;
            Console.WriteLine($"""

                {heading}
                {result}
                bytes received: {meter.Bytes - receivedBefore}
                processor seconds: {processor.TotalSeconds:0.00}
                seconds: {elapsed.TotalSeconds:0.00}
                """);
        }
    }
}

using TypedDynamo;

namespace WebLog;

/// <summary>The same sum by the table itself: the scan is parallel, asks for the one attribute, and makes no object of a row.</summary>
internal static class SumReport
{
    private const int Ok = 200;

    public static async Task PrintAsync(LogRowTable table, int? pageSize, ResponseMeter meter, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        long receivedBefore = meter.Bytes;
        long sum = await table.Scan().Where(row => row.ResponseCode != Ok)
            .InParallel(new ParallelScanOptions { PageSize = pageSize }, cancellationToken)
            .SumAsync(row => row.BytesSent, cancellationToken);
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        Console.WriteLine($"""

            SumAsync
            sum of bytessent where responsecode <> 200: {sum}
            bytes received: {meter.Bytes - receivedBefore}
            seconds: {elapsed.TotalSeconds:0.00}
            """);
    }
}

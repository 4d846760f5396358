using TypedDynamo;

namespace WebLog;

/// <summary>What one scan of the whole table found, how long it took, and what the network carried for it.</summary>
/// <param name="Rows">How many rows DynamoDB has read, and charged.</param>
/// <param name="Matching">How many of them have another response code than 200.</param>
/// <param name="BytesSent">The sum of those rows' attribute.</param>
/// <param name="Pages">How many requests it took.</param>
/// <param name="BytesReceived">The length of all responses together.</param>
/// <param name="ReadUnits">The capacity that DynamoDB says it has charged.</param>
/// <param name="Processor">How much time of a processor this process took for it.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ScanReport(
    long Rows, long Matching, long BytesSent, long Pages, long BytesReceived, double ReadUnits, TimeSpan Processor, TimeSpan Elapsed)
{
    private const int Ok = 200;

    /// <summary>Reads all rows, and filters them here.</summary>
    public static Task<ScanReport> RunAsync(ItemSequence<LogRow> scan, ResponseMeter meter)
        => RunAsync(scan, static row => row.ResponseCode != Ok ? row.BytesSent : null, meter);

    /// <summary>Has DynamoDB filter the rows, and send one attribute of each that is left.</summary>
    public static Task<ScanReport> RunFilteredAsync(
        LogRowTable table, ParallelScanOptions options, ResponseMeter meter, CancellationToken cancellationToken)
        => RunAsync<SentBytes>(
            table.Scan().Where(row => row.ResponseCode != Ok).Select<SentBytes>().InParallel(options, cancellationToken),
            static row => row.BytesSent,
            meter);

    public void Print(string heading) => Console.WriteLine($"""

        {heading}
        pages: {Pages}
        rows: {Rows}
        matching: {Matching}
        sum of bytessent where responsecode <> 200: {BytesSent}
        bytes received: {BytesReceived}
        processor seconds: {Processor.TotalSeconds:0.00}
        seconds: {Elapsed.TotalSeconds:0.00}
        """);

    /// <summary>Prints what a scan of the same segments has received less than this one.</summary>
    public void PrintSaved(ScanReport filtered) => Console.WriteLine($"""

        bytes saved by the filter and projection in DynamoDB: {BytesReceived - filtered.BytesReceived}
        share saved: {1 - ((double)filtered.BytesReceived / BytesReceived):P1}
        rows read and charged: {filtered.Rows} with the filter, {Rows} without
        read units: {filtered.ReadUnits:0.0} with the filter, {ReadUnits:0.0} without
        read units saved: {ReadUnits - filtered.ReadUnits:0.0} (a filter saves what is sent, not what is read)
        """);

    private static async Task<ScanReport> RunAsync<TRow>(ItemSequence<TRow> scan, Func<TRow, long?> bytesOf, ResponseMeter meter)
    {
        long started = TimeProvider.System.GetTimestamp();
        long receivedBefore = meter.Bytes;
        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        long rows = 0, matching = 0, bytesSent = 0, pages = 0;
        using var capacity = CapacityMeter.Start();

        // Page by page only to count the requests; `await foreach (TRow row in scan)` gives the same rows.
        await foreach (Page<TRow> page in scan.Pages())
        {
            pages++;
            rows += page.ScannedCount;
            foreach (TRow row in page.Items)
            {
                if (bytesOf(row) is { } bytes)
                {
                    matching++;
                    bytesSent += bytes;
                }
            }
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        TimeSpan processor = Environment.CpuUsage.TotalTime - processorBefore;
        return new ScanReport(rows, matching, bytesSent, pages, meter.Bytes - receivedBefore, capacity.Total.Read, processor, elapsed);
    }
}

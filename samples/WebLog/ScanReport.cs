using TypedDynamo;

namespace WebLog;

/// <summary>What one scan of the whole table found, and how long it took.</summary>
internal sealed record ScanReport(long Rows, long Matching, long BytesSent, long Pages, TimeSpan Elapsed)
{
    private const int Ok = 200;

    public static async Task<ScanReport> RunAsync(ItemSequence<LogRow> scan)
    {
        long started = TimeProvider.System.GetTimestamp();
        long rows = 0, matching = 0, bytesSent = 0, pages = 0;

        // Page by page only to count the requests; `await foreach (LogRow row in scan)` gives the same rows.
        await foreach (Page<LogRow> page in scan.Pages())
        {
            pages++;
            rows += page.Items.Count;
            foreach (LogRow row in page.Items)
            {
                if (row.ResponseCode != Ok)
                {
                    matching++;
                    bytesSent += row.BytesSent;
                }
            }
        }

        return new ScanReport(rows, matching, bytesSent, pages, TimeProvider.System.GetElapsedTime(started));
    }

    public void Print(string heading) => Console.WriteLine($"""

        {heading}
        pages: {Pages}
        rows: {Rows}
        matching: {Matching}
        sum of bytessent where responsecode <> 200: {BytesSent}
        seconds: {Elapsed.TotalSeconds:0.00}
        """);
}

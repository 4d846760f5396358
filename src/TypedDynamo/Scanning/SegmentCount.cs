using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Chooses the number of segments for a table of unknown size. <c>docs/design/self-tuning.md</c> gives the reasons.</summary>
internal static class SegmentCount
{
    // Several workers scan the same table: all must divide it alike, without asking each other.
    private const int PerWorker = 256;

    // The requests that a scan which tunes itself is likely to have under way.
    private const int LikelyConcurrency = 32;

    private const double BytesPerPage = 1024 * 1024;
    private const int ProbeGrowth = 16;
    private const int LargestProbe = ProbeGrowth * ProbeGrowth * ProbeGrowth * ProbeGrowth;

    public static int OfWorkers(int workers) => (int)Math.Min((long)workers * PerWorker, ScanCheckpoint.MaxSegments);

    /// <summary>Estimates the number of pages: divides the table ever finer until segment 0 fits in one page.</summary>
    /// <param name="probeAsync">Counts the items of segment 0 of a given number of segments, up to the end of a page.</param>
    /// <param name="options">The page size, and whether reads are consistent.</param>
    public static async Task<double> EstimatePagesAsync(Func<int, Task<PageEnd>> probeAsync, ParallelScanOptions options)
    {
        double atLeast = 0;
        for (int segments = ProbeGrowth; segments <= LargestProbe; segments *= ProbeGrowth)
        {
            PageEnd page = await probeAsync(segments).ConfigureAwait(false);
            if (page.LastEvaluatedKey is null)
            {
                return Math.Max(PagesOf(page, options) * segments, atLeast);
            }

            atLeast = segments;
        }

        return atLeast;
    }

    /// <summary>Balances the requests that segments cost, about half a page each, against workers that have no segment at the end.</summary>
    public static int OfPages(double pages, int? concurrency)
    {
        double segments = Math.Sqrt(pages * (concurrency ?? LikelyConcurrency));
        return (int)Math.Clamp(Math.Round(segments), 1, ScanCheckpoint.MaxSegments);
    }

    // A read unit stands for 8 KB, or for 4 KB that were read consistently (Developer Guide, "DynamoDB throughput capacity").
    private static double PagesOf(PageEnd page, ParallelScanOptions options)
    {
        double bySize = (page.ReadUnits ?? 0) * (options.Consistent ? 4096 : 8192) / BytesPerPage;
        double byCount = options.PageSize is { } items ? (double)page.ScannedCount / items : 0;
        return Math.Max(bySize, byCount);
    }
}

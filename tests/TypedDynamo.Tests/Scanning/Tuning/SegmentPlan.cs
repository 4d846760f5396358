namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>A whole scan of a table that is cut into segments, each read to its end by one of the workers.</summary>
internal static class SegmentPlan
{
    // Partition keys of a page of an even table: what makes its segments differ a little.
    private const int KeysOfPage = 40;

    /// <summary>The partition keys of a table of so many pages: where each hashes to, 0 to 1, and its share of the table.</summary>
    /// <param name="spread">The spread of their sizes: the standard deviation of their logarithms. 0 is an even table.</param>
    public static (double Position, double Share)[] Keys(int pages, double spread, int seed)
    {
        var random = new Random(seed);

        // Fewer, larger keys where sizes differ: one key's items are all in one segment.
        var keys = new (double Position, double Share)[spread == 0 ? pages * KeysOfPage : pages];
        double total = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            double sum = -6;
            for (int n = 0; spread > 0 && n < 12; n++)
            {
                sum += random.NextDouble();
            }

            double size = spread == 0 ? 1 : Math.Exp(spread * sum);
            keys[i] = (random.NextDouble(), size);
            total += size;
        }

        return [.. keys.Select(key => (key.Position, key.Share / total))];
    }

    /// <summary>How long the scan takes, where 1 is its pages divided by its workers: no worker idle, no page but full ones.</summary>
    public static double Time((double Position, double Share)[] keys, int pages, int workers, int segments)
    {
        var shares = new double[segments];
        foreach ((double position, double share) in keys)
        {
            shares[(int)(position * segments)] += share;
        }

        var free = new PriorityQueue<int, int>();
        for (int i = 0; i < workers; i++)
        {
            free.Enqueue(i, 0);
        }

        int end = 0;
        foreach (double share in shares)
        {
            free.TryDequeue(out int worker, out int time);

            // A segment takes one request at least; the last page of each is less than full and is taken to cost as much as a full one.
            time += Math.Max(1, (int)Math.Ceiling(share * pages));
            end = Math.Max(end, time);
            free.Enqueue(worker, time);
        }

        return end / ((double)pages / workers);
    }
}

using TypedDynamo;

namespace WebLog;

/// <summary>Counts rows with code 404 by the index, without reading any other row. DynamoDB sends their number alone.</summary>
/// <remarks>
/// On AWS an index follows its table a moment later, so that a count right after the load may lack the last rows (Developer Guide, "Using
/// Global Secondary Indexes in DynamoDB").
/// </remarks>
internal static class IndexReport
{
    private const int NotFound = 404;

    public static async Task PrintAsync(LogRowTable.GSI1Index index, DateOnly date, int? pageSize, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        Console.WriteLine("index GSI_1, all shards at once");
        await PrintAsync($"rows with code {NotFound}", $"{NotFound}#");
        await PrintAsync($"rows with code {NotFound} on {date:yyyy-MM-dd}", $"{NotFound}#{date:yyyy-MM-dd}");

        async Task PrintAsync(string heading, string prefix)
        {
            long started = TimeProvider.System.GetTimestamp();
            long[] counts = await Task.WhenAll(LogRow.Shards.Select(shard => CountAsync(shard, prefix)));
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
            Console.WriteLine($"{heading}: {counts.Sum()}");
            Console.WriteLine($"seconds: {elapsed.TotalSeconds:0.00}");
        }

        async Task<long> CountAsync(string shard, string prefix)
        {
            var query = index.Query(shard, k => k.BeginsWith(prefix));
            if (pageSize is { } items)
            {
                query = query.PageSize(items);
            }

            return await query.CountAsync(cancellationToken);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;

namespace TypedDynamo.AotSmoke;

/// <summary>Sums an attribute of many rows, of which DynamoDB sends few: what the whole process takes for that is printed.</summary>
internal static class LogSum
{
    // DynamoDB Local does not end a page at 1 MB.
    private const int PageSize = 3500;

    public static async Task RunAsync(IAmazonDynamoDB client)
    {
        var log = new AccessLogRowTable(client);
        long sum = await log.Scan().Where(row => row.ResponseCode != 200)
            .InParallel(new() { Segments = 16, Concurrency = 2, PageSize = PageSize }).SumAsync(row => row.BytesSent);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sum {sum}, {process.TotalProcessorTime.TotalSeconds:0.000} CPU seconds, {process.PeakWorkingSet64 / 1024.0 / 1024:0.0} MB at most"));
    }

    public static async Task LoadAsync(IAmazonDynamoDB client, int rows)
    {
        var log = new AccessLogRowTable(client);
        await log.EnsureCreatedAsync();
        await log.PutManyAsync(Enumerable.Range(0, rows).Select(AccessLogRow.Create), new() { Concurrency = 8 });
    }
}

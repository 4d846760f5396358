using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs;

#region docs/coming-from-python.md: the item
[DynamoTable("logfile_scan")]
public sealed record LogLine
{
    [PartitionKey, DynamoAttribute("PK")] public required string Key { get; init; }
    [DynamoAttribute("responsecode")] public required int ResponseCode { get; init; }
    [DynamoAttribute("bytessent")] public required long BytesSent { get; init; }
}

[DynamoProjection(typeof(LogLine))]
public readonly record struct LineBytes(long BytesSent);
#endregion

public static class PythonExample
{
    public static async Task<long> RunAsync(AmazonDynamoDBClient client)
    {
        #region docs/coming-from-python.md: the scan
        var log = new LogLineTable(client);

        long bytes = 0;
        await foreach (LineBytes line in log.Scan()
            .Where(l => l.ResponseCode != 200)
            .Select<LineBytes>()
            .InParallel(new() { Segments = 25, Concurrency = 5 }))
        {
            bytes += line.BytesSent;
        }
        #endregion

        #region docs/coming-from-python.md: without a class
        RawTable table = await RawTable.OpenAsync(client, "logfile_scan");
        RawItem? item = await table.GetAsync(RawItem.Of(("PK", "request#1")));
        await table.PutAsync(item!.With("checked", true));

        long sum = 0;
        await foreach (RawItem line in table.Scan().Where($"responsecode <> {200}").Select("bytessent").InParallel())
        {
            sum += line["bytessent"].GetInt64();
        }
        #endregion

        return sum == bytes ? bytes : -1;
    }
}

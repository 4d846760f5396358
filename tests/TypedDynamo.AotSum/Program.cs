using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.AotSum;

// Sums an attribute of many rows, of which DynamoDB sends few, and prints what the whole process has taken for that.
// With "load" and a number of rows it writes them first, which is another process's work.

// DynamoDB Local does not end a page at 1 MB.
const int PageSize = 3500;

if (args is not ([_] or [_, "load", _]))
{
    Console.Error.WriteLine("Give the address of a DynamoDB Local; and, to write rows to it, 'load' and their number.");
    return 2;
}

using var client = new AmazonDynamoDBClient(
    new BasicAWSCredentials("aotsum", "any"), new AmazonDynamoDBConfig { ServiceURL = args[0], AuthenticationRegion = "us-east-1" });
var log = new AccessLogRowTable(client);
if (args is [_, "load", string rows])
{
    await log.EnsureCreatedAsync();
    await log.PutManyAsync(
        Enumerable.Range(0, int.Parse(rows, CultureInfo.InvariantCulture)).Select(AccessLogRow.Create), new() { Concurrency = 8 });
    return 0;
}

long sum = await log.Scan().Where(row => row.ResponseCode != 200)
    .InParallel(new() { Segments = 16, Concurrency = 2, PageSize = PageSize }).SumAsync(row => row.BytesSent);
using var process = Process.GetCurrentProcess();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"sum {sum}, {process.TotalProcessorTime.TotalSeconds:0.000} CPU seconds, {process.PeakWorkingSet64 / 1024.0 / 1024:0.0} MB at most"));
return 0;

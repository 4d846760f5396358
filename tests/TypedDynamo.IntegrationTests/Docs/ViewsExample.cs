using System.Globalization;
using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs.Views;

#region docs/views.md: the type
[DynamoTable("requests")]
public sealed record Request
{
    [PartitionKey] public required string Id { get; init; }
    public required string Url { get; init; }
    public int ResponseCode { get; init; }
    public long BytesSent { get; init; }
    public int? Retries { get; init; }
}
#endregion

public static class ViewsExample
{
    public static async Task<string> RunAsync(AmazonDynamoDBClient client)
    {
        #region docs/views.md: sums
        var requests = new RequestTable(client);

        long bytes = await requests.Scan().Where(r => r.ResponseCode != 200).SumAsync(r => r.BytesSent);
        long retries = await requests.Scan().InParallel(new() { Segments = 64, Concurrency = 16 }).SumAsync(r => r.Retries);
        #endregion

        #region docs/views.md: values
        long? largest = await requests.Scan().MaxAsync(r => r.BytesSent);
        string? first = await requests.Scan().MinAsync(r => r.Url);
        double? mean = await requests.Scan().Where(r => r.ResponseCode == 200).AverageAsync(r => r.BytesSent);
        #endregion

        #region docs/views.md: groups
        Dictionary<int, long> byCode = await requests.Scan().CountByAsync(r => r.ResponseCode);
        Dictionary<string, long> bytesByUrl = await requests.Scan().SumByAsync(r => r.Url, r => r.BytesSent);
        Dictionary<int, long> largestByCode = await requests.Scan().GroupByAsync(
            r => r.ResponseCode,
            r => r.BytesSent,
            () => 0L,
            static (ref long largest, RequestView r) => largest = Math.Max(largest, r.BytesSent),
            Math.Max);
        #endregion

        #region docs/views.md: aggregates
        int longest = await requests.Scan().AggregateAsync(
            0, static (ref int longest, RequestView r) => longest = Math.Max(longest, r.UrlUtf8.Length));

        (long Count, long Bytes) retried = await requests.Scan().InParallel().AggregateAsync(
            r => (r.Retries, r.BytesSent),
            () => (Count: 0L, Bytes: 0L),
            static (ref (long Count, long Bytes) sum, RequestView r) =>
            {
                if (r.Retries > 0)
                {
                    sum.Count++;
                    sum.Bytes += r.BytesSent;
                }
            },
            static (left, right) => (left.Count + right.Count, left.Bytes + right.Bytes));
        #endregion

        #region docs/views.md: objects
        List<Request> images = await requests.Scan().AggregateAsync(new List<Request>(), static (ref List<Request> images, RequestView r) =>
        {
            if (r.UrlUtf8.EndsWith(".png"u8))
            {
                images.Add(r.ToItem());
            }
        });
        #endregion

        string codes = string.Join(' ', byCode.OrderBy(code => code.Key).Select(code => $"{code.Key}:{code.Value}"));
        string sizes = string.Join(' ', largestByCode.OrderBy(code => code.Key).Select(code => $"{code.Key}:{code.Value}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes} {retries} {longest} {codes} {images.Count}; {largest} {first} {mean}; {bytesByUrl.Values.Sum()} {sizes}; {retried}");
    }
}

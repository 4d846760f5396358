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

        #region docs/views.md: aggregates
        int longest = await requests.Scan().AggregateAsync(
            0, static (ref int longest, RequestView r) => longest = Math.Max(longest, r.UrlUtf8.Length));

        Dictionary<int, int> byCode = await requests.Scan().InParallel().AggregateAsync(
            () => new Dictionary<int, int>(),
            static (ref Dictionary<int, int> counts, RequestView r) => counts[r.ResponseCode] = counts.GetValueOrDefault(r.ResponseCode) + 1,
            static (left, right) =>
            {
                foreach ((int code, int count) in right)
                {
                    left[code] = left.GetValueOrDefault(code) + count;
                }

                return left;
            });
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
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {retries} {longest} {codes} {images.Count}");
    }
}

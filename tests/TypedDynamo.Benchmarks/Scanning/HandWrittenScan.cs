using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Benchmarks.Workloads;

namespace TypedDynamo.Benchmarks.Scanning;

/// <summary>What a user of the AWS SDK writes to scan a table in parallel: a task for each segment.</summary>
internal static class HandWrittenScan
{
    public static Task<long> ReadAsync(AmazonDynamoDBClient client, int segments)
        => SumAsync(client, segments, static item => HandMapping.ToLogRow(item).BytesSent, isProjected: false);

    public static Task<long> SumAsync(AmazonDynamoDBClient client, int segments)
        => SumAsync(client, segments, HandMapping.BytesSentOf, isProjected: true);

    private static async Task<long> SumAsync(
        AmazonDynamoDBClient client, int segments, Func<Dictionary<string, AttributeValue>, long> bytesOf, bool isProjected)
        => (await Task.WhenAll(Enumerable.Range(0, segments).Select(segment => Task.Run(async () =>
        {
            long sum = 0;
            Dictionary<string, AttributeValue>? startKey = null;
            do
            {
                var request = new ScanRequest
                {
                    TableName = WorkloadClient.LogTable,
                    Segment = segment,
                    TotalSegments = segments,
                    ExclusiveStartKey = startKey,
                };
                if (isProjected)
                {
                    request.ProjectionExpression = "#bytes";
                    request.ExpressionAttributeNames = new() { ["#bytes"] = "bytessent" };
                }

                ScanResponse response = await client.ScanAsync(request);
                foreach (Dictionary<string, AttributeValue> item in response.Items)
                {
                    sum += bytesOf(item);
                }

                startKey = response.LastEvaluatedKey;
            }
            while (startKey is { Count: > 0 });

            return sum;
        })))).Sum();
}

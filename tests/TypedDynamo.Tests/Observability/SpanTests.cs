using System.Diagnostics;
using TypedDynamo.Tests.Batches;

namespace TypedDynamo.Tests.Observability;

/// <summary>What the spans of batches and transactions tell.</summary>
/// <remarks>Other tests send requests meanwhile, so each test looks at the spans of its own trace.</remarks>
public sealed class SpanTests
{
    [Fact]
    public async Task ABatchTellsHowManyItemsItAsksForAndGets()
    {
        using var server = new FakeBatches();
        server.Fill(3);
        List<Activity> spans = await ListenAsync(
            "logfile_scan", async () => (await server.Logs().GetManyAsync(Enumerable.Range(0, 5).Select(KeyOf)).ToListAsync()).Count.ShouldBe(3));

        Activity span = spans.ShouldHaveSingleItem();
        span.DisplayName.ShouldBe("BatchGetItem logfile_scan");
        span.GetTagItem("db.operation.batch.size").ShouldBe(5);
        span.GetTagItem("db.response.returned_rows").ShouldBe(3);
        span.GetTagItem("aws.dynamodb.table_names").ShouldBe(new[] { "logfile_scan" });
    }

    [Fact]
    public async Task ATransactionTellsHowManyItemsItAsksForAndGets()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(
            """{"Responses":[{"Item":{"Id":{"S":"a"},"Version":{"N":"1"}}},{}]}"""));
        var client = server.CreateClient();
        var first = new RecordItemTable(client, new DynamoTableOptions { TableName = "first-spanned" });
        var second = new RecordItemTable(client, new DynamoTableOptions { TableName = "second-spanned" });
        List<Activity> spans = await ListenAsync("first-spanned", async () => await client.TransactGetAsync(first.Read("a"), second.Read("b")));

        Activity span = spans.ShouldHaveSingleItem();
        span.DisplayName.ShouldBe("TransactGetItems first-spanned");
        span.GetTagItem("db.operation.batch.size").ShouldBe(2);
        span.GetTagItem("db.response.returned_rows").ShouldBe(1);
        span.GetTagItem("aws.dynamodb.table_names").ShouldBe(new[] { "first-spanned", "second-spanned" });
    }

    private static LogRowKey KeyOf(int number) => LogRowTable.KeyOf(LogRow.Create(number));

    private static async Task<List<Activity>> ListenAsync(string table, Func<Task> send)
    {
        using var source = new ActivitySource(nameof(SpanTests));
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is TypedDynamoTelemetry.ActivitySourceName or nameof(SpanTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        ActivityTraceId trace;
        using (Activity parent = source.StartActivity("test")!)
        {
            trace = parent.TraceId;
            await send();
        }

        lock (spans)
        {
            return [.. spans.Where(span => span.TraceId == trace && Equals(span.GetTagItem("db.collection.name"), table))];
        }
    }
}

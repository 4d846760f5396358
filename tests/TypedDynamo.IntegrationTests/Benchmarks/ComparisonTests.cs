using System.Text.Json;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Samples;

namespace TypedDynamo.IntegrationTests.Benchmarks;

/// <summary>The instrument runs and writes whole lists. What the figures are is not asserted: it depends on the machine.</summary>
[Trait("Category", "Long")]
public sealed class ComparisonTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string LowLevel = "AWS low-level";
    private const string Floor = "bare HTTP";

    private static readonly string[] s_kinds =
        ["get-item", "query", "scan-orders", "scan-log", "sum-log", "batch-get", "put-item", "update-item", "batch-write"];

    private static readonly string[] s_clients =
    [
        LowLevel, "DynamoDBContext", "TypedDynamo", "TypedDynamo, LowLevelTransport", "TypedDynamo, LeanTransport", Floor,
    ];

    private static readonly string[] s_ways =
    [
        "memcpy", "Utf8JsonReader, walked", "AWS unmarshaller + hand mapping", "TypedDynamo", "TypedDynamo, one attribute summed",
        "clone of the objects",
    ];

    [Fact]
    public async Task EveryKindOfCallIsMeasuredByEveryClient()
    {
        List<JsonElement> figures = await RunAsync("compare");

        IEnumerable<string> metrics = from kind in s_kinds
                                      from inFlight in new[] { 1, 12 }
                                      from unit in new[] { "allocated-bytes", "cpu-microseconds" }
                                      select $"{kind}/{inFlight}/{unit}";
        ILookup<string, JsonElement> byMetric = figures.ToLookup(MetricOf);
        byMetric.Select(metric => metric.Key).ShouldBe(metrics, ignoreOrder: true);
        foreach (IGrouping<string, JsonElement> metric in byMetric)
        {
            string[] clients = [.. metric.Select(ClientOf)];
            clients.ShouldBeUnique();
            clients.ShouldBeSubsetOf(s_clients);

            // The object model cannot sum without making objects.
            string[] missing = metric.Key.StartsWith("sum-log/", StringComparison.Ordinal) ? ["DynamoDBContext"] : [];
            s_clients.Except(clients).ShouldBe(missing);
            metric.Single(figure => ClientOf(figure) == LowLevel).GetProperty("ratio_to_aws").GetDouble().ShouldBe(1);
            metric.Single(figure => ClientOf(figure) == Floor).GetProperty("ratio_to_floor").GetDouble().ShouldBe(1);
        }

        figures.ShouldAllBe(figure => figure.GetProperty("value").GetDouble() > 0 && figure.GetProperty("ratio_to_aws").GetDouble() > 0);
    }

    [Fact]
    public async Task BothPagesAreDecodedInEveryWay()
    {
        List<JsonElement> figures = await RunAsync("decode");

        ILookup<string, string> waysByMetric = figures.ToLookup(MetricOf, ClientOf);
        string[] metrics =
            ["orders/megabytes-per-second", "orders/allocated-bytes-per-item", "log/megabytes-per-second", "log/allocated-bytes-per-item"];
        waysByMetric.Select(metric => metric.Key).ShouldBe(metrics, ignoreOrder: true);
        foreach (IGrouping<string, string> ways in waysByMetric)
        {
            ways.ShouldBeUnique();
            s_ways.ShouldBeSubsetOf(ways);
        }
    }

    private static string MetricOf(JsonElement figure) => figure.GetProperty("metric").GetString()!;

    private static string ClientOf(JsonElement figure) => figure.GetProperty("client").GetString()!;

    private async Task<List<JsonElement>> RunAsync(string command)
    {
        var onTheSharedEngine = new Dictionary<string, string> { ["DYNAMODB_ENDPOINT"] = fixture.Engine.Endpoint.ToString() };
        string file = Path.GetTempFileName();
        try
        {
            (int exitCode, string output, string error) = await SampleProcess.RunAsync(
                "Benchmarks", onTheSharedEngine, command, "--quick", "--rounds", "1", "--json", file);
            exitCode.ShouldBe(0, output + error);
            using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            return [.. json.RootElement.EnumerateArray().Select(figure => figure.Clone())];
        }
        finally
        {
            File.Delete(file);
        }
    }
}

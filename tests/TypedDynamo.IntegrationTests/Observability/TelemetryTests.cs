using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing.Faults;

namespace TypedDynamo.IntegrationTests.Observability;

/// <summary>What an exporter of OpenTelemetry's sees of requests.</summary>
/// <remarks>Other tests send requests meanwhile, so each span and metric is told by a table's name of the test's own.</remarks>
public abstract class TelemetryTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private readonly string _prefix = $"t{Guid.NewGuid():N}-";

    private BookingTable Own => new(Wrapped, new DynamoTableOptions { TableNamePrefix = _prefix });

    private string OwnName => _prefix + "bookings";

    [Fact]
    public async Task EachRequestIsOneSpan()
    {
        await Own.CreateTableAsync();
        List<Activity> spans = [];
        using (Sdk.CreateTracerProviderBuilder().AddSource(TypedDynamoTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build())
        {
            await Own.PutAsync(Sample(1));
            await Own.GetAsync(Sample(1).CustomerId, 1);
            await Own.PutManyAsync(Enumerable.Range(10, 30).Select(Sample));
            await Own.Query(Customer).PageSize(100).ToListAsync();
            await Own.ByState.Query(BookingState.Open).ToListAsync();
            await Should.ThrowAsync<ConditionalCheckFailedException>(() => Own.PutAsync(Sample(1), o => o.NotExists()));
        }

        List<Activity> own = [.. spans.Where(span => span.GetTagItem("db.collection.name") as string == OwnName)];
        own.Select(span => span.DisplayName).ShouldBe(
        [
            $"PutItem {OwnName}", $"GetItem {OwnName}", $"BatchWriteItem {OwnName}", $"BatchWriteItem {OwnName}", $"Query {OwnName}", $"Query {OwnName}",
            $"PutItem {OwnName}",
        ]);
        own.ShouldAllBe(span => span.Kind == ActivityKind.Client && span.GetTagItem("db.system.name") as string == "aws.dynamodb");
        own[1].GetTagItem("db.operation.name").ShouldBe("GetItem");
        own[1].GetTagItem("db.response.returned_rows").ShouldBe(1);
        own[2].GetTagItem("db.operation.batch.size").ShouldBe(25);
        own[3].GetTagItem("db.operation.batch.size").ShouldBe(5);
        own[5].GetTagItem("aws.dynamodb.index_name").ShouldBe("by-state");
        own[6].Status.ShouldBe(ActivityStatusCode.Error);
        own[6].GetTagItem("error.type").ShouldBe("ConditionalCheckFailedException");
        own[6].StatusDescription.ShouldBeNull();

        // No span holds what an item holds.
        own.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Customer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task MetricsCountItemsAndCapacity()
    {
        await Own.CreateTableAsync();
        List<Metric> metrics = [];
        using (MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(TypedDynamoTelemetry.MeterName).AddInMemoryExporter(metrics).Build())
        {
            await Own.PutManyAsync(Samples);
            await Own.Query(Customer).ToListAsync();
            provider.ForceFlush();
        }

        long queried = NumbersWhere(booking => booking.CustomerId == Customer).Count();
        Points(metrics, "db.client.operation.duration").Sum(point => point.GetHistogramCount()).ShouldBe(4);
        Points(metrics, "db.client.response.returned_rows").Sum(point => point.GetHistogramSum()).ShouldBe(queried);
        List<MetricPoint> capacity = Points(metrics, "typeddynamo.client.consumed_capacity");
        capacity.ShouldContain(point => Tag(point, "typeddynamo.capacity.kind") == "read" && point.GetSumDouble() > 0);
        capacity.ShouldContain(point => Tag(point, "typeddynamo.capacity.kind") == "write" && point.GetSumDouble() >= Samples.Count);
        capacity.ShouldContain(point => Tag(point, "aws.dynamodb.index_name") == "by-state");
    }

    protected List<MetricPoint> Points(IEnumerable<Metric> metrics, string name)
    {
        List<MetricPoint> points = [];
        foreach (Metric metric in metrics.Where(metric => metric.Name == name))
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                if (Tag(point, "db.collection.name") == OwnName)
                {
                    points.Add(point);
                }
            }
        }

        return points;
    }

    private static string? Tag(MetricPoint point, string key)
    {
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            if (tag.Key == key)
            {
                return tag.Value as string;
            }
        }

        return null;
    }
}

public sealed class TelemetryByLowLevelTests(EngineFixture fixture)
    : TelemetryTests(fixture, client => new ForwardingClient(client)), IClassFixture<EngineFixture>;

public sealed class TelemetryBySdkTests(EngineFixture fixture)
    : TelemetryTests(fixture, client => client), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task TheRetriesOfTheSdkAreCounted()
    {
        await Bookings.PutAsync(Sample(0));
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = "GetItem", Times = 2 });
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(config => config.ServiceURL = proxy.Endpoint.ToString());
        List<Activity> spans = [];
        using (Sdk.CreateTracerProviderBuilder().AddSource(TypedDynamoTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build())
        {
            await new BookingTable(client).GetAsync(Customer, 0);
        }

        spans.ShouldContain(span => span.DisplayName == "GetItem bookings" && Equals(span.GetTagItem("typeddynamo.retries"), 2));
    }
}

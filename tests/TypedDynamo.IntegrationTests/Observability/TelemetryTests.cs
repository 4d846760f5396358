using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using OpenTelemetry.Metrics;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

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
        using var exporter = new SpanExporter();
        using (exporter.Listen())
        {
            await Own.PutAsync(Sample(1));
            await Own.GetAsync(Sample(1).CustomerId, 1);
            await Own.PutManyAsync(Enumerable.Range(10, 30).Select(Sample), new() { Concurrency = 1 });
            await Own.Query(Customer).PageSize(100).ToListAsync();
            await Own.ByState.Query(BookingState.Open).ToListAsync();
            await Should.ThrowAsync<ConditionalCheckFailedException>(() => Own.PutAsync(Sample(1), o => o.NotExists()));
        }

        List<Activity> own = [.. exporter.Spans.Where(span => span.GetTagItem("db.collection.name") as string == OwnName)];
        own.Select(span => span.DisplayName).ShouldBe(
        [
            $"PutItem {OwnName}", $"GetItem {OwnName}", $"BatchWriteItem {OwnName}", $"BatchWriteItem {OwnName}", $"Query {OwnName}", $"Query {OwnName}",
            $"PutItem {OwnName}",
        ]);
        own.ShouldAllBe(span => span.Kind == ActivityKind.Client && span.GetTagItem("db.system.name") as string == "aws.dynamodb");
        own[1].GetTagItem("db.operation.name").ShouldBe("GetItem");
        own[1].GetTagItem("db.response.returned_rows").ShouldBe(1);
        own[2..4].Select(span => span.GetTagItem("db.operation.batch.size")).ShouldBe([25, 5], ignoreOrder: true);
        own[5].GetTagItem("aws.dynamodb.index_name").ShouldBe("by-state");
        own[6].Status.ShouldBe(ActivityStatusCode.Error);
        own[6].GetTagItem("error.type").ShouldBe("ConditionalCheckFailedException");
        own[6].StatusDescription.ShouldBeNull();

        // No span holds what an item holds.
        own.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Customer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheItemsOfBatchesAndTransactionsAreCounted()
    {
        await Own.CreateTableAsync();
        await Own.PutManyAsync(Samples);
        using var exporter = new SpanExporter();
        using (exporter.Listen())
        {
            await Own.GetManyAsync([new(Customer, 0), new(Customer, 1), new(Customer, -1)]).ToListAsync();
            await Wrapped.TransactGetAsync(Own.Read(new(Customer, 0)), Own.Read(new(Customer, -1)));
        }

        exporter.Spans.Where(span => span.GetTagItem("db.collection.name") as string == OwnName)
            .Select(span => (span.GetTagItem("db.operation.name"), span.GetTagItem("db.response.returned_rows")))
            .ShouldBe([("BatchGetItem", 2), ("TransactGetItems", 1)]);
    }

    [Fact]
    public async Task MetricsCountItemsAndCapacity()
    {
        await Own.CreateTableAsync();
        using var exporter = new MetricExporter();
        using (MeterProvider provider = exporter.Listen())
        {
            await Own.PutManyAsync(Samples);
            await Own.Query(Customer).ToListAsync();
            provider.ForceFlush();
        }

        List<MetricSum> own = [.. exporter.Sums.Where(sum => OwnName.Equals(sum.Tags["db.collection.name"]))];
        own.Where(sum => sum.Name == "db.client.operation.duration").Sum(sum => sum.Count).ShouldBe(4);
        own.Where(sum => sum.Name == "db.client.response.returned_rows").Sum(sum => sum.Sum)
            .ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer).Count());
        List<MetricSum> capacity = [.. own.Where(sum => sum.Name == "typeddynamo.client.consumed_capacity")];
        capacity.Where(sum => sum.Tags["typeddynamo.capacity.kind"] is "read").Sum(sum => sum.Sum).ShouldBeGreaterThan(0);
        capacity.Where(sum => sum.Tags["typeddynamo.capacity.kind"] is "write").Sum(sum => sum.Sum).ShouldBeGreaterThan(Samples.Count);
        capacity.ShouldContain(sum => "by-state".Equals(sum.Tags.GetValueOrDefault("aws.dynamodb.index_name")));
    }
}

[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTestsByOrdinaryCalls(EngineFixture fixture) : TelemetryTests(fixture, ForwardingClient.Around);

[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTestsThroughThePipeline(EngineFixture fixture) : TelemetryTests(fixture, client => client)
{
    [Fact]
    public async Task TheRetriesOfTheSdkAreCounted()
    {
        const string Database = "retries";
        await using FaultProxy proxy = await FaultProxy.StartAsync(Fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = "GetItem", Times = 2 });
        using AmazonDynamoDBClient client = proxy.CreateClient(Database);
        await new BookingTable(client).EnsureCreatedAsync();
        using var exporter = new SpanExporter();
        using (exporter.Listen())
        {
            await new BookingTable(client).GetAsync(Customer, 0);
        }

        exporter.Spans.ShouldContain(span => span.DisplayName == "GetItem bookings" && Equals(span.GetTagItem("typeddynamo.retries"), 2));
    }
}

/// <summary>Runs these tests alone: a listener hears every client of the process, and makes every request ask for its capacity.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryCollection;

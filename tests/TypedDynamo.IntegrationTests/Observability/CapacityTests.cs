using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Observability;

/// <summary>What requests consume, added up by table and index, on request alone.</summary>
public abstract class CapacityTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task ReadsAndWritesAreToldApart()
    {
        using var meter = CapacityMeter.Start();

        await Bookings.GetAsync(Customer, 1);
        meter.Total.ShouldBe(new CapacityUnits(0.5, 0));
        await Bookings.GetAsync(Customer, 1, consistent: true);
        meter.Total.ShouldBe(new CapacityUnits(1.5, 0));
        await Bookings.DeleteAsync(Customer, 1);
        meter.Total.Read.ShouldBe(1.5);
        meter.Total.Write.ShouldBeGreaterThan(1);
        meter.Tables.Keys.ShouldBe(["bookings"]);
        meter.Tables["bookings"].Indexes.Keys.ShouldContain("by-state");
    }

    [Fact]
    public async Task EveryPageOfAScanIsAdded()
    {
        double serial = await MeasureAsync(() => Bookings.Scan().PageSize(7).ToListAsync());
        double parallel = await MeasureAsync(() => Bookings.Scan().InParallel(new() { Segments = 4, PageSize = 7 }).ToListAsync());

        // Nine pages or more, each rounded up to half a unit.
        serial.ShouldBeGreaterThanOrEqualTo(4.5);
        parallel.ShouldBeGreaterThanOrEqualTo(4.5);
        (await MeasureAsync(() => Bookings.ByState.Query(BookingState.Open).ToListAsync())).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task BatchesAndTransactionsAreAddedByTableAndIndex()
    {
        using (var meter = CapacityMeter.Start())
        {
            BatchResult<BatchWriteEntry> written = await Wrapped.BatchWriteAsync(
                b =>
                {
                    b.Put(Bookings, Sample(100));
                    b.Put(Drafts, new Draft { Id = "a" });
                },
                new() { IgnoreVersions = true });
            written.IsComplete.ShouldBeTrue();
            meter.Tables.Keys.ShouldBe(["bookings", "drafts"], ignoreOrder: true);
            meter.Total.Read.ShouldBe(0);
            meter.Tables["drafts"].Total.ShouldBe(new CapacityUnits(0, 1));
            meter.Tables["bookings"].Indexes["by-state"].ShouldBe(new CapacityUnits(0, 1));
        }

        using (var meter = CapacityMeter.Start())
        {
            await Bookings.GetManyAsync([new(Customer, 0), new(Customer, 1)]).ToListAsync();
            await Wrapped.BatchGetAsync([Bookings.Read(new(Customer, 3)), Drafts.Read(new DraftKey("a"))], new() { Consistent = true });
            meter.Total.ShouldBe(new CapacityUnits(3, 0));
            meter.Tables["drafts"].Total.ShouldBe(new CapacityUnits(1, 0));
        }

        using (var meter = CapacityMeter.Start())
        {
            await Wrapped.TransactWriteAsync(t =>
            {
                t.Put(Drafts, new Draft { Id = "b" });
                t.Update(Bookings, new BookingKey(Customer, 0), o => o.Total += 1);
            });
            meter.Total.Read.ShouldBe(0);
            meter.Tables["drafts"].Total.Write.ShouldBe(2);
            meter.Tables["bookings"].Indexes["by-state"].Write.ShouldBeGreaterThan(0);
        }

        using (var meter = CapacityMeter.Start())
        {
            await Wrapped.TransactGetAsync(Drafts.Read("b"), Bookings.Read(new(Customer, 0)));
            meter.Total.Write.ShouldBe(0);
            meter.Tables["drafts"].Total.Read.ShouldBe(2);
            meter.Tables["bookings"].Total.Read.ShouldBe(2);
        }
    }

    [Fact]
    public async Task AMeterThatEndedBeforeTheOneInsideItIsNotGoneBackTo()
    {
        var outer = CapacityMeter.Start();
        using (var inner = CapacityMeter.Start())
        {
            outer.Dispose();
            await Bookings.GetAsync(Customer, 1);
            inner.Total.Read.ShouldBe(0.5);
        }

        double sum = outer.Total.Read;
        await Bookings.GetAsync(Customer, 2);
        outer.Total.Read.ShouldBe(sum);
    }

    [Fact]
    public async Task MetersNest()
    {
        using var outer = CapacityMeter.Start();
        await Bookings.GetAsync(Customer, 1);
        using (var inner = CapacityMeter.Start())
        {
            await Bookings.GetAsync(Customer, 2);
            inner.Total.Read.ShouldBe(0.5);
        }

        await Bookings.GetAsync(Customer, 3);
        outer.Total.Read.ShouldBe(1.5);
    }

    [Fact]
    public async Task NothingIsAskedForWithoutAMeter()
    {
        const string Key = "\"TableName\":\"bookings\",\"Key\":{\"CustomerId\":{\"S\":\"c-42\"},\"Number\":{\"N\":\"1\"}}";

        await ShouldSendAsync(
            async () =>
            {
                using var meter = CapacityMeter.Start();
                await Bookings.GetAsync(Customer, 1);
            },
            "GetItem",
            "{" + Key + ",\"ReturnConsumedCapacity\":\"INDEXES\"}");

        // The engine does not tell what a statement has cost.
        await ShouldSendAsync(
            async () =>
            {
                using var meter = CapacityMeter.Start();
                await Wrapped.PartiQL($"SELECT * FROM {Bookings}").PageSize(1000).ToListAsync();
            },
            "ExecuteStatement",
            """{"Statement":"SELECT * FROM \"bookings\"","Limit":1000,"ReturnConsumedCapacity":"INDEXES"}""");
        await ShouldSendAsync(() => Bookings.GetAsync(Customer, 1), "GetItem", "{" + Key + "}");
    }

    private static async Task<double> MeasureAsync(Func<Task> send)
    {
        using var meter = CapacityMeter.Start();
        await send();
        meter.Total.Write.ShouldBe(0);
        return meter.Total.Read;
    }
}

public sealed class CapacityTestsThroughThePipeline(EngineFixture fixture) : CapacityTests(fixture, client => client);

public sealed class CapacityTestsByOrdinaryCalls(EngineFixture fixture) : CapacityTests(fixture, ForwardingClient.Around);

using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Scanning;

/// <summary>Parallel scans of tables and indexes on the engine: how they tune, share, resume, pay and report.</summary>
public abstract class ParallelScanTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : BookingTests(fixture, wrap, options)
{
    private static readonly IEnumerable<int> s_all = NumbersWhere(_ => true);

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task WithoutNumbersEveryScanIsComplete()
    {
        (await NumbersAsync(Bookings.ScanAllParallelAsync())).ShouldBe(s_all, ignoreOrder: true);
        ShouldBeginWithAProbe();

        (await NumbersAsync(Bookings.ScanAllParallelAsync(new() { PageSize = 3 }))).ShouldBe(s_all, ignoreOrder: true);
        (await NumbersAsync(Bookings.Scan().Where(o => o.IsPaid && o.Tags.Contains("vip")).InParallel(new() { PageSize = 5 })))
            .ShouldBe(NumbersWhere(booking => booking.IsPaid && booking.Tags.Contains("vip")), ignoreOrder: true);
        (await Bookings.Scan().Select<BookingTotal>().InParallel().ToListAsync())
            .ShouldBe(Samples.Select(booking => new BookingTotal(booking.Number, booking.Total)), ignoreOrder: true);
        (await Bookings.ByState.Scan().Where(o => o.Note.Exists()).InParallel(new() { PageSize = 4 }).ToListAsync())
            .Select(booking => booking.Number).ShouldBe(NumbersWhere(booking => booking.Note is not null), ignoreOrder: true);

        // DynamoDB fetches what a local index does not hold.
        List<Booking> seated = await Bookings.BySeats.Scan().InParallel(new() { PageSize = 4 }).ToListAsync();
        seated.Select(booking => booking.Number).ShouldBe(NumbersWhere(booking => booking.Seats is not null), ignoreOrder: true);
        seated.ShouldAllBe(booking => booking.Discount == Sample(booking.Number).Discount);

        Requests.ShouldAllBe(request => request.Operation == "Scan");
    }

    [Fact]
    public async Task AnEmptyTableTakesTwoRequests()
    {
        (await Drafts.ScanAllParallelAsync().ToListAsync()).ShouldBeEmpty();
        Requests.Count.ShouldBe(2);
        (await Drafts.ScanAllParallelAsync(new() { Segments = 5 }).CountAsync()).ShouldBe(0);
        Requests.Count.ShouldBe(7);
    }

    [Fact]
    public async Task ATableWithoutAClass()
    {
        RawTable raw = await RawTable.OpenAsync(Wrapped, "bookings");

        List<RawItem> items = await raw.Scan().Where($"Odd < {3} OR attribute_exists(Image)").InParallel(new() { PageSize = 6 }).ToListAsync();
        items.Select(item => item["Number"].GetInt32()).ShouldBe(NumbersWhere(booking => booking.Image is not null), ignoreOrder: true);

        List<RawItem> some = await raw.Scan().Select("Number").InParallel(new() { Segments = 9, Concurrency = 3 }).ToListAsync();
        some.Select(item => item["Number"].GetInt32()).ShouldBe(s_all, ignoreOrder: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SeveralConsumersGetEachItemOnce(bool inSegmentOrder)
    {
        var numbers = new ConcurrentQueue<(string Customer, int Number)>();
        var scan = Bookings.ScanAllParallelAsync(new() { PageSize = 3 });

        await scan.ForEachAsync(
            async (booking, _) =>
            {
                await Task.Yield();
                numbers.Enqueue((booking.CustomerId, booking.Number));
            },
            new ForEachOptions { Consumers = 5, InSegmentOrder = inSegmentOrder });

        numbers.Select(item => item.Number).ShouldBe(s_all, ignoreOrder: true);
        scan.GetCheckpoint().IsComplete.ShouldBeTrue();
        if (inSegmentOrder)
        {
            // All items of a partition key are in one segment, and there in the order of their sort keys.
            foreach (IGrouping<string, (string Customer, int Number)> customer in numbers.GroupBy(item => item.Customer))
            {
                customer.Select(item => item.Number).ShouldBeInOrder();
            }
        }
    }

    [Fact]
    public async Task Counts()
    {
        (await Bookings.ScanAllParallelAsync(new() { PageSize = 7 }).CountAsync()).ShouldBe(Samples.Count);
        (await Bookings.Scan().Where(o => o.Odd == 1).InParallel(new() { Segments = 3 }).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking.Odd == 1).Count());
        (await Bookings.BySeats.Scan().CountAsync()).ShouldBe(NumbersWhere(booking => booking.Seats is not null).Count());
        (await Bookings.ByState.Scan().InParallel().CountAsync()).ShouldBe(Samples.Count);
        Requests.ShouldAllBe(request => BodyOf(request).GetProperty("Select").GetString() == "COUNT");
    }

    [Fact]
    public async Task ItemsOfOtherTypesArePassedOver()
    {
        var customers = new ShopCustomerTable(Wrapped);
        var orders = new ShopOrderTable(Wrapped);
        await orders.CreateTableAsync();
        for (int i = 0; i < 20; i++)
        {
            await customers.PutAsync(new ShopCustomer($"c-{i}", "Ada"));
            await orders.PutAsync(new ShopOrder { CustomerId = $"c-{i % 3}", PlacedAt = DateTimeOffset.UnixEpoch, OrderId = $"o-{i}", Total = i });
        }

        var all = new ParallelScanOptions { PageSize = 4 };
        (await customers.ScanAllParallelAsync(all).ToListAsync()).Select(customer => customer.CustomerId)
            .ShouldBe(Enumerable.Range(0, 20).Select(i => $"c-{i}"), ignoreOrder: true);
        (await orders.Scan().Select<ShopOrderTotal>().InParallel(all).ToListAsync())
            .ShouldBe(Enumerable.Range(0, 20).Select(i => new ShopOrderTotal($"o-{i}", i)), ignoreOrder: true);
        (await orders.ScanAllParallelAsync(all).CountAsync()).ShouldBe(20);
        (await orders.Scan().InParallel(all).SumAsync(o => o.Total)).ShouldBe(190);

        var reports = new Reports();
        await orders.ScanAllParallelAsync(all with { Progress = reports }).ToListAsync();
        reports.Last.Items.ShouldBe(20);
        reports.Last.ScannedItems.ShouldBe(40);
    }

    [Fact]
    public async Task AScanGoesOnFromACheckpointThatWasText()
    {
        var options = new ParallelScanOptions { Segments = 4, Concurrency = 2, PageSize = 4 };
        List<int> before = [];
        var first = Bookings.Scan().Where(o => o.Odd < 3).InParallel(options);
        await foreach (Booking booking in first)
        {
            before.Add(booking.Number);
            if (before.Count == 21)
            {
                break;
            }
        }

        string json = first.GetCheckpoint().ToJson();
        ScanCheckpoint checkpoint = ScanCheckpoint.Parse(json);
        checkpoint.IsComplete.ShouldBeFalse();
        checkpoint.Items.ShouldBeInRange(21 - options.PageSize!.Value, 20);

        var second = Bookings.Scan().Where(o => o.Odd < 3).InParallel(new() { ResumeFrom = checkpoint, PageSize = 5 });
        List<int> after = await NumbersAsync(second);

        int[] expected = [.. NumbersWhere(booking => booking.Odd < 3)];
        before.Union(after).ShouldBe(expected, ignoreOrder: true);
        after.ShouldBeUnique();
        before.Intersect(after).Count().ShouldBe(21 - (int)checkpoint.Items);
        second.GetCheckpoint().Items.ShouldBe(expected.Length);

        // What is done is not done again, and another scan is no place for it.
        await ShouldRefuseAsync<ScanCheckpointException>(
            () => NumbersAsync(Bookings.ScanAllParallelAsync(new() { ResumeFrom = checkpoint })));
        await ShouldRefuseAsync<ScanCheckpointException>(
            () => Bookings.ByState.Scan().InParallel(new() { ResumeFrom = checkpoint }).ToListAsync());
        var done = new ParallelScanOptions { ResumeFrom = second.GetCheckpoint() };
        (await NumbersAsync(Bookings.Scan().Where(o => o.Odd < 3).InParallel(done))).ShouldBeEmpty();
        Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task WorkersShareATable(int workers)
    {
        List<int> numbers = [];
        for (int index = 0; index < workers; index++)
        {
            numbers.AddRange(await NumbersAsync(
                Bookings.ScanAllParallelAsync(new() { Worker = new ScanWorker(index, workers), Segments = 100, PageSize = 10 })));
        }

        numbers.ShouldBe(s_all, ignoreOrder: true);
    }

    [Fact]
    public async Task ABudgetLearnsWhatItemsCost()
    {
        (await NumbersAsync(Bookings.ScanAllParallelAsync(new() { Segments = 2, MaxReadCapacityPerSecond = 2 })))
            .ShouldBe(s_all, ignoreOrder: true);

        Requests.ShouldAllBe(request => BodyOf(request).GetProperty("ReturnConsumedCapacity").GetString() == "INDEXES");
        int[] limits = [.. Requests.Select(request => BodyOf(request).GetProperty("Limit").GetInt32())];

        // Two seconds' worth of items of 4 KB at first; the items are a tenth of that, as the first answer says.
        limits[0].ShouldBe(8);
        limits[1..].ShouldAllBe(limit => limit > 8);
    }

    [Fact]
    public async Task TheEndIsEstimatedByOneDescribeTable()
    {
        var reports = new Reports();
        await Bookings.ScanAllParallelAsync(new() { Segments = 4, PageSize = 8, Progress = reports, EstimatesEnd = true }).ToListAsync();

        reports.Last.EstimatedItems.ShouldBe(Samples.Count);
        reports.Last.EstimatedTimeLeft.ShouldBe(TimeSpan.Zero);
        Requests.Count(request => request.Operation == "DescribeTable").ShouldBe(1);
        Requests.Count(request => request.Operation == "Scan").ShouldBe((int)reports.Last.Pages);

        await Bookings.BySeats.Scan().InParallel(new() { Segments = 4, Progress = reports, EstimatesEnd = true }).ToListAsync();
        reports.Last.EstimatedItems.ShouldBe(NumbersWhere(booking => booking.Seats is not null).Count());
        Requests.Count(request => request.Operation == "DescribeTable").ShouldBe(2);
    }

    [Fact]
    public async Task ProgressCountsWhatAMeterCounts()
    {
        var reports = new Reports();
        using var meter = CapacityMeter.Start();

        await Bookings.Scan().Where(o => o.IsPaid).InParallel(new() { Segments = 5, PageSize = 6, Progress = reports }).ToListAsync();

        ScanProgress progress = reports.Last;
        progress.ReadUnits.ShouldBeGreaterThan(2);
        progress.ReadUnits.ShouldBe(meter.Total.Read);
        progress.Items.ShouldBe(NumbersWhere(booking => booking.IsPaid).Count());
        progress.ScannedItems.ShouldBe(Samples.Count);
        progress.Pages.ShouldBe(Requests.Count);
        progress.FinishedSegments.ShouldBe(5);
        progress.LargestSegments.Sum(segment => segment.Items).ShouldBe(Samples.Count);
        progress.EstimatedItems.ShouldBeNull();
    }

    [Fact]
    public async Task ReadsMayBeConsistent()
    {
        (await NumbersAsync(Bookings.ScanAllParallelAsync(new() { Consistent = true, PageSize = 9 }))).ShouldBe(s_all, ignoreOrder: true);
        (await NumbersAsync(Bookings.BySeats.Scan().InParallel(new() { Consistent = true })))
            .ShouldBe(NumbersWhere(booking => booking.Seats is not null), ignoreOrder: true);
        Requests.ShouldAllBe(request => BodyOf(request).GetProperty("ConsistentRead").GetBoolean());

        await ShouldRefuseAsync<NotSupportedException>(() => Bookings.ByState.Scan().InParallel(new() { Consistent = true }).ToListAsync());
    }

    [Fact]
    public async Task ATableThatIsDeletedEndsTheScanWithOneException()
    {
        List<int> numbers = [];
        var scan = Bookings.ScanAllParallelAsync(new() { Segments = 3, Concurrency = 1, PageSize = 2, BufferBytes = 1 });

        await Should.ThrowAsync<ResourceNotFoundException>(async () =>
        {
            await foreach (Booking booking in scan)
            {
                if (numbers.Count == 0)
                {
                    await Client.DeleteTableAsync("bookings");
                }

                numbers.Add(booking.Number);
            }
        });

        scan.GetCheckpoint().IsComplete.ShouldBeFalse();
        ScanCheckpoint.Parse(scan.GetCheckpoint().ToJson()).Items.ShouldBeLessThanOrEqualTo(numbers.Count);
    }

    private static JsonElement BodyOf(RecordedRequest request) => request.ParseBody();

    private void ShouldBeginWithAProbe()
    {
        JsonElement probe = BodyOf(Requests[0]);
        probe.GetProperty("Select").GetString().ShouldBe("COUNT");
        probe.GetProperty("Segment").GetInt32().ShouldBe(0);
        probe.GetProperty("TotalSegments").GetInt32().ShouldBe(16);
        Requests.Skip(1).Any(request => BodyOf(request).TryGetProperty("Select", out _)).ShouldBeFalse();
    }

    private sealed class Reports : IProgress<ScanProgress>
    {
        public ScanProgress Last { get; private set; } = null!;

        public void Report(ScanProgress value) => Last = value;
    }
}

public sealed class ParallelScanTestsThroughThePipeline(EngineFixture fixture) : ParallelScanTests(fixture, client => client);

public sealed class ParallelScanTestsByOrdinaryCalls(EngineFixture fixture) : ParallelScanTests(fixture, ForwardingClient.Around);

public sealed class ParallelScanTestsByTheLeanTransport(EngineFixture fixture)
    : ParallelScanTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

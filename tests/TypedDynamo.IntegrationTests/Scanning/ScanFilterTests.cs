using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Scanning;

/// <summary>Scans with filters, serial and parallel, of the table and its indexes, give what LINQ gives over the same items.</summary>
public abstract class ScanFilterTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override bool OnlyReads => true;

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task OfATableWithItsKeys()
    {
        var scan = Bookings.Scan().Where(o => o.CustomerId == "c-7" && o.Number > 20 && (o.Seats == 1 || o.IsPaid));
        int[] expected = [.. NumbersWhere(booking => booking is { CustomerId: "c-7", Number: > 20 }
            && (booking.Seats == 1 || booking.IsPaid))];
        expected.ShouldNotBeEmpty();
        (await NumbersAsync(scan)).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(scan.PageSize(4))).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(scan.Consistent())).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(scan.InParallel())).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(scan.InParallel(new() { Segments = 5, Concurrency = 3, PageSize = 2, Consistent = true })))
            .ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task SeveralFiltersMustAllHoldInParallelToo()
        => (await NumbersAsync(Bookings.Scan().Where(o => o.Odd == 2)
            .Where(o => o.Discount.NotExists()).InParallel(new() { Segments = 3 })))
            .ShouldBe(NumbersWhere(booking => booking is { Odd: 2, Discount: null }), ignoreOrder: true);

    [Fact]
    public async Task TakeCountsResults()
    {
        var scan = Bookings.Scan().Where(o => o.Odd == 3).PageSize(4);
        (await NumbersAsync(scan.Take(5))).Count.ShouldBe(5);
        (await scan.FirstOrDefaultAsync())!.Odd.ShouldBe(3);
        Should.Throw<NotSupportedException>(() => scan.Take(5).InParallel());
    }

    [Fact]
    public async Task PagesByTokensGiveEveryItemOnce()
    {
        var scan = Bookings.Scan().Where(o => o.Note.BeginsWith("note a")).PageSize(7);
        var found = new List<int>();
        string? token = null;
        string? first = null;
        do
        {
            Page<Booking> page = await scan.ToPageAsync(token);
            found.AddRange(page.Items.Select(booking => booking.Number));
            token = page.ContinuationToken;
            first ??= token;
        }
        while (token is not null);

        found.ShouldBe(NumbersWhere(booking => booking.Note == "note a"), ignoreOrder: true);
        await ShouldRefuseAsync<ContinuationTokenException>(() => Bookings.Scan().ToPageAsync(first));
        await ShouldRefuseAsync<ContinuationTokenException>(() => Bookings.Scan()
            .Where(o => o.Note.BeginsWith("note b")).ToPageAsync(first));
    }

    [Fact]
    public async Task OfAGlobalIndex()
    {
        var scan = Bookings.ByState.Scan().Where(o => o.State == BookingState.Paid && o.Total > 4m && o.Note != "note a");
        var expected = Samples.Where(booking => booking is { State: BookingState.Paid, Total: > 4m, Note: not "note a" })
            .Select(booking => (booking.Number, booking.Note));
        (await scan.ToListAsync()).Select(item => (item.Number, item.Note)).ShouldBe(expected, ignoreOrder: true);
        (await scan.InParallel(new() { Segments = 4, PageSize = 3 }).ToListAsync()).Select(item => (item.Number, item.Note))
            .ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task OfALocalIndex()
        => (await NumbersAsync(Bookings.BySeats.Scan().Where(o => o.Seats.In(1, 4) && o.Number < 40).Consistent()))
            .ShouldBe(NumbersWhere(booking => booking is { Seats: 1 or 4, Number: < 40 }), ignoreOrder: true);

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Bookings.Scan().Where(o => o.Number.In(1, 2) && o.IsPaid).Consistent().PageSize(100).ToListAsync(),
            "Scan",
            """
            {"TableName":"bookings","FilterExpression":"#n0 IN (:v0, :v1) AND #n1 = :v2","ConsistentRead":true,"Limit":100,
            "ExpressionAttributeNames":{"#n0":"Number","#n1":"IsPaid"},
            "ExpressionAttributeValues":{":v0":{"N":"1"},":v1":{"N":"2"},":v2":{"BOOL":true}}}
            """);
        await ShouldSendAsync(
            () => Bookings.ByState.Scan().Where(o => o.Note.Exists()).InParallel(new() { Segments = 1 }).ToListAsync(),
            "Scan",
            """
            {"TableName":"bookings","IndexName":"by-state","FilterExpression":"attribute_exists(#n0)","Segment":0,"TotalSegments":1,
            "ExpressionAttributeNames":{"#n0":"n"}}
            """);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Scan().Where(o => o.Odd == 1).ToListAsync());
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Scan().Where(o => o.Odd == 1).InParallel().ToListAsync());
    }
}

public sealed class ScanFilterTestsThroughThePipeline(EngineFixture fixture) : ScanFilterTests(fixture, client => client);

public sealed class ScanFilterTestsByOrdinaryCalls(EngineFixture fixture) : ScanFilterTests(fixture, ForwardingClient.Around);

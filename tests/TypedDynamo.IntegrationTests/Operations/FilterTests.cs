using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Queries with filters give what LINQ gives over the same items.</summary>
public abstract class FilterTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override bool OnlyReads => true;

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task OfATable()
    {
        List<Booking> found = await Bookings.Query(Customer, k => k.Between(10, 50))
            .Where(o => o.Total > 5m && o.Tags.Contains("vip")).ToListAsync();
        Booking[] expected = [.. Samples.Where(
            booking => booking.CustomerId == Customer && booking.Number is >= 10 and <= 50 && booking.Total > 5m
                && booking.Tags.Contains("vip"))];
        expected.Length.ShouldBeGreaterThan(3);
        found.Count.ShouldBe(expected.Length);
        foreach ((Booking actual, Booking wanted) in found.Zip(expected))
        {
            ShouldEqual(actual, wanted);
        }
    }

    [Fact]
    public async Task AFilterMayAskForTheKeysOfIndexes()
        => (await NumbersAsync(Bookings.Query(Customer).Where(o => o.State == BookingState.Paid && o.Seats >= 2)))
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, State: BookingState.Paid, Seats: >= 2 }));

    [Fact]
    public async Task SeveralFiltersMustAllHold()
    {
        var query = Bookings.Query(Customer).Where(o => o.Odd == 1 || o.Odd == 2).Where(o => o.IsPaid || o.Seats == 1);
        (await NumbersAsync(query)).ShouldBe(NumbersWhere(
            booking => booking.CustomerId == Customer && booking.Odd is 1 or 2 && (booking.IsPaid || booking.Seats == 1)));
    }

    [Fact]
    public async Task AFilterStandsBesideAConditionOfTheSortKey()
        => (await NumbersAsync(Bookings.Query(Customer, k => k >= 20).Where(o => o.Odd == 2 || o.Name == "n1")))
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Number: >= 20 }
                && (booking.Odd == 2 || booking.Name == "n1")));

    [Fact]
    public async Task AConditionMayBeBuiltBeforeAndUsedAgain()
    {
        ItemCondition asked = default;
        asked &= BookingTable.Attributes.Total > 3m;
        asked |= BookingTable.Attributes.Address.City.Contains("a");
        asked &= !BookingTable.Attributes.IsPaid;
        int[] expected = [.. NumbersWhere(
            booking => booking.CustomerId == Customer && (booking.Total > 3m || booking.Address?.City.Contains('a') == true)
                && !booking.IsPaid)];
        for (int i = 0; i < 2; i++)
        {
            (await NumbersAsync(Bookings.Query(Customer).Where(_ => asked))).ShouldBe(expected);
            (await NumbersAsync(Bookings.Query(Customer).Where(o => o.Odd > 1 && asked && o.Odd < 3)))
                .ShouldBe(expected.Where(number => Samples[number].Odd == 2));
        }
    }

    [Fact]
    public async Task TakeCountsResultsAndNotWhatTheFilterLeftOut()
    {
        int[] expected = [.. NumbersWhere(booking => booking is { CustomerId: Customer, Odd: 3 })];
        (await NumbersAsync(Bookings.Query(Customer).Where(o => o.Odd == 3).Take(4).PageSize(3))).ShouldBe(expected.Take(4));
        (await NumbersAsync(Bookings.Query(Customer).Where(o => o.Odd == 3).Descending().Take(4))).ShouldBe(expected.Reverse().Take(4));
        (await Bookings.Query(Customer).Where(o => o.Odd == 3).PageSize(2).FirstOrDefaultAsync())!.Number.ShouldBe(expected[0]);
        (await Bookings.Query(Customer).Where(o => o.Odd > 3).FirstOrDefaultAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task PagesMayBeEmptyAndATokenBelongsToItsFilter()
    {
        var query = Bookings.Query(Customer).Where(o => o.Odd == 2 && o.Seats == 4).PageSize(5);
        var found = new List<int>();
        int scanned = 0;
        string? token = null;
        string first = "";
        do
        {
            Page<Booking> page = await query.ToPageAsync(token);
            found.AddRange(page.Items.Select(booking => booking.Number));
            scanned += page.ScannedCount;
            token = page.ContinuationToken;
            first = first.Length == 0 ? token! : first;
        }
        while (token is not null);

        found.ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Odd: 2, Seats: 4 }));
        scanned.ShouldBe(Samples.Count(booking => booking.CustomerId == Customer));
        await ShouldRefuseAsync<ContinuationTokenException>(() => Bookings.Query(Customer).ToPageAsync(first));
        await ShouldRefuseAsync<ContinuationTokenException>(() => Bookings.Query(Customer)
            .Where(o => o.Odd == 2 && o.Seats == 5).ToPageAsync(first));
        await ShouldRefuseAsync<ContinuationTokenException>(() => query.Where(o => o.Odd == 2).ToPageAsync(first));
        await ShouldRefuseAsync<ContinuationTokenException>(() => query.Select<BookingTotal>().ToPageAsync(first));
    }

    [Fact]
    public async Task OfAGlobalIndexWithTheKeysOfTheTable()
        => (await Bookings.ByState.Query(BookingState.Paid, k => k > 2m)
            .Where(o => o.CustomerId == Customer && o.Number > 9 && o.Note.Exists()).ToListAsync())
            .Select(item => (item.Number, item.Total, item.Note)).ShouldBe(
                Samples.Where(booking => booking is { State: BookingState.Paid, Total: > 2m, CustomerId: Customer, Number: > 9,
                    Note: not null })
                    .Select(booking => (booking.Number, booking.Total, booking.Note)), ignoreOrder: true);

    [Fact]
    public async Task OfALocalIndex()
        => (await NumbersAsync(Bookings.BySeats.Query(Customer, k => k <= 3).Where(o => o.Number >= 30).Consistent()))
            .ShouldBe(Samples.Where(booking => booking is { CustomerId: Customer, Seats: <= 3, Number: >= 30 }).OrderBy(
                booking => booking.Seats)
                .Select(booking => booking.Number), ignoreOrder: true);

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Bookings.Query(Customer, k => k > 1).Where(o => o.Odd.Between(1, 2))
                .Where(o => o.Note == "x" || o.Odd == o.Seats).Descending().ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0 AND #n1 > :v1",
            "FilterExpression":"#n2 BETWEEN :v2 AND :v3 AND (#n3 = :v4 OR #n2 = #n4)","ScanIndexForward":false,
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Number","#n2":"a.b \"#:[0]ü","#n3":"n","#n4":"Seats"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"1"},":v2":{"N":"1"},":v3":{"N":"2"},":v4":{"S":"x"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.ByState.Query(BookingState.Open).Where(o => o.CustomerId.BeginsWith("c")).ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","IndexName":"by-state","KeyConditionExpression":"#n0 = :v0","FilterExpression":"begins_with(#n1, :v1)",
            "ExpressionAttributeNames":{"#n0":"State","#n1":"CustomerId"},"ExpressionAttributeValues":{":v0":{"S":"Open"},":v1":{"S":"c"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.BySeats.Query(Customer).Where(o => o.Number > 3).Consistent().ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","IndexName":"by-seats","KeyConditionExpression":"#n0 = :v0","FilterExpression":"#n1 > :v1",
            "Select":"ALL_ATTRIBUTES","ConsistentRead":true,
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Number"},"ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"3"}}}
            """);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Query(Customer).Where(o => o.Odd == 1).ToListAsync());
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.Query(Customer).Where(o => o.Odd.Between(2, 1)).ToListAsync()))
            .ErrorCode.ShouldBe("ValidationException");
    }
}

public sealed class FilterTestsThroughThePipeline(EngineFixture fixture) : FilterTests(fixture, client => client);

public sealed class FilterTestsByOrdinaryCalls(EngineFixture fixture) : FilterTests(fixture, ForwardingClient.Around);

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Reads of a part of the items: only the part is asked for.</summary>
public abstract class ProjectionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private static readonly BookingKey s_key = new(Customer, 3);

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task OfAQuery()
    {
        var query = Bookings.Query(Customer, k => k > 5).Where(o => o.IsPaid).Select<BookingTotal>();
        BookingTotal[] expected = [.. Samples.Where(booking => booking is { CustomerId: Customer, Number: > 5, IsPaid: true })
            .Select(TotalOf)];
        (await query.ToListAsync()).ShouldBe(expected);
        (await query.PageSize(3).Descending().Take(5).ToListAsync()).ShouldBe(expected.Reverse().Take(5));
        (await query.FirstOrDefaultAsync()).ShouldBe(expected[0]);
        (await query.PageSize(10).ToPageAsync()).Items.ShouldBe(Samples.Where(booking => booking is { CustomerId: Customer, Number: > 5 })
            .Take(10).Where(booking => booking.IsPaid).Select(TotalOf));

        // The filter of a projection sees the whole item.
        (await Bookings.Query(Customer).Select<BookingTotal>().Where(o => o.Tags.Contains("late")).ToListAsync())
            .ShouldBe(Samples.Where(booking => booking.CustomerId == Customer && booking.Tags.Contains("late")).Select(TotalOf));
    }

    [Fact]
    public async Task OfNestedAndAbsentAttributes()
    {
        List<BookingDetails> found = await Bookings.Query(Customer).Select<BookingDetails>().ToListAsync();
        Booking[] expected = [.. Samples.Where(booking => booking.CustomerId == Customer)];
        found.Count.ShouldBe(expected.Length);
        foreach ((BookingDetails details, Booking booking) in found.Zip(expected))
        {
            details.Address.ShouldBe(booking.Address);
            details.Seats.ShouldBe(booking.Seats);
            details.Discount.ShouldBe(booking.Discount);
            details.Tags.ShouldBe(booking.Tags, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task OfAGlobalIndexThatHoldsIt()
    {
        (await Bookings.ByState.Query(BookingState.Paid, k => k > 3m).Select<BookingNote>().ToListAsync()).ShouldBe(
            Samples.Where(booking => booking is { State: BookingState.Paid, Total: > 3m })
                .Select(booking => new BookingNote(booking.CustomerId, booking.State, booking.Note)),
            ignoreOrder: true);
        (await Bookings.ByState.Scan().Where(o => o.Total > 3m).Select<BookingTotal>().ToListAsync())
            .ShouldBe(Samples.Where(booking => booking.Total > 3m).Select(TotalOf), ignoreOrder: true);
    }

    [Fact]
    public async Task OfALocalIndexThatFetchesTheRest()
        => (await Bookings.BySeats.Query(Customer, k => k == 2).Select<BookingDetails>().ToListAsync()).Select(details => details.Address)
            .ShouldBe(Samples.Where(booking => booking is { CustomerId: Customer, Seats: 2 }).Select(booking => booking.Address),
                ignoreOrder: true);

    [Fact]
    public async Task OfAScan()
    {
        BookingTotal[] expected = [.. Samples.Where(booking => booking.Odd > 1).Select(TotalOf)];
        var scan = Bookings.Scan().Where(o => o.Odd > 1).Select<BookingTotal>();
        (await scan.ToListAsync()).ShouldBe(expected, ignoreOrder: true);
        (await scan.InParallel(new() { Segments = 4, PageSize = 5 }).ToListAsync()).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task OfOneItem()
    {
        (await Bookings.Select<BookingTotal>().GetAsync(s_key)).ShouldBe(TotalOf(Samples[3]));
        (await Bookings.Select<BookingNote>().GetAsync(s_key, consistent: true))
            .ShouldBe(new BookingNote(Customer, Samples[3].State, Samples[3].Note));
        (await Bookings.Select<BookingNote>().GetAsync(new BookingKey("nobody", 3))).ShouldBeNull();
    }

    [Fact]
    public async Task OfWhatAnUpdateChanges()
    {
        BookingDetails changed = (await Bookings.Select<BookingDetails>().UpdateAsync(
            s_key,
            o =>
            {
                o.Discount += 1m;
                o.Tags.Add("updated");
                o.Odd = 9;
            })).ShouldNotBeNull();
        changed.Discount.ShouldBe(Samples[3].Discount + 1m);
        changed.Tags.ShouldBe([.. Samples[3].Tags, "updated"], ignoreOrder: true);
        changed.Seats.ShouldBeNull("the update does not change it");

        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.Select<BookingDetails>().UpdateAsync(s_key, o => o.Odd = 1, o => o.Odd == 1));
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.Select<BookingDetails>().UpdateAsync(new BookingKey("nobody", 3), o => o.Odd = 1));
        (await Bookings.Select<BookingDetails>().UpsertAsync(new BookingKey("nobody", 3), o => o.Seats += 2))!.Seats.ShouldBe(2);
        await ShouldBeStoredAsync(
            Samples[3] with { Discount = changed.Discount, Tags = changed.Tags, Odd = 9 }, withUnknown: false);
    }

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Bookings.Query(Customer, k => k == 3).Where(o => o.Total > 1m).Select<BookingTotal>().ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0 AND #n1 = :v1","FilterExpression":"#n2 > :v2",
            "ProjectionExpression":"#n1, #n2",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Number","#n2":"Total"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"3"},":v2":{"N":"1"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.ByState.Scan().Select<BookingNote>().ToListAsync(),
            "Scan",
            """
            {"TableName":"bookings","IndexName":"by-state","ProjectionExpression":"#n0, #n1, #n2",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"State","#n2":"n"}}
            """);
        await ShouldSendAsync(
            () => Bookings.BySeats.Query(Customer, k => k == 2).Select<BookingDetails>().ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","IndexName":"by-seats","KeyConditionExpression":"#n0 = :v0 AND #n1 = :v1",
            "ProjectionExpression":"#n2, #n1, #n3, #n4",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Seats","#n2":"Address","#n3":"Discount","#n4":"Tags"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"2"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.Select<BookingTotal>().GetAsync(s_key, consistent: true),
            "GetItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},"ConsistentRead":true,
            "ProjectionExpression":"#n0, #n1","ExpressionAttributeNames":{"#n0":"Number","#n1":"Total"}}
            """);
        await ShouldSendAsync(
            () => Bookings.Select<BookingDetails>().UpdateAsync(s_key, o => o.Seats = 1, o => o.Seats != 1),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},"UpdateExpression":"SET #n0 = :v0",
            "ConditionExpression":"attribute_exists(#n1) AND #n0 <> :v1","ReturnValues":"UPDATED_NEW",
            "ExpressionAttributeNames":{"#n0":"Seats","#n1":"CustomerId"},"ExpressionAttributeValues":{":v0":{"N":"1"},":v1":{"N":"1"}}}
            """);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Select<BookingTotal>().GetAsync(s_key));
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Query(Customer).Select<BookingTotal>().ToListAsync());
    }

    private static BookingTotal TotalOf(Booking booking) => new(booking.Number, booking.Total);
}

public sealed class ProjectionTestsThroughThePipeline(EngineFixture fixture) : ProjectionTests(fixture, client => client);

public sealed class ProjectionTestsByOrdinaryCalls(EngineFixture fixture) : ProjectionTests(fixture, ForwardingClient.Around);

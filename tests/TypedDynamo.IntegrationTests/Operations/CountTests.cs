using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Counts of items that DynamoDB does not send.</summary>
public abstract class CountTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override bool OnlyReads => true;

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task OfQueries()
    {
        long all = NumbersWhere(booking => booking.CustomerId == Customer).Count();
        (await Bookings.Query(Customer).CountAsync()).ShouldBe(all);
        (await Bookings.Query(Customer).PageSize(7).CountAsync()).ShouldBe(all);
        (await Bookings.Query(Customer).Take(9).CountAsync()).ShouldBe(9);
        (await Bookings.Query(Customer).Take(9).PageSize(2).CountAsync()).ShouldBe(9);
        (await Bookings.Query(Customer).Take(1000).CountAsync()).ShouldBe(all);
        (await Bookings.Query(Customer, k => k < 10).Where(o => o.IsPaid).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Number: < 10, IsPaid: true }).Count());
        (await Bookings.Query("nobody").CountAsync()).ShouldBe(0);
        (await Bookings.Query(Customer).Select<BookingTotal>().CountAsync()).ShouldBe(all);
    }

    [Fact]
    public async Task OfScans()
    {
        (await Bookings.Scan().CountAsync()).ShouldBe(Samples.Count);
        (await Bookings.Scan().Where(o => o.Number >= 10 && o.Image.Exists()).PageSize(8).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking is { Number: >= 10, Image: not null }).Count());
        (await Bookings.Scan().Where(o => o.Odd == 1).Take(3).CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task OfIndexes()
    {
        (await Bookings.ByState.Query(BookingState.Open, k => k >= 3m).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking is { State: BookingState.Open, Total: >= 3m }).Count());
        (await Bookings.ByState.Scan().Where(o => o.Note.NotExists()).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking.Note is null).Count());

        // An item without the key is not in the index.
        (await Bookings.BySeats.Query(Customer).CountAsync())
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Seats: not null }).Count());
    }

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Bookings.Query(Customer, k => k < 10).Where(o => o.IsPaid != true).Consistent().PageSize(50).CountAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0 AND #n1 < :v1","FilterExpression":"#n2 <> :v2","Select":"COUNT",
            "ConsistentRead":true,"Limit":50,"ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Number","#n2":"IsPaid"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"10"},":v2":{"BOOL":true}}}
            """);
        await ShouldSendAsync(
            () => Bookings.ByState.Scan().InParallel(new() { Segments = 1 }).CountAsync(),
            "Scan",
            """{"TableName":"bookings","IndexName":"by-state","Select":"COUNT","Segment":0,"TotalSegments":1}""");
    }

    [Fact]
    public Task AnErrorOfTheServicePassesThrough()
        => Should.ThrowAsync<ResourceNotFoundException>(
            () => new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" }).Query(Customer).CountAsync());
}

public sealed class CountTestsThroughThePipeline(EngineFixture fixture) : CountTests(fixture, client => client);

public sealed class CountTestsByOrdinaryCalls(EngineFixture fixture) : CountTests(fixture, ForwardingClient.Around);

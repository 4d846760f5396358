using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Sums and other aggregates of queries and scans are those of LINQ over the same items.</summary>
public abstract class AggregateTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task SumsOfATable()
    {
        (await Bookings.Scan().SumAsync(o => o.Number)).ShouldBe(Samples.Sum(booking => (long)booking.Number));
        (await Bookings.Scan().SumAsync(o => o.Total)).ShouldBe(Samples.Sum(booking => booking.Total));
        (await Bookings.Scan().Where(o => o.IsPaid && o.Odd < 3).SumAsync(o => o.Discount))
            .ShouldBe(Samples.Where(booking => booking is { IsPaid: true, Odd: < 3 }).Sum(booking => booking.Discount ?? 0));
        (await Bookings.ScanAllParallelAsync(new() { Segments = 3, Concurrency = 2, PageSize = 4, Consistent = true }).SumAsync(o => o.Seats))
            .ShouldBe(Samples.Sum(booking => booking.Seats ?? 0));
        (await Bookings.Scan().Where(o => o.Number < 0).SumAsync(o => o.Seats)).ShouldBe(0);
    }

    [Fact]
    public async Task SumsOfQueries()
    {
        Booking[] items = [.. Samples.Where(booking => booking is { CustomerId: Customer, Number: >= 10 }).OrderBy(booking => booking.Number)];
        var query = Bookings.Query(Customer, k => k >= 10);
        (await query.SumAsync(o => o.Number)).ShouldBe(items.Sum(booking => booking.Number));
        (await query.PageSize(3).Consistent().SumAsync(o => o.Total)).ShouldBe(items.Sum(booking => booking.Total));
        (await query.Take(5).SumAsync(o => o.Number)).ShouldBe(items.Take(5).Sum(booking => booking.Number));
        (await query.Where(o => o.Odd == 1).Take(2).PageSize(3).SumAsync(o => o.Number))
            .ShouldBe(items.Where(booking => booking.Odd == 1).Take(2).Sum(booking => booking.Number));
    }

    [Fact]
    public async Task SumsOfIndexes()
    {
        (await Bookings.ByState.Query(BookingState.Open, k => k >= 3m).SumAsync(o => o.Total))
            .ShouldBe(Samples.Where(booking => booking is { State: BookingState.Open, Total: >= 3m }).Sum(booking => booking.Total));
        (await Bookings.ByState.Scan().Where(o => o.Note.Exists()).InParallel().SumAsync(o => o.Number))
            .ShouldBe(NumbersWhere(booking => booking.Note is not null).Sum());

        // DynamoDB fetches what a local index does not hold.
        (await Bookings.BySeats.Query(Customer).SumAsync(o => o.Discount))
            .ShouldBe(Samples.Where(booking => booking is { CustomerId: Customer, Seats: not null }).Sum(booking => booking.Discount ?? 0));
    }

    [Fact]
    public async Task AggregatesReadAnyAttribute()
    {
        List<string> notes = await Bookings.Query(Customer).Descending().AggregateAsync(
            new List<string>(), static (ref List<string> notes, BookingView o) => notes.Add($"{o.Number} {o.Note} {o.Address?.City} {o.Tags.Count}"));
        notes.ShouldBe(Samples.Where(booking => booking.CustomerId == Customer).OrderByDescending(booking => booking.Number)
            .Select(o => $"{o.Number} {o.Note} {o.Address?.City} {o.Tags.Count}"));

        Dictionary<BookingState, decimal> totals = await Bookings.Scan().InParallel(new() { Segments = 5, PageSize = 3 }).AggregateAsync(
            () => new Dictionary<BookingState, decimal>(),
            static (ref Dictionary<BookingState, decimal> totals, BookingView o) => totals[o.State] = totals.GetValueOrDefault(o.State) + o.Total,
            Merge);
        totals.ShouldBe(Samples.GroupBy(o => o.State).ToDictionary(state => state.Key, state => state.Sum(o => o.Total)), ignoreOrder: true);

        (await Bookings.ByState.Scan().Take(3).AggregateAsync(0, static (ref int count, BookingByStateItemView o) => count += o.Total > 0 ? 1 : 0)).ShouldBe(3);

        static Dictionary<BookingState, decimal> Merge(Dictionary<BookingState, decimal> left, Dictionary<BookingState, decimal> right)
        {
            foreach ((BookingState state, decimal total) in right)
            {
                left[state] = left.GetValueOrDefault(state) + total;
            }

            return left;
        }
    }

    [Fact]
    public async Task ItemsOfOtherTypesArePassedOver()
    {
        var customers = new ShopCustomerTable(Wrapped);
        var orders = new ShopOrderTable(Wrapped);
        await orders.CreateTableAsync();
        await customers.PutAsync(new ShopCustomer("c-1", "Ada"));
        foreach (decimal total in new[] { 1.5m, 2m })
        {
            await orders.PutAsync(new ShopOrder { CustomerId = "c-1", PlacedAt = DateTimeOffset.UnixEpoch, OrderId = $"o-{total}", Total = total });
        }

        (await orders.Scan().SumAsync(o => o.Total)).ShouldBe(3.5m);
        (await orders.Query("c-1").AggregateAsync("", static (ref string ids, ShopOrderView o) => ids += o.OrderId)).ShouldBe("o-1.5o-2");
        (await customers.Scan().InParallel().AggregateAsync(
            () => 0, static (ref int count, ShopCustomerView _) => count++, static (left, right) => left + right)).ShouldBe(1);
        await ShouldSendAsync(
            () => orders.Scan().InParallel(new() { Segments = 1 }).SumAsync(o => o.Total),
            "Scan",
            """
            {"TableName":"shop","ProjectionExpression":"#n0, #n1, #n2","Segment":0,"TotalSegments":1,
            "ExpressionAttributeNames":{"#n0":"Total","#n1":"PK","#n2":"SK"}}
            """);
    }

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Bookings.Scan().Where(o => o.IsPaid).InParallel(new() { Segments = 1 }).SumAsync(o => o.Total),
            "Scan",
            """
            {"TableName":"bookings","FilterExpression":"#n0 = :v0","ProjectionExpression":"#n1","Segment":0,"TotalSegments":1,
            "ExpressionAttributeNames":{"#n0":"IsPaid","#n1":"Total"},"ExpressionAttributeValues":{":v0":{"BOOL":true}}}
            """);
        await ShouldSendAsync(
            () => Bookings.Query(Customer).SumAsync(o => o.Number),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0","ProjectionExpression":"#n1",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Number"},"ExpressionAttributeValues":{":v0":{"S":"c-42"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.ByState.Scan().AggregateAsync(0, static (ref int count, BookingByStateItemView _) => count++),
            "Scan",
            """{"TableName":"bookings","IndexName":"by-state"}""");
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Scan().SumAsync(o => o.Total));
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.Query(Customer).SumAsync(o => o.Total));
    }

    [Fact]
    public Task APartOfAnAttributeIsRefused()
        => ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().SumAsync(o => o.Lines[0].Price));
}

[Collection(EngineCollection.Name)]
public sealed class AggregateTestsThroughThePipeline(EngineFixture fixture) : AggregateTests(fixture, client => client);

[Collection(EngineCollection.Name)]
public sealed class AggregateTestsByOrdinaryCalls(EngineFixture fixture) : AggregateTests(fixture, ForwardingClient.Around);

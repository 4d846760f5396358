using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Aggregates;

/// <summary>Sums and other aggregates of queries and scans are those of LINQ over the same items.</summary>
public abstract class AggregateTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override bool OnlyReads => true;

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
    public async Task LeastAndGreatestValues()
    {
        (await Bookings.Scan().MinAsync(o => o.Total)).ShouldBe(Samples.Min(booking => booking.Total));
        (await Bookings.Scan().MaxAsync(o => o.Seats)).ShouldBe(Samples.Max(booking => booking.Seats));
        (await Bookings.ScanAllParallelAsync(new() { Segments = 3, Concurrency = 2, PageSize = 4 }).MaxAsync(o => o.BookedAt))
            .ShouldBe(Samples.Max(booking => booking.BookedAt));
        (await Bookings.Query(Customer).PageSize(3).MinAsync(o => o.Discount))
            .ShouldBe(Samples.Where(booking => booking.CustomerId == Customer).Min(booking => booking.Discount));
        (await Bookings.Scan().MinAsync(o => o.Note))
            .ShouldBe(Samples.Select(booking => booking.Note).OfType<string>().Order(StringComparer.Ordinal).First());
        (await Bookings.ByState.Scan().InParallel(new() { Segments = 2 }).MaxAsync(o => o.Note))
            .ShouldBe(Samples.Select(booking => booking.Note).OfType<string>().Order(StringComparer.Ordinal).Last());
        (await Bookings.Scan().Where(o => o.Number < 0).MinAsync(o => o.Total)).ShouldBeNull();
        (await Bookings.Scan().Where(o => o.Number < 0).MaxAsync(o => o.Name)).ShouldBeNull();
    }

    [Fact]
    public async Task Means()
    {
        (await Bookings.Scan().AverageAsync(o => o.Number)).ShouldBe(Samples.Average(booking => booking.Number));
        (await Bookings.Scan().AverageAsync(o => o.Seats)).ShouldBe(Samples.Average(booking => booking.Seats));
        (await Bookings.Query(Customer).AverageAsync(o => o.Total))
            .ShouldBe(Samples.Where(booking => booking.CustomerId == Customer).Average(booking => booking.Total));
        (await Bookings.BySeats.Query(Customer).AverageAsync(o => o.Discount)).ShouldBe(
            Samples.Where(booking => booking is { CustomerId: Customer, Seats: not null }).Average(booking => booking.Discount));
        (await Bookings.Scan().Where(o => o.Number < 0).AverageAsync(o => o.Total)).ShouldBeNull();
    }

    [Fact]
    public async Task Groups()
    {
        (await Bookings.Scan().CountByAsync(o => o.State)).ShouldBe(CountsBy(Samples, booking => booking.State), ignoreOrder: true);
        (await Bookings.Query(Customer).CountByAsync(o => o.IsPaid))
            .ShouldBe(CountsBy(Samples.Where(booking => booking.CustomerId == Customer), booking => booking.IsPaid), ignoreOrder: true);
        (await Bookings.Scan().InParallel(new() { Segments = 5, PageSize = 3 }).CountByAsync(o => o.Name))
            .ShouldBe(CountsBy(Samples.Where(booking => booking.Name is not null), booking => booking.Name!), ignoreOrder: true);
        (await Bookings.Scan().CountByAsync(o => o.BookedAt))
            .ShouldBe(CountsBy(Samples.Where(booking => booking.BookedAt is not null), booking => booking.BookedAt!.Value), ignoreOrder: true);
        (await Bookings.ByState.Scan().SumByAsync(o => o.Note, o => o.Total)).ShouldBe(
            Samples.Where(booking => booking.Note is not null).GroupBy(booking => booking.Note!)
                .ToDictionary(note => note.Key, note => note.Sum(booking => booking.Total)),
            ignoreOrder: true);
        (await Bookings.Scan().SumByAsync(o => o.IsSent, o => o.Seats)).ShouldBe(
            Samples.Where(booking => booking.IsSent is not null).GroupBy(booking => booking.IsSent!.Value)
                .ToDictionary(sent => sent.Key, sent => sent.Sum(booking => (long)(booking.Seats ?? 0))),
            ignoreOrder: true);
        (await Bookings.Scan().GroupByAsync(
            o => o.State, () => 0, static (ref int most, BookingView o) => most = Math.Max(most, o.Tags.Count), Math.Max)).ShouldBe(
            Samples.GroupBy(booking => booking.State).ToDictionary(state => state.Key, state => state.Max(booking => booking.Tags.Count)),
            ignoreOrder: true);
        (await Bookings.Scan().GroupByAsync(
            o => o.IsPaid,
            o => (o.Total, o.Paid),
            () => 0m,
            static (ref decimal due, BookingView o) => due += o.Total - o.Paid,
            static (left, right) => left + right))
            .ShouldBe(
                Samples.GroupBy(booking => booking.IsPaid).ToDictionary(paid => paid.Key, paid => paid.Sum(booking => booking.Total - booking.Paid)),
                ignoreOrder: true);

        static Dictionary<TKey, long> CountsBy<TKey>(IEnumerable<Booking> bookings, Func<Booking, TKey> key)
            where TKey : notnull
            => bookings.GroupBy(key).ToDictionary(group => group.Key, group => group.LongCount());
    }

    [Fact]
    public async Task OnlyTheAttributesThatAreNeededAreAskedFor()
    {
        var scan = Bookings.Scan().InParallel(new() { Segments = 1 });
        await ShouldAskForAsync(() => scan.MinAsync(o => o.Total), "Total");
        await ShouldAskForAsync(() => scan.MaxAsync(o => o.Name), "Name");
        await ShouldAskForAsync(() => scan.AverageAsync(o => o.Paid), "Paid");
        await ShouldAskForAsync(() => scan.CountByAsync(o => o.State), "State");
        await ShouldAskForAsync(() => scan.SumByAsync(o => o.State, o => o.Seats), "State", "Seats");
        await ShouldAskForAsync(() => scan.SumByAsync(o => o.Seats, o => o.Seats), "Seats");
        await ShouldAskForAsync(
            () => scan.GroupByAsync(
                o => o.State, o => (o.Total, o.Tags, o.IsPaid), () => 0, static (ref int tags, BookingView o) => tags += o.Tags.Count, Math.Max),
            "State", "Total", "Tags", "IsPaid");
        await ShouldAskForAsync(
            () => scan.AggregateAsync(o => (o.Address, o.Note), () => 0, static (ref int count, BookingView o) => count += o.Note is null ? 0 : 1, Math.Max),
            "Address", "n");
        await ShouldSendAsync(
            () => Bookings.Query(Customer).AggregateAsync(o => o.Total, 0m, static (ref decimal total, BookingView o) => total += o.Total),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0","ProjectionExpression":"#n1",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"Total"},"ExpressionAttributeValues":{":v0":{"S":"c-42"}}}
            """);
        await ShouldSendAsync(
            () => scan.GroupByAsync(o => o.State, () => 0, static (ref int count, BookingView _) => count++, static (left, right) => left + right),
            "Scan",
            """{"TableName":"bookings","Segment":0,"TotalSegments":1}""");

        Task ShouldAskForAsync(Func<Task> send, params string[] attributes)
            => ShouldSendAsync(
                send,
                "Scan",
                $$$"""
                {"TableName":"bookings","Segment":0,"TotalSegments":1,
                "ProjectionExpression":"{{{string.Join(", ", attributes.Select((_, i) => $"#n{i}"))}}}",
                "ExpressionAttributeNames":{ {{{string.Join(',', attributes.Select((name, i) => $"\"#n{i}\":\"{name}\""))}}} } }
                """);
    }

    [Fact]
    public async Task WhatWasNotAskedForCannotBeRead()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            () => Bookings.Scan().AggregateAsync(o => o.Total, 0, static (ref int count, BookingView o) => count += o.Number));
        await Should.ThrowAsync<InvalidOperationException>(
            () => Bookings.Scan().AggregateAsync(o => (o.CustomerId, o.Number), 0, static (ref int count, BookingView o) => count += o.ToItem().Number));
        (await Bookings.Scan().Where(o => o.Seats.NotExists()).AggregateAsync(
            o => o.Seats, 0, static (ref int count, BookingView o) => count += o.Seats is null ? 1 : 0))
            .ShouldBe(NumbersWhere(o => o.Seats is null).Count());
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
        (await orders.Scan().MaxAsync(o => o.Total)).ShouldBe(2m);
        (await orders.Scan().CountByAsync(o => o.Total)).ShouldBe(new Dictionary<decimal, long> { [1.5m] = 1, [2m] = 1 }, ignoreOrder: true);
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
    public async Task APartOfAnAttributeIsRefused()
    {
        await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().SumAsync(o => o.Lines[0].Price));
        await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().MinAsync(o => o.Lines[0].Price));
        await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().CountByAsync(o => o.Labels["x"]));
    }
}

public sealed class AggregateTestsThroughThePipeline(EngineFixture fixture) : AggregateTests(fixture, client => client);

public sealed class AggregateTestsByOrdinaryCalls(EngineFixture fixture) : AggregateTests(fixture, ForwardingClient.Around);

using Amazon.DynamoDBv2;
using Microsoft.Extensions.Time.Testing;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Items whose time has passed, and that DynamoDB has not deleted yet, are hidden on request.</summary>
public abstract class ExpiryTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 5, 0, 0, 0, TimeSpan.Zero));

    protected override bool OnlyReads => true;

    private BookingTable Timed => new(Wrapped, new DynamoTableOptions { TimeProvider = _clock });

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task OfQueriesAndScans()
    {
        int[] expected = [.. NumbersWhere(IsThere)];
        expected.Length.ShouldBeLessThan(Samples.Count);
        int[] ofCustomer = [.. NumbersWhere(booking => booking.CustomerId == Customer && IsThere(booking))];

        (await NumbersAsync(Timed.Query(Customer).HideExpired())).ShouldBe(ofCustomer);
        (await Timed.Query(Customer).HideExpired().CountAsync()).ShouldBe(ofCustomer.Length);
        (await NumbersAsync(Timed.Query(Customer).HideExpired().Take(4))).ShouldBe(ofCustomer.Take(4));
        (await NumbersAsync(Timed.Scan().HideExpired())).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(Timed.Scan().HideExpired().InParallel(new() { Segments = 4 }))).ShouldBe(expected, ignoreOrder: true);
        (await NumbersAsync(Timed.Query(Customer))).Count
            .ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer).Count(), "nothing is hidden unasked");
    }

    [Fact]
    public async Task BesideAFilterOfEitherKind()
        => (await NumbersAsync(Timed.Query(Customer).Where(o => o.Odd == 1 || o.IsPaid).HideExpired()))
            .ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer && (booking.Odd == 1 || booking.IsPaid) && IsThere(booking)));

    [Fact]
    public async Task TheTimeIsThatOfTheReading()
    {
        var query = Timed.Query(Customer).HideExpired();
        int before = (await query.ToListAsync()).Count;
        _clock.Advance(TimeSpan.FromDays(2));
        (await NumbersAsync(query)).ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer && IsThere(booking)));
        (await query.ToListAsync()).Count.ShouldBeLessThan(before);
    }

    [Fact]
    public async Task ATokenFitsTheSameQueryAtALaterTime()
    {
        var query = Timed.Query(Customer).HideExpired().PageSize(10);
        Page<Booking> first = await query.ToPageAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Page<Booking> second = await query.ToPageAsync(first.ContinuationToken);
        second.Items.ShouldNotBeEmpty();
        second.Items[0].Number.ShouldBeGreaterThan(first.Items[^1].Number);
        await ShouldRefuseAsync<ContinuationTokenException>(() => Timed.Query(Customer).ToPageAsync(first.ContinuationToken));
    }

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Timed.Query(Customer).Where(o => o.Odd == 1 || o.IsPaid).HideExpired().ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"#n0 = :v0","FilterExpression":"(#n1 = :v1 OR #n2 = :v2) AND NOT #n3 <= :v3",
            "ExpressionAttributeNames":{"#n0":"CustomerId","#n1":"a.b \"#:[0]ü","#n2":"IsPaid","#n3":"ExpiresAt"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"1"},":v2":{"BOOL":true},":v3":{"N":"1780617600"}}}
            """);
        await ShouldSendAsync(
            () => Timed.Scan().HideExpired().InParallel(new() { Segments = 1 }).CountAsync(),
            "Scan",
            """
            {"TableName":"bookings","FilterExpression":"NOT #n0 <= :v0","Select":"COUNT",
            "ExpressionAttributeNames":{"#n0":"ExpiresAt"},"ExpressionAttributeValues":{":v0":{"N":"1780617600"}},
            "Segment":0,"TotalSegments":1}
            """);
    }

    private bool IsThere(Booking booking) => booking.ExpiresAt is null || booking.ExpiresAt > _clock.GetUtcNow();
}

public sealed class ExpiryTestsThroughThePipeline(EngineFixture fixture) : ExpiryTests(fixture, client => client);

public sealed class ExpiryTestsByOrdinaryCalls(EngineFixture fixture) : ExpiryTests(fixture, ForwardingClient.Around);

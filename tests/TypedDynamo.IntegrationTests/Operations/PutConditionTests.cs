using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Puts under conditions.</summary>
public abstract class PutConditionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : BookingTests(fixture, wrap)
{
    private static readonly Booking s_booking = Sample(1);

    [Fact]
    public async Task AnItemThatIsNotThereIsPutOnce()
    {
        ShouldEqual(await Bookings.PutAsync(s_booking, o => o.NotExists()), s_booking);
        await ShouldBeStoredAsync(s_booking, withUnknown: false);

        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.PutAsync(s_booking with { Name = "other" }, o => o.NotExists()));
        await ShouldBeStoredAsync(s_booking, withUnknown: false);
    }

    [Fact]
    public async Task AConditionAsksForTheStoredItemNotTheNewOne()
    {
        await StoreAsync(s_booking);
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.PutAsync(s_booking with { Total = 99m }, o => o.Total == 99m));

        await Bookings.PutAsync(s_booking with { Total = 99m }, o => o.Exists() && o.Total == s_booking.Total && o.Number == 1);

        // A put replaces the whole item: what the type does not know is gone.
        await ShouldBeStoredAsync(s_booking with { Total = 99m }, withUnknown: false);
    }

    [Fact]
    public async Task NoConditionIsNone()
    {
        ItemCondition none = default;
        await Bookings.PutAsync(s_booking, o => none);
        await Bookings.PutAsync(s_booking, o => !none & none);
        Requests.ShouldAllBe(request => !request.Body.Contains("ConditionExpression", StringComparison.Ordinal));
    }

    [Fact]
    public Task TheRequest() => ShouldSendAsync(
        () => Drafts.PutAsync(new Draft { Id = "d", Text = "t" }, o => o.Text.NotExists() || o.Edits < 5 && o.Text.BeginsWith("\"")),
        "PutItem",
        """
        {"TableName":"drafts","Item":{"Id":{"S":"d"},"Text":{"S":"t"},"Edits":{"N":"0"},"Version":{"N":"1"}},
        "ConditionExpression":"attribute_not_exists(#n0) AND (attribute_not_exists(#n1) OR #n2 < :v0 AND begins_with(#n1, :v1))",
        "ExpressionAttributeNames":{"#n0":"Version","#n1":"Text","#n2":"Edits"},
        "ExpressionAttributeValues":{":v0":{"N":"5"},":v1":{"S":"\""}}}
        """);

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.PutAsync(s_booking, o => o.NotExists()));

        // DynamoDB compares the bounds of BETWEEN before it looks at the item.
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.PutAsync(s_booking, o => o.Total.Between(2m, 1m))))
            .ErrorCode.ShouldBe("ValidationException");
    }
}

public sealed class PutConditionTestsThroughThePipeline(EngineFixture fixture) : PutConditionTests(fixture, client => client);

public sealed class PutConditionTestsByOrdinaryCalls(EngineFixture fixture) : PutConditionTests(fixture, ForwardingClient.Around);

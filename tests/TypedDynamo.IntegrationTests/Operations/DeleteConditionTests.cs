using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Deletes under conditions, and what they hand back.</summary>
public abstract class DeleteConditionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : BookingTests(fixture, wrap)
{
    private static readonly Booking s_booking = Sample(3);

    [Fact]
    public async Task AConditionThatDoesNotHoldKeepsTheItem()
    {
        await StoreAsync(s_booking);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Bookings.DeleteAsync(Customer, 3, o => o.Total > s_booking.Total));
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.DeleteAsync(new BookingKey(Customer, 3), o => o.Total > s_booking.Total));
        await ShouldBeStoredAsync(s_booking);

        (await Bookings.DeleteAsync(Customer, 3, o => o.Total >= s_booking.Total)).ShouldBeNull();
        (await StoredAsync(3)).ShouldBeNull();
    }

    [Fact]
    public async Task TheDeletedItemComesBackIfItIsAskedFor()
    {
        await StoreAsync(s_booking);
        ShouldEqual(await Bookings.DeleteAsync(Customer, 3, returnOld: true), s_booking);
        (await Bookings.DeleteAsync(Customer, 3, returnOld: true)).ShouldBeNull();

        await StoreAsync(s_booking);
        ShouldEqual(await Bookings.DeleteAsync(new BookingKey(Customer, 3), o => o.Odd == s_booking.Odd, returnOld: true), s_booking);
    }

    [Fact]
    public async Task AnItemIsDeletedByItsKey()
    {
        await StoreAsync(s_booking);
        await ShouldSendAsync(
            () => Bookings.DeleteAsync(s_booking with { Odd = -1 }),
            "DeleteItem",
            """{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}}}""");
        (await StoredAsync(3)).ShouldBeNull();
    }

    [Fact]
    public async Task NoItemFulfilsTheContraryOfExists()
    {
        await Bookings.DeleteAsync(Customer, 3, o => o.NotExists());
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Bookings.DeleteAsync(Customer, 3, o => o.Exists()));
    }

    [Fact]
    public async Task TheRequest()
    {
        await StoreAsync(s_booking);
        await ShouldSendAsync(
            () => Bookings.DeleteAsync(Customer, 3, o => o.IsPaid == false && !o.IsSent && o.Address.City != "Rom", returnOld: true),
            "DeleteItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},
            "ConditionExpression":"#n0 = :v0 AND NOT #n1 = :v1 AND #n2.#n3 <> :v2","ReturnValues":"ALL_OLD",
            "ExpressionAttributeNames":{"#n0":"IsPaid","#n1":"IsSent","#n2":"Address","#n3":"City"},
            "ExpressionAttributeValues":{":v0":{"BOOL":false},":v1":{"BOOL":true},":v2":{"S":"Rom"}}}
            """);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.DeleteAsync(Customer, 3, o => o.Exists()));
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.DeleteAsync(Customer, 3, o => o.Note.Between("b", "a"))))
            .ErrorCode.ShouldBe("ValidationException");
    }
}

public sealed class DeleteConditionTestsThroughThePipeline(EngineFixture fixture) : DeleteConditionTests(fixture, client => client);

public sealed class DeleteConditionTestsByOrdinaryCalls(EngineFixture fixture) : DeleteConditionTests(fixture, ForwardingClient.Around);

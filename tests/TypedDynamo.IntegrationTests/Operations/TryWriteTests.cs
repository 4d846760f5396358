using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Writes that tell, in place of an exception, which item stood in the way.</summary>
public abstract class TryWriteTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private static readonly Booking s_booking = Sample(3);
    private static readonly BookingKey s_key = new(Customer, 3);

    [Fact]
    public async Task APut()
    {
        ShouldHaveSucceeded(await Bookings.TryPutAsync(s_booking, o => o.NotExists()), s_booking, null);
        await StoreAsync(s_booking);

        Booking changed = s_booking with { Odd = 50 };
        ShouldHaveFailed(await Bookings.TryPutAsync(changed, o => o.NotExists()), s_booking);
        ShouldHaveFailed(await Bookings.TryPutAsync(changed, o => o.Odd == 60), s_booking);
        await ShouldBeStoredAsync(s_booking);

        ShouldHaveSucceeded(await Bookings.TryPutAsync(changed, o => o.Exists(), returnOld: true), changed, s_booking);
        ShouldHaveSucceeded(await Bookings.TryPutAsync(s_booking, o => o.Odd == changed.Odd, returnOld: true), s_booking, changed);
        ShouldHaveSucceeded(await Bookings.TryPutAsync(changed), changed, null);
    }

    [Fact]
    public async Task AnUpdate()
    {
        ShouldHaveFailed(await Bookings.TryUpdateAsync(s_key, o => o.Odd = 50), null);
        await StoreAsync(s_booking);

        ShouldHaveFailed(await Bookings.TryUpdateAsync(s_key, o => o.Odd = 50, o => o.Odd == 50, Returning.New), s_booking);
        await ShouldBeStoredAsync(s_booking);

        ShouldHaveSucceeded(await Bookings.TryUpdateAsync(s_key, o => o.Odd = 50, o => o.Odd != 50), null, null);
        ShouldHaveSucceeded(await Bookings.TryUpdateAsync(s_key, o => o.Odd = 51, returning: Returning.Old), null,
            s_booking with { Odd = 50 });
        ShouldHaveSucceeded(await Bookings.TryUpdateAsync(s_key, o => o.Odd = 52, returning: Returning.New),
            s_booking with { Odd = 52 }, null);
        await ShouldBeStoredAsync(s_booking with { Odd = 52 });
    }

    [Fact]
    public async Task AnUpsert()
    {
        ShouldHaveFailed(await Bookings.TryUpsertAsync(s_key, o => o.Odd = 50, o => o.Exists()), null);
        Booking created = new() { CustomerId = Customer, Number = 3, Odd = 50 };
        ShouldHaveSucceeded(await Bookings.TryUpsertAsync(s_key, o => o.Odd = 50, o => o.NotExists(), Returning.New), created, null);
        ShouldHaveFailed(await Bookings.TryUpsertAsync(s_key, o => o.Odd += 50, o => o.Odd < 50), created);
        ShouldHaveSucceeded(await Bookings.TryUpsertAsync(s_key, o => o.Odd += 1, returning: Returning.Old), null, created);
        (await StoredAsync(3))!["a.b \"#:[0]ü"].N.ShouldBe("51");
    }

    [Fact]
    public async Task ADelete()
    {
        ShouldHaveFailed(await Bookings.TryDeleteAsync(s_key, o => o.Exists()), null);
        await StoreAsync(s_booking);
        ShouldHaveFailed(await Bookings.TryDeleteAsync(s_key, o => o.Odd == 50), s_booking);
        await ShouldBeStoredAsync(s_booking);

        ShouldHaveSucceeded(await Bookings.TryDeleteAsync(s_key, o => o.Odd != 50, returnOld: true), null, s_booking);
        ShouldHaveSucceeded(await Bookings.TryDeleteAsync(s_key, o => o.Odd != 50), null, null);
        (await StoredAsync(3)).ShouldBeNull();
    }

    [Fact]
    public async Task TheRequests()
    {
        await ShouldSendAsync(
            () => Drafts.TryPutAsync(new Draft { Id = "d", Version = 2 }, o => o.Edits <= 5, returnOld: true),
            "PutItem",
            """
            {"TableName":"drafts","Item":{"Id":{"S":"d"},"Edits":{"N":"0"},"Version":{"N":"3"}},
            "ConditionExpression":"#n0 = :v0 AND #n1 <= :v1","ReturnValuesOnConditionCheckFailure":"ALL_OLD","ReturnValues":"ALL_OLD",
            "ExpressionAttributeNames":{"#n0":"Version","#n1":"Edits"},"ExpressionAttributeValues":{":v0":{"N":"2"},":v1":{"N":"5"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.TryUpdateAsync(s_key, o => o.Name = "x", o => o.Name.Exists()),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},"UpdateExpression":"SET #n0 = :v0",
            "ConditionExpression":"attribute_exists(#n1) AND attribute_exists(#n0)","ReturnValuesOnConditionCheckFailure":"ALL_OLD",
            "ExpressionAttributeNames":{"#n0":"Name","#n1":"CustomerId"},"ExpressionAttributeValues":{":v0":{"S":"x"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.TryUpsertAsync(s_key, o => o.Name = "x", o => o.Name.Exists(), Returning.New),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},"UpdateExpression":"SET #n0 = :v0",
            "ConditionExpression":"attribute_exists(#n0)","ReturnValuesOnConditionCheckFailure":"ALL_OLD","ReturnValues":"ALL_NEW",
            "ExpressionAttributeNames":{"#n0":"Name"},"ExpressionAttributeValues":{":v0":{"S":"x"}}}
            """);
        await ShouldSendAsync(
            () => Bookings.TryDeleteAsync(s_key, o => o.Name.Exists(), returnOld: true),
            "DeleteItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},
            "ConditionExpression":"attribute_exists(#n0)","ReturnValuesOnConditionCheckFailure":"ALL_OLD","ReturnValues":"ALL_OLD",
            "ExpressionAttributeNames":{"#n0":"Name"}}
            """);
    }

    [Fact]
    public async Task OtherErrorsOfTheServicePassThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.TryPutAsync(s_booking, o => o.NotExists()));
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.TryUpdateAsync(s_key, o => o.Odd = 1));
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.TryUpsertAsync(s_key, o => o.Odd = 1));
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.TryDeleteAsync(s_key, o => o.Exists()));
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.TryUpsertAsync(s_key, o => o.Labels["x"] = "y")))
            .ErrorCode.ShouldBe("ValidationException");
    }

    [Fact]
    public async Task AnItemInTheWayThatDoesNotFitTheTypeIsAnError()
    {
        Dictionary<string, AttributeValue> attributes = BookingTable.ToAttributes(s_booking);
        attributes["Paid"] = new AttributeValue("much");
        await Client.PutItemAsync("bookings", attributes);
        (await Should.ThrowAsync<ItemMappingException>(() => Bookings.TryPutAsync(s_booking, o => o.NotExists()))).AttributeName
            .ShouldBe("Paid");
    }

    private static void ShouldHaveSucceeded(WriteResult<Booking> result, Booking? @new, Booking? old)
    {
        result.Succeeded.ShouldBeTrue();
        ShouldBeBoth(result.New, @new);
        ShouldBeBoth(result.Old, old);
    }

    private static void ShouldHaveFailed(WriteResult<Booking> result, Booking? obstacle)
    {
        result.Succeeded.ShouldBeFalse();
        result.New.ShouldBeNull();
        ShouldBeBoth(result.Old, obstacle);
    }

    private static void ShouldBeBoth(Booking? actual, Booking? expected)
    {
        if (expected is null)
        {
            actual.ShouldBeNull();
        }
        else
        {
            ShouldEqual(actual, expected);
        }
    }
}

public sealed class TryWriteTestsThroughThePipeline(EngineFixture fixture) : TryWriteTests(fixture, client => client);

public sealed class TryWriteTestsByOrdinaryCalls(EngineFixture fixture) : TryWriteTests(fixture, ForwardingClient.Around);

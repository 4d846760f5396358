using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Updates that create the item if there is none.</summary>
public abstract class UpsertTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    [Fact]
    public async Task AnItemIsCreatedWithWhatIsAssigned()
    {
        ShouldEqual(
            await Bookings.UpsertAsync(
                Customer,
                1,
                o =>
                {
                    o.Total += 2.5m;
                    o.Odd -= 1;
                    o.Paid = 1m - o.Total;
                    o.Seats.Add(4);
                    o.Scores.Append(3);
                    o.Tags.Add("vip");
                    o.Note = o.Note.IfNotExists("created");
                    o.Labels = new Dictionary<string, string> { ["x"] = "y" };
                },
                returning: Returning.New),
            new Booking
            {
                CustomerId = Customer, Number = 1, Total = 2.5m, Odd = -1, Paid = 1m, Seats = 4, Scores = [3], Tags = ["vip"],
                    Note = "created",
                Labels = new() { ["x"] = "y" },
            });
        (await StoredAsync(1))!.Keys.ShouldBe(
            ["CustomerId", "Number", "Total", "a.b \"#:[0]ü", "Paid", "Seats", "Scores", "Tags", "n", "Labels"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnItemThatIsThereKeepsWhatIsNotAssigned()
    {
        Booking booking = Sample(3) with { Scores = [1], Discount = null };
        await StoreAsync(booking);
        await Bookings.UpsertAsync(new BookingKey(Customer, 3), o =>
        {
            o.Total += 2m;
            o.Discount += 2m;
            o.Scores.Append(3);
        });
        await ShouldBeStoredAsync(booking with { Total = booking.Total + 2m, Discount = 2m, Scores = [1, 3] });

        await Bookings.UpsertAsync(new BookingKey(Customer, 3), o => o.Odd = 7, o => o.Odd < 7);
        await Bookings.UpsertAsync(new BookingKey(Customer, 3), o => o.Odd += 7);
        await ShouldBeStoredAsync(booking with { Total = booking.Total + 2m, Discount = 2m, Scores = [1, 3], Odd = 14 });
    }

    [Fact]
    public async Task AConditionOfAnUpsertIsAskedOfNoItemToo()
    {
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Bookings.UpsertAsync(Customer, 1, o => o.Odd = 1, o => o.Odd == 0));
        (await StoredAsync(1)).ShouldBeNull();
        await Bookings.UpsertAsync(Customer, 1, o => o.Odd = 1, o => o.NotExists() || o.Odd < 1);
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.UpsertAsync(Customer, 1, o => o.Odd = 2, o => o.NotExists() || o.Odd < 1));
        (await StoredAsync(1))!["a.b \"#:[0]ü"].N.ShouldBe("1");
    }

    [Fact]
    public async Task AnUpsertOfNothingCreatesTheKeyAlone()
    {
        await ShouldSendAsync(
            () => Bookings.UpsertAsync(Customer, 1, _ => { }),
            "UpdateItem",
            """{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"1"}}}""");
        (await StoredAsync(1))!.Count.ShouldBe(2);
    }

    [Fact]
    public Task TheRequest() => ShouldSendAsync(
        () => Bookings.UpsertAsync(
            Customer,
            1,
            o =>
            {
                o.Paid += 1m;
                o.Scores.Prepend([1, 2]);
                o.ExpiresAt = DateTimeOffset.UnixEpoch;
            },
            o => o.Paid < o.Total || o.NotExists(),
            Returning.Old),
        "UpdateItem",
        """
        {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"1"}},
        "UpdateExpression":"SET #n0 = if_not_exists(#n0, :v0) + :v1, #n1 = list_append(:v2, if_not_exists(#n1, :v3)), #n2 = :v4",
        "ConditionExpression":"#n0 < #n3 OR attribute_not_exists(#n4)","ReturnValues":"ALL_OLD",
        "ExpressionAttributeNames":{"#n0":"Paid","#n1":"Scores","#n2":"ExpiresAt","#n3":"Total","#n4":"CustomerId"},
        "ExpressionAttributeValues":{":v0":{"N":"0"},":v1":{"N":"1"},":v2":{"L":[{"N":"1"},{"N":"2"}]},":v3":{"L":[]},":v4":{"N":"0"}}}
        """);

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.UpsertAsync(Customer, 1, o => o.Labels["x"] = "y")))
            .ErrorCode.ShouldBe("ValidationException");
        (await StoredAsync(1)).ShouldBeNull();
    }
}

public sealed class UpsertTestsThroughThePipeline(EngineFixture fixture) : UpsertTests(fixture, client => client);

public sealed class UpsertTestsByOrdinaryCalls(EngineFixture fixture) : UpsertTests(fixture, ForwardingClient.Around);

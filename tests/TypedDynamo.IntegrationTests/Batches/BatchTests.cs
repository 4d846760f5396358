using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Batches;

/// <summary>Many items by their keys: read, put, deleted, of one table and across tables.</summary>
public abstract class BatchTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : BookingTests(fixture, wrap, options)
{
    [Fact]
    public async Task ManyItemsAreReadByTheirKeys()
    {
        await FillWithSamplesAsync();
        List<Booking> bookings = await Bookings.GetManyAsync([.. Samples.Select(KeyOf), new BookingKey("nobody", 1)]).ToListAsync();

        bookings.Count.ShouldBe(Samples.Count);
        foreach (Booking booking in bookings)
        {
            ShouldEqual(booking, Samples[booking.Number]);
        }

        Dictionary<BookingKey, Booking> byKey = await Bookings.GetManyAsync(Samples.Select(KeyOf).ToAsync()).ToDictionaryAsync();
        byKey.Count.ShouldBe(Samples.Count);
        byKey.ShouldAllBe(pair => pair.Key == KeyOf(pair.Value));
    }

    [Fact]
    public async Task TheRequestOfReads()
    {
        await ShouldSendAsync(
            () => Bookings.GetManyAsync([new(Customer, 3), new("c-7", 5), new(Customer, 3)]).ToListAsync(),
            "BatchGetItem",
            """
            {"RequestItems":{"bookings":{"Keys":[{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}},{"CustomerId":{"S":"c-7"},"Number":{"N":"5"}}]}}}
            """);
        await ShouldSendAsync(
            () => Bookings.GetManyAsync([new(Customer, 3)], new() { Consistent = true }).ToListAsync(),
            "BatchGetItem",
            """
            {"RequestItems":{"bookings":{"Keys":[{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}}],"ConsistentRead":true}}}
            """);
    }

    [Fact]
    public async Task WhatOneAnswerDoesNotHoldIsReadByTheNext()
    {
        // 50 items of 390 KB are more than the 16 MB of an answer, so the engine leaves some keys unprocessed.
        Booking[] large = [.. Enumerable.Range(0, 50).Select(i => new Booking { CustomerId = Customer, Number = i, Note = new string('x', 390_000) })];
        (await Bookings.PutManyAsync(large)).IsComplete.ShouldBeTrue();
        int before = Requests.Count;

        List<Booking> bookings = await Bookings.GetManyAsync(large.Select(KeyOf)).ToListAsync();

        bookings.Select(booking => booking.Number).ShouldBe(Enumerable.Range(0, 50), ignoreOrder: true);
        (Requests.Count - before).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task ManyItemsAreDeletedByTheirKeys()
    {
        await FillWithSamplesAsync();
        BatchResult<BookingKey> result = await Bookings.DeleteManyAsync(Samples.Skip(2).Select(KeyOf));
        result.Written.ShouldBe(58);
        (await NumbersAsync(Bookings.ScanAllAsync())).ShouldBe([0, 1], ignoreOrder: true);

        (await Bookings.DeleteManyAsync(Samples.Select(KeyOf).ToAsync())).Written.ShouldBe(60);
        (await NumbersAsync(Bookings.ScanAllAsync())).ShouldBeEmpty();
        await ShouldSendAsync(
            () => Bookings.DeleteManyAsync([new(Customer, 3), new("c-7", 5)]),
            "BatchWriteItem",
            """
            {"RequestItems":{"bookings":[
            {"DeleteRequest":{"Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}}}},
            {"DeleteRequest":{"Key":{"CustomerId":{"S":"c-7"},"Number":{"N":"5"}}}}]}}
            """);
    }

    [Fact]
    public async Task ItemsOfAnAsynchronousSequenceArePut()
    {
        (await Bookings.PutManyAsync(Samples.ToAsync())).Written.ShouldBe(60);
        (await NumbersAsync(Bookings.ScanAllAsync())).ShouldBe(Samples.Select(booking => booking.Number), ignoreOrder: true);
    }

    [Fact]
    public async Task OneBatchWritesSeveralTablesAndTypes()
    {
        var customers = new ShopCustomerTable(Wrapped);
        var orders = new ShopOrderTable(Wrapped);
        await orders.EnsureCreatedAsync();
        var order = new ShopOrder { CustomerId = "1", OrderId = "o-1", PlacedAt = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero), Total = 5 };
        await StoreAsync(Sample(3));

        BatchResult<BatchWriteEntry> result = await Wrapped.BatchWriteAsync(b =>
        {
            b.Put(customers, new ShopCustomer("1", "Ada"));
            b.Delete(Bookings, new(Customer, 3));
            b.Put(orders, order);
            b.Put(Bookings, Sample(6));
        });

        result.Written.ShouldBe(4);
        using (JsonDocument body = JsonDocument.Parse(Requests[^1].Body))
        {
            body.RootElement.GetProperty("RequestItems").EnumerateObject().Select(table => (table.Name, table.Value.GetArrayLength()))
                .ShouldBe([("shop", 2), ("bookings", 2)], ignoreOrder: true);
        }

        (await StoredAsync(3)).ShouldBeNull();
        await ShouldBeStoredAsync(Sample(6), withUnknown: false);

        BatchGetResult read = await Wrapped.BatchGetAsync(
        [
            customers.Read(ShopCustomerTable.KeyOf(new ShopCustomer("1", "Ada"))),
            orders.Read(ShopOrderTable.KeyOf(order)),
            Bookings.Read(new(Customer, 6)),
            Bookings.Read(new(Customer, 3)),
        ]);

        read.Count.ShouldBe(3);
        read.ItemsOf(customers).Values.ShouldBe([new ShopCustomer("1", "Ada")]);
        read.ItemsOf(orders)[ShopOrderTable.KeyOf(order)].ShouldBe(order);
        ShouldEqual(read.ItemsOf(Bookings)[new(Customer, 6)], Sample(6));
        read.ItemsOf(Drafts).ShouldBeEmpty();

        // Parts of one table's items, and whole items of another.
        BatchGetResult parts = await Wrapped.BatchGetAsync(
        [
            Bookings.Select<BookingTotal>().Read(new(Customer, 6)),
            Bookings.Select<BookingTotal>().Read(new(Customer, 3)),
            customers.Read(ShopCustomerTable.KeyOf(new ShopCustomer("1", "Ada"))),
        ]);
        parts.Count.ShouldBe(2);
        parts.ItemsOf(Bookings.Select<BookingTotal>())[new(Customer, 6)].Total.ShouldBe(Sample(6).Total);
        parts.ItemsOf(Bookings.Select<BookingTotal>()).Count.ShouldBe(1);
        parts.ItemsOf(Bookings).ShouldBeEmpty();
        parts.ItemsOf(customers).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AKeyThatDynamoDbDoesNotTakeIsNamed()
    {
        await FillWithSamplesAsync();
        var bad = new BookingKey(new string('x', 3000), 1);

        var error = await Should.ThrowAsync<BatchGetException<BookingKey>>(
            () => Bookings.GetManyAsync([KeyOf(Samples[0]), bad, KeyOf(Samples[1])]).ToListAsync());
        error.Keys.ShouldBe([bad]);
        error.InnerException.ShouldBeOfType<ItemMappingException>();

        BatchResult<BookingKey> result = await Bookings.DeleteManyAsync([KeyOf(Samples[0]), bad, KeyOf(Samples[1])]);
        result.Written.ShouldBe(2);
        result.Failures.ShouldHaveSingleItem().Item.ShouldBe(bad);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.GetManyAsync([new(Customer, 3)]).ToListAsync());
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.DeleteManyAsync([new(Customer, 3)]));
        await Should.ThrowAsync<ResourceNotFoundException>(() => Wrapped.BatchGetAsync([missing.Read(new(Customer, 3))]));
    }

    private static BookingKey KeyOf(Booking booking) => new(booking.CustomerId, booking.Number);
}

internal static class AsynchronousSequences
{
    /// <summary>Gives the items of a sequence each after a little while.</summary>
    public static async IAsyncEnumerable<T> ToAsync<T>(this IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }
}

public sealed class BatchTestsThroughThePipeline(EngineFixture fixture) : BatchTests(fixture, client => client);

public sealed class BatchTestsByOrdinaryCalls(EngineFixture fixture) : BatchTests(fixture, ForwardingClient.Around);

public sealed class BatchTestsByTheLeanTransport(EngineFixture fixture)
    : BatchTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

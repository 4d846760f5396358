using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Items without a class: their bytes, expressions as text with typed values, and the verbs of every table.</summary>
public abstract class RawTableTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private RawTable Raw => new(Wrapped, BookingTable.Schema);

    protected override Task FillAsync() => FillWithSamplesAsync();

    private static RawItem Key(int number) => RawItem.Of(("CustomerId", Customer), ("Number", number));

    private static async Task<List<int>> NumbersAsync(ItemSequence<RawItem> items)
        => [.. (await items.ToListAsync()).Select(item => item["Number"].GetInt32())];

    [Fact]
    public async Task ATableTellsItsOwnKeyAndIndexes()
    {
        RawTable raw = await RawTable.OpenAsync(Wrapped, "bookings");

        raw.TableName.ShouldBe("bookings");
        raw.Schema.PartitionKey.ToString().ShouldBe("CustomerId S");
        raw.Schema.SortKey!.ToString().ShouldBe("Number N");
        raw.Schema.Indexes.Select(index => (index.Name, index.Kind, index.Projection)).ShouldBe(
            [("by-state", IndexKind.Global, Projection.Include), ("by-seats", IndexKind.Local, Projection.KeysOnly)], ignoreOrder: true);
        raw.Schema.Indexes.Single(index => index.Name == "by-state").Included.ShouldHaveSingleItem().Name.ShouldBe("n");
        (await raw.Query($"CustomerId = {Customer}").CountAsync()).ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer).Count());
    }

    [Fact]
    public async Task ATableThatIsNotThereIsToldAtOnce()
        => await Should.ThrowAsync<ResourceNotFoundException>(() => RawTable.OpenAsync(Wrapped, "none"));

    [Fact]
    public async Task AnItemComesBackAsItIsStored()
    {
        await StoreAsync(Sample(1000) with { CustomerId = Customer });

        RawItem item = (await Raw.GetAsync(Key(1000), consistent: true)).ShouldNotBeNull();

        MappedTable.Describe(item.ToAttributes()).ShouldBe(MappedTable.Describe((await StoredAsync(1000))!));
        item["Unknown"].GetMap()["Deep"].GetStringSet().ShouldBe(["a", "b"], ignoreOrder: true);
        (await Raw.GetAsync(Key(-1))).ShouldBeNull();
        await ShouldSendAsync(
            () => Raw.GetAsync(Key(3)), "GetItem", """{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"3"}}}""");
    }

    [Fact]
    public async Task PutsAndDeletesTakeConditions()
    {
        RawItem item = Key(2000).With("Paid", 1.5m).With("Tags", RawValue.StringSet("a"));

        (await Raw.PutAsync(item, $"attribute_not_exists(CustomerId)")).ShouldBe(item);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Raw.PutAsync(item, $"attribute_not_exists(CustomerId)"));
        (await Raw.GetAsync(Key(2000))).ShouldBe(item);
        (await Raw.TryPutAsync(item, o => o.Matches($"Paid > {2}"))).Old.ShouldBe(item);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Raw.DeleteAsync(Key(2000), $"Paid > {2}"));
        (await Raw.DeleteAsync(Key(2000), $"Paid < {2}", returnOld: true)).ShouldBe(item);
        (await Raw.DeleteAsync(Key(2000), returnOld: true)).ShouldBeNull();
        await ShouldSendAsync(
            () => Raw.PutAsync(Key(2001), $"{new AttributeName("Name")} = {"x"} OR attribute_not_exists(CustomerId)"),
            "PutItem",
            """
            {"TableName":"bookings","Item":{"CustomerId":{"S":"c-42"},"Number":{"N":"2001"}},
            "ConditionExpression":"#n0 = :v0 OR attribute_not_exists(CustomerId)","ExpressionAttributeNames":{"#n0":"Name"},
            "ExpressionAttributeValues":{":v0":{"S":"x"}}}
            """);
    }

    [Fact]
    public async Task UpdatesAreExpressions()
    {
        RawItem updated = (await Raw.UpdateAsync(
            Key(0), $"SET Paid = Paid + {5}, {new AttributeName("a.b \"#:[0]ü")} = {7} REMOVE Note", returning: Returning.New)).ShouldNotBeNull();
        updated["Paid"].GetDecimal().ShouldBe(Sample(0).Paid + 5);
        updated["a.b \"#:[0]ü"].GetInt32().ShouldBe(7);

        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Raw.UpdateAsync(Key(-1), $"SET Paid = {1}"));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Raw.UpdateAsync(Key(0), $"SET Paid = {1}", $"Paid = {-1}"));
        (await Raw.UpsertAsync(Key(3000), $"SET Paid = {1}", returning: Returning.New)).ShouldBe(Key(3000).With("Paid", 1));
        await ShouldSendAsync(
            () => Raw.UpdateAsync(Key(0), $"ADD Paid {1}", $"Paid > {0} OR Paid = {0}"),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"0"}},"UpdateExpression":"ADD Paid :v0",
            "ConditionExpression":"attribute_exists(#n0) AND (Paid > :v1 OR Paid = :v2)","ExpressionAttributeNames":{"#n0":"CustomerId"},
            "ExpressionAttributeValues":{":v0":{"N":"1"},":v1":{"N":"0"},":v2":{"N":"0"}}}
            """);
    }

    [Fact]
    public async Task QueriesAndScansTakeExpressions()
    {
        (await NumbersAsync(Raw.Query($"CustomerId = {Customer} AND {new AttributeName("Number")} < {20}").Where($"IsPaid = {true}").Descending()))
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Number: < 20, IsPaid: true }).OrderDescending());
        (await NumbersAsync(Raw.Scan().Where($"contains(Tags, {"vip"})").Where($"Paid > {3m}")))
            .ShouldBe(NumbersWhere(booking => booking.Tags.Contains("vip") && booking.Paid > 3m), ignoreOrder: true);
        (await NumbersAsync(Raw.Scan().Where($"Odds = {1}").InParallel())).ShouldBeEmpty();
        (await NumbersAsync(Raw.ScanAllParallelAsync())).ShouldBe(Samples.Select(booking => booking.Number), ignoreOrder: true);
        (await NumbersAsync(Raw.Query($"{new AttributeName("State")} = {"Open"}", "by-state")))
            .ShouldBe(NumbersWhere(booking => booking.State == BookingState.Open), ignoreOrder: true);
        (await Raw.Scan("by-seats").CountAsync()).ShouldBe(NumbersWhere(booking => booking.Seats is not null).Count());
        Should.Throw<ArgumentException>(() => Raw.Scan("none")).Message.ShouldContain("'none'");
        await ShouldSendAsync(
            () => Raw.Query($"CustomerId = {Customer}").Where($"a = {1} OR b = {2}").Where($"c = {3}").Select("Total", "Name").ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"CustomerId = :v0","FilterExpression":"(a = :v1 OR b = :v2) AND (c = :v3)",
            "ProjectionExpression":"#n0, #n1","ExpressionAttributeNames":{"#n0":"Total","#n1":"Name"},
            "ExpressionAttributeValues":{":v0":{"S":"c-42"},":v1":{"N":"1"},":v2":{"N":"2"},":v3":{"N":"3"}}}
            """);
        (await Raw.Scan().Select("Number").ToListAsync()).ShouldAllBe(item => item.Count == 1);
    }

    [Fact]
    public async Task PagesGoOnWhereTheLastOneEnded()
    {
        List<int> numbers = [];
        string? token = null;
        do
        {
            Page<RawItem> page = await Raw.Query($"CustomerId = {Customer}").PageSize(7).ToPageAsync(token);
            numbers.AddRange(page.Items.Select(item => item["Number"].GetInt32()));
            token = page.ContinuationToken;
        }
        while (token is not null);

        numbers.ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer));
    }

    [Fact]
    public async Task ManyAreWrittenAtOnce()
    {
        RawItem[] items = [.. Enumerable.Range(5000, 60).Select(i => Key(i).With("Total", i))];

        (await Raw.PutManyAsync(items)).IsComplete.ShouldBeTrue();

        (await Raw.Query($"CustomerId = {Customer} AND {new AttributeName("Number")} >= {5000}").ToListAsync()).ShouldBe(items);
    }

    [Fact]
    public async Task BatchesOfSeveralTablesTakeItemsWithoutAClass()
    {
        RawItem item = Key(6000).With("Total", 1);
        Booking booking = Sample(6001) with { CustomerId = Customer };

        (await Wrapped.BatchWriteAsync([BatchWrite.Put(Raw, item), BatchWrite.Delete(Raw, Key(0)), BatchWrite.Put(Bookings, booking)]))
            .Written.ShouldBe(3);
        BatchGetResult read = await Wrapped.BatchGetAsync([BatchGet.Of(Raw, Key(6000)), BatchGet.Of(Raw, Key(0))]);

        read.ItemsOf(Raw).ShouldHaveSingleItem().Value.ShouldBe(item);
        Dictionary<RawItem, RawItem> byKey = await Raw.GetManyAsync([Key(6000), Key(6001), Key(0)]).ToDictionaryAsync();
        byKey.Keys.Select(key => key["Number"].GetInt32()).ShouldBe([6000, 6001], ignoreOrder: true);
        byKey[RawItem.Of(("Number", 6000.0), ("CustomerId", Customer))].ShouldBe(item);
        (await Raw.DeleteManyAsync([Key(6000), Key(6001)])).Written.ShouldBe(2);
        (await Raw.GetManyAsync([Key(6000), Key(6001)]).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TransactionsTakeItemsWithoutAClassBesideTypedOnes()
    {
        RawItem item = Key(7000).With("Paid", 1);
        Booking booking = Sample(7001) with { CustomerId = Customer };

        await Wrapped.TransactWriteAsync(t =>
        {
            t.Put(Raw, item, o => o.Matches($"attribute_not_exists(CustomerId)"));
            t.Put(Bookings, booking);
            t.Update(Raw, Key(0), o => o.Apply($"SET Marked = {true}"));
            t.Check(Raw, Key(1), o => o.Matches($"attribute_exists(Paid)"));
        });

        (RawItem? written, Booking? typed, RawItem? marked) =
            await Wrapped.TransactGetAsync(Raw.Read(Key(7000)), Bookings.Read(new BookingKey(Customer, 7001)), Raw.Read(Key(0)));
        written.ShouldBe(item);
        typed!.Number.ShouldBe(7001);
        marked!["Marked"].GetBoolean().ShouldBeTrue();

        TransactionFailedException error = await Should.ThrowAsync<TransactionFailedException>(() => Wrapped.TransactWriteAsync(t =>
        {
            t.Delete(Raw, Key(1));
            t.Put(Raw, item, o => o.Matches($"Paid > {1}"));
        }));
        TransactionFailure failure = error.Failures.ShouldHaveSingleItem();
        failure.Index.ShouldBe(1);
        failure.Item<RawItem>().ShouldBe(item);
    }

    [Fact]
    public async Task AVersionIsAnAttributeLikeAnyOther()
    {
        var drafts = new RawTable(Wrapped, DraftTable.Schema);
        RawItem draft = RawItem.Of(("Id", "d-1"), ("Version", 7));

        await drafts.PutAsync(draft);
        await drafts.PutAsync(draft.With("Edits", 1));
        await drafts.UpdateAsync(RawItem.Of(("Id", "d-1")), $"SET Edits = Edits + {1}");
        (await drafts.PutManyAsync([draft.With("Id", "d-2")])).IsComplete.ShouldBeTrue();

        (await drafts.GetAsync(RawItem.Of(("Id", "d-1")))).ShouldBe(draft.With("Edits", 2));
        (await Drafts.GetAsync("d-1"))!.Version.ShouldBe(7);
    }

    [Fact]
    public async Task AKeyOfAnotherFormIsRefused()
    {
        (await ShouldRefuseAsync<ItemMappingException>(() => Raw.GetAsync(RawItem.Of(("CustomerId", Customer))))).Message.ShouldContain("Number N");
        await ShouldRefuseAsync<ItemMappingException>(() => Raw.GetAsync(RawItem.Of(("CustomerId", Customer), ("Number", "1"))));
        await ShouldRefuseAsync<ItemMappingException>(() => Raw.DeleteAsync(Key(1).With("Total", 1)));
        Should.Throw<ItemMappingException>(() => Raw.KeyOf(RawItem.Of(("Number", 1))));
        Raw.KeyOf(Key(1).With("Total", 1)).ShouldBe(Key(1));
    }
}

[Collection(EngineCollection.Name)]
public sealed class RawTableTestsThroughThePipeline(EngineFixture fixture) : RawTableTests(fixture, client => client);

[Collection(EngineCollection.Name)]
public sealed class RawTableTestsByOrdinaryCalls(EngineFixture fixture) : RawTableTests(fixture, ForwardingClient.Around);

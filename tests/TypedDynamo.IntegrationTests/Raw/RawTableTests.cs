using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Raw;

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
            [("by-state", IndexKind.Global, IndexProjection.Include), ("by-seats", IndexKind.Local, IndexProjection.KeysOnly)], ignoreOrder: true);
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
            () => Raw.PutAsync(Key(2009), $"{new AttributeName("Name")} = {"x"} OR attribute_not_exists(CustomerId)"),
            "PutItem",
            """
            {"TableName":"bookings","Item":{"CustomerId":{"S":"c-42"},"Number":{"N":"2009"}},
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
            () => Raw.Query($"CustomerId = {Customer}").Where($"a = {1} OR b = {2}").Where($"c = {3}").Select("Paid", "Name").ToListAsync(),
            "Query",
            """
            {"TableName":"bookings","KeyConditionExpression":"CustomerId = :v0","FilterExpression":"(a = :v1 OR b = :v2) AND (c = :v3)",
            "ProjectionExpression":"#n0, #n1","ExpressionAttributeNames":{"#n0":"Paid","#n1":"Name"},
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
        RawItem[] items = [.. Enumerable.Range(5000, 60).Select(i => Key(i).With("Paid", i))];

        (await Raw.PutManyAsync(items)).IsComplete.ShouldBeTrue();

        (await Raw.Query($"CustomerId = {Customer} AND {new AttributeName("Number")} >= {5000}").ToListAsync()).ShouldBe(items);
    }

    [Fact]
    public async Task BatchesTakeItemsWithoutAClass()
    {
        RawItem[] items = [.. Enumerable.Range(6000, 30).Select(i => Key(i).With("Paid", i))];
        BatchResult<BatchWriteEntry> written = await Wrapped.BatchWriteAsync(b =>
        {
            Array.ForEach(items, item => b.Put(Raw, item));
            b.Delete(Raw, RawItem.Of(("CustomerId", Customer), ("Number", RawValue.Number("6029.0"))));
            b.Delete(Bookings, new BookingKey(Customer, 0));
        });
        written.Written.ShouldBe(31);

        RawItem[] keys = [.. Enumerable.Range(6000, 30).Select(Key)];
        (await Raw.GetManyAsync(keys).ToListAsync()).ShouldBe(items[..^1], ignoreOrder: true);
        Dictionary<RawItem, RawItem> byKey = await Raw.GetManyAsync([RawItem.Of(("Number", RawValue.Number("6.001E3")), ("CustomerId", Customer))])
            .ToDictionaryAsync();
        byKey[Key(6001)].ShouldBe(items[1]);

        BatchGetResult read = await Wrapped.BatchGetAsync([Raw.Read(Key(6002)), Bookings.Read(new BookingKey(Customer, 3))]);
        read.ItemsOf(Raw)[Key(6002)].ShouldBe(items[2]);
        read.ItemsOf(Bookings).Count.ShouldBe(1);

        BatchResult<RawItem> deleted = await Raw.DeleteManyAsync([.. keys, items[0]]);
        deleted.Written.ShouldBe(30);
        deleted.Failures.ShouldHaveSingleItem().Error.ShouldBeOfType<ItemMappingException>();
        (await Raw.GetManyAsync(keys).ToListAsync()).ShouldBeEmpty();
        (await StoredAsync(0)).ShouldBeNull();
    }

    [Fact]
    public async Task TransactionsTakeItemsWithoutAClass()
    {
        RawExpression open = $"{new AttributeName("State")} = {"Open"}";
        await Wrapped.TransactWriteAsync(t =>
        {
            t.Put(Raw, Key(7000).With("Paid", 1), o => o.Matches($"attribute_not_exists(CustomerId)"));
            t.Update(Raw, Key(0), o => o.Apply($"SET Paid = {99}"), o => o.Matches(open));
            t.Upsert(Raw, Key(7001), o => o.Apply($"ADD Paid {5}"));
            t.Delete(Raw, Key(6), o => o.Matches(open));
            t.Delete(Raw, Key(9));
            t.Check(Raw, Key(3), o => o.Matches(open));
        });

        (RawItem? put, RawItem? updated, RawItem? created, RawItem? deleted, Booking? typed) = await Wrapped.TransactGetAsync(
            Raw.Read(Key(7000)), Raw.Read(Key(0)), Raw.Read(Key(7001)), Raw.Read(Key(6)), Bookings.Read(new(Customer, 3)));
        put.ShouldBe(Key(7000).With("Paid", 1));
        updated!["Paid"].GetInt32().ShouldBe(99);
        created!["Paid"].GetInt32().ShouldBe(5);
        deleted.ShouldBeNull();
        (await Raw.GetAsync(Key(9))).ShouldBeNull();
        typed!.Number.ShouldBe(3);

        var error = await Should.ThrowAsync<TransactionFailedException>(() => Wrapped.TransactWriteAsync(t =>
        {
            t.Check(Raw, Key(3), o => o.Matches(open));
            t.Put(Raw, Key(7000), o => o.Matches($"Paid = {2}"));
        }));
        TransactionFailure failure = error.Failures.ShouldHaveSingleItem();
        (failure.Index, failure.Code).ShouldBe((1, "ConditionalCheckFailed"));
        failure.Item<RawItem>().ShouldBe(Key(7000).With("Paid", 1));
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactWriteAsync(t =>
        {
            t.Delete(Raw, Key(1));
            t.Delete(Raw, RawItem.Of(("Number", RawValue.Number("1.0")), ("CustomerId", Customer)));
        }));
    }

    /// <summary>A version is the annotated type's: who writes items as they are says all that is written.</summary>
    [Fact]
    public async Task TheSchemaOfATypeWithVersionsServesToo()
    {
        var raw = new RawTable(Wrapped, DraftTable.Schema);
        RawItem key = RawItem.Of(("Id", "d"));
        await Drafts.PutAsync(new Draft { Id = "d", Text = "a" });

        RawItem item = (await raw.GetAsync(key)).ShouldNotBeNull();
        (await raw.PutAsync(item.With("Text", "b"))).ShouldBe(item.With("Text", "b"));
        (await Drafts.GetAsync("d"))!.ShouldBe(new Draft { Id = "d", Text = "b", Version = 1 });
        await raw.UpdateAsync(key, $"SET Edits = {5}");
        await raw.UpsertAsync(key, $"SET Version = {7}");
        (await raw.PutManyAsync([item.With("Id", "e")])).IsComplete.ShouldBeTrue();
        await Wrapped.TransactWriteAsync(t => t.Delete(raw, RawItem.Of(("Id", "e"))));
        (await raw.Scan().ToListAsync()).ShouldBe([item.With("Text", "b").With("Edits", 5).With("Version", 7)]);
        await raw.DeleteAsync(key);
        (await Drafts.GetAsync("d")).ShouldBeNull();
    }

    [Fact]
    public async Task APrefixStandsBeforeTheSchemasName()
    {
        var raw = new RawTable(Wrapped, BookingTable.Schema, new DynamoTableOptions { TableNamePrefix = "copy-" });
        raw.TableName.ShouldBe("copy-bookings");
        await raw.CreateTableAsync();
        (await raw.PutManyAsync(Raw.ScanAllAsync().AsAsyncEnumerable())).Written.ShouldBe(Samples.Count);
        (await NumbersAsync(raw.Query($"{new AttributeName("State")} = {"Open"}", "by-state")))
            .ShouldBe(NumbersWhere(booking => booking.State == BookingState.Open), ignoreOrder: true);
        (await raw.CompareSchemaAsync()).Count.ShouldBe((await Raw.CompareSchemaAsync()).Count);
    }

    [Fact]
    public async Task AKeyOfAnotherFormIsRefused()
    {
        (await ShouldRefuseAsync<ItemMappingException>(() => Raw.GetAsync(RawItem.Of(("CustomerId", Customer))))).Message.ShouldContain("Number N");
        await ShouldRefuseAsync<ItemMappingException>(() => Raw.GetAsync(RawItem.Of(("CustomerId", Customer), ("Number", "1"))));
        await ShouldRefuseAsync<ItemMappingException>(() => Raw.DeleteAsync(Key(1).With("Paid", 1)));
        Should.Throw<ItemMappingException>(() => Raw.KeyOf(RawItem.Of(("Number", 1))));
        Raw.KeyOf(Key(1).With("Paid", 1)).ShouldBe(Key(1));
    }
}

public sealed class RawTableTestsThroughThePipeline(EngineFixture fixture) : RawTableTests(fixture, client => client);

public sealed class RawTableTestsByOrdinaryCalls(EngineFixture fixture) : RawTableTests(fixture, ForwardingClient.Around);

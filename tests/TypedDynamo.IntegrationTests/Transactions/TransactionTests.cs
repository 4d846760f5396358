using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Transactions;

/// <summary>Writes of several tables that all happen or none.</summary>
public abstract class TransactionTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : BookingTests(fixture, wrap, options)
{
    private static readonly Draft s_draft = new() { Id = "d", Text = "t" };
    private static readonly TransactWriteOptions s_token = new() { IdempotencyToken = "a \"token\"" };

    [Fact]
    public async Task EveryVerbOfATransactionIsApplied()
    {
        await StoreAsync(Sample(0) with { Seats = 5 });
        await StoreAsync(Sample(1));
        await Drafts.PutAsync(s_draft with { Id = "checked", Edits = 3 });
        TransactionPut<Draft>? put = null;

        await Wrapped.TransactWriteAsync(t =>
        {
            put = t.Put(Drafts, s_draft, o => o.NotExists());
            t.Update(Bookings, new BookingKey(Customer, 0), o => o.Seats -= 1, condition: o => o.Seats >= 1);
            t.Upsert(Drafts, "new", o => o.Edits += 2);
            t.Delete(Bookings, new BookingKey(Customer, 1), o => o.Exists());
            t.Check(Drafts, "checked", o => o.Edits == 3);
        });

        put!.Item.ShouldBe(s_draft with { Version = 1 });
        (await Drafts.GetAsync("d")).ShouldBe(put.Item);
        await ShouldBeStoredAsync(Sample(0) with { Seats = 4 });
        (await Drafts.GetAsync("new")).ShouldBe(new Draft { Id = "new", Edits = 2, Version = 1 });
        (await StoredAsync(1)).ShouldBeNull();
    }

    [Fact]
    public async Task WhereOneConditionFailsNothingIsWritten()
    {
        await Bookings.PutAsync(Sample(0) with { Seats = 0 });
        await Drafts.PutAsync(s_draft with { Id = "checked", Edits = 3 });
        TransactionPut<Draft>? put = null;

        var error = await Should.ThrowAsync<TransactionFailedException>(() => Wrapped.TransactWriteAsync(t =>
        {
            put = t.Put(Drafts, s_draft);
            t.Update(Bookings, new BookingKey(Customer, 0), o => o.Seats -= 1, condition: o => o.Seats >= 1);
            t.Check(Drafts, "checked", o => o.Edits == 4);
            t.Update(Drafts, "absent", o => o.Edits += 1);
        }));

        error.ShouldBeAssignableTo<TransactionCanceledException>();
        error.CancellationReasons.Count.ShouldBe(4);
        error.ErrorCode.ShouldBe("TransactionCanceledException");
        error.RequestId.ShouldNotBeNullOrEmpty();
        error.Failures.Select(failure => (failure.Index, failure.Kind, failure.TableName, failure.Code, failure.HasItem)).ShouldBe(
        [
            (1, TransactionEntryKind.Update, "bookings", "ConditionalCheckFailed", true),
            (2, TransactionEntryKind.Check, "drafts", "ConditionalCheckFailed", true),
            (3, TransactionEntryKind.Update, "drafts", "ConditionalCheckFailed", false),
        ]);
        error.Message.ShouldBe(
            "The transaction of 4 entries was cancelled. Counted from 0, entry 1 (Update, table 'bookings'): ConditionalCheckFailed; "
            + "entry 2 (Check, table 'drafts'): ConditionalCheckFailed; entry 3 (Update, table 'drafts'): ConditionalCheckFailed.");

        ShouldEqual(error.Failures[0].Item<Booking>(), Sample(0) with { Seats = 0 });
        Draft inTheWay = s_draft with { Id = "checked", Edits = 3, Version = 1 };
        error.Failures[1].Item<Draft>().ShouldBe(inTheWay);
        error.Failures[1].ItemOf(Drafts).ShouldBe(inTheWay);
        error.Failures[2].Item<Draft>().ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => error.Failures[1].Item<Booking>());
        Should.Throw<ArgumentException>(() => error.Failures[1].ItemOf(Bookings));

        Should.Throw<InvalidOperationException>(() => put!.Item);
        (await Drafts.GetAsync("d")).ShouldBeNull();
        ShouldEqual(await Bookings.GetAsync(Customer, 0), Sample(0) with { Seats = 0 });
    }

    [Fact]
    public async Task VersionsAreCheckedAndCounted()
    {
        Draft first = await Drafts.PutAsync(s_draft);
        TransactionPut<Draft>? put = null;
        await Wrapped.TransactWriteAsync(t => put = t.Put(Drafts, first with { Text = "u" }));
        put!.Item.ShouldBe(first with { Text = "u", Version = 2 });
        (await Drafts.GetAsync("d")).ShouldBe(put.Item);

        await ShouldFailAsync(t => t.Put(Drafts, first));
        await ShouldFailAsync(t => t.Put(Drafts, s_draft));
        await ShouldFailAsync(t => t.Update(Drafts, "d", o => o.Edits += 1, expectedVersion: 1));
        await ShouldFailAsync(t => t.Update(Drafts, "d", o => o.Edits += 1, o => o.Edits == 1, expectedVersion: 2));
        await ShouldFailAsync(t => t.Delete(Drafts, first));
        await ShouldFailAsync(t => t.Delete(Drafts, "d", expectedVersion: 0));
        (await Drafts.GetAsync("d")).ShouldBe(put.Item);

        await Wrapped.TransactWriteAsync(t => t.Update(Drafts, "d", o => o.Edits += 1, expectedVersion: 2));
        Draft third = (await Drafts.GetAsync("d"))!;
        third.ShouldBe(put.Item with { Edits = 1, Version = 3 });
        await Wrapped.TransactWriteAsync(t => t.Delete(Drafts, third));
        (await Drafts.GetAsync("d")).ShouldBeNull();
        await Drafts.PutAsync(s_draft);
        await Wrapped.TransactWriteAsync(t => t.Delete(Drafts, "d", expectedVersion: 1));
        (await Drafts.GetAsync("d")).ShouldBeNull();

        async Task ShouldFailAsync(Action<WriteTransaction> build)
            => (await Should.ThrowAsync<TransactionFailedException>(() => Wrapped.TransactWriteAsync(build)))
                .Failures.ShouldHaveSingleItem().ItemOf(Drafts)!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task ATransactionCanBeRepeatedUnderItsToken()
    {
        await Drafts.PutAsync(s_draft);

        // The database remembers tokens of other tests, too.
        var repeated = new TransactWriteOptions { IdempotencyToken = "another token" };
        Func<int, Task> add = edits => Wrapped.TransactWriteAsync(t => t.Update(Drafts, "d", o => o.Edits += edits), repeated);
        await add(1);
        await add(1);
        (await Drafts.GetAsync("d"))!.Edits.ShouldBe(1);
        await Should.ThrowAsync<IdempotentParameterMismatchException>(() => add(2));

        // Without a token of its own each call is another transaction.
        await Wrapped.TransactWriteAsync(t => t.Update(Drafts, "d", o => o.Edits += 1));
        await Wrapped.TransactWriteAsync(t => t.Update(Drafts, "d", o => o.Edits += 1));
        (await Drafts.GetAsync("d"))!.Edits.ShouldBe(3);
        string[] tokens = [.. Requests
            .Where(request => request.Operation == "TransactWriteItems")
            .Select(request => request.ParseBody().GetProperty("ClientRequestToken").GetString()!)];
        tokens.Length.ShouldBe(5);
        tokens[..3].ShouldAllBe(token => token == repeated.IdempotencyToken);
        tokens[3..].Distinct().Count(token => Guid.TryParse(token, out _)).ShouldBe(2);
    }

    [Fact]
    public async Task SeveralItemsAreReadIntoATuple()
    {
        Draft draft = await Drafts.PutAsync(s_draft);
        await Bookings.PutAsync(Sample(0));

        (Draft? found, Draft? absent) = await Wrapped.TransactGetAsync(Drafts.Read("d"), Drafts.Read("absent"));
        found.ShouldBe(draft);
        absent.ShouldBeNull();

        (Booking? booking, BookingTotal? total, BookingNote? note) = await Wrapped.TransactGetAsync(
            Bookings.Read(new BookingKey(Customer, 0)),
            Bookings.Select<BookingTotal>().Read(new BookingKey(Customer, 1)),
            Bookings.Select<BookingNote>().Read(new(Customer, 2)));
        ShouldEqual(booking, Sample(0));
        total.ShouldBeNull();
        note.ShouldBeNull();

        IReadOnlyList<Draft?> many = await Wrapped.TransactGetAsync(new[] { "x", "d", "y" }.Select(id => Drafts.Read(id)));
        many.ShouldBe([null, draft, null]);

        var seven = await Wrapped.TransactGetAsync(
            Drafts.Read("1"), Drafts.Read("2"), Drafts.Read("3"), Drafts.Read("4"), Drafts.Read("5"), Drafts.Read("6"), Drafts.Read("d"));
        seven.ShouldBe((null, null, null, null, null, null, draft));
    }

    [Fact]
    public async Task PartsOfItemsAreReadAndMayBeEmpty()
    {
        await Client.PutItemAsync(
            "bookings", new() { ["CustomerId"] = new AttributeValue(Customer), ["Number"] = new AttributeValue { N = "8" } });
        await Bookings.PutAsync(Sample(0));
        (BookingDetails? empty, BookingTotal? total) = await Wrapped.TransactGetAsync(
            Bookings.Select<BookingDetails>().Read(new BookingKey(Customer, 8)),
            Bookings.Select<BookingTotal>().Read(new BookingKey(Customer, 0)));
        empty.ShouldNotBeNull().Seats.ShouldBeNull();
        total.ShouldBe(new BookingTotal(0, Sample(0).Total));
    }

    [Fact]
    public async Task EntitiesOfOneTableAreWrittenAndReadTogether()
    {
        var customers = new ShopCustomerTable(Wrapped);
        var lines = new ShopLineTable(Wrapped);
        await customers.CreateTableAsync();
        var customer = new ShopCustomer("1", "Ada");
        var line = new ShopLine("1", "7", 2, "pen");

        await Wrapped.TransactWriteAsync(t =>
        {
            t.Put(customers, customer);
            t.Put(lines, line, o => o.NotExists()).ShouldNotBeNull();
        });

        (ShopCustomer? readCustomer, ShopLine? readLine, ShopLine? noLine) = await Wrapped.TransactGetAsync(
            customers.Read("1"), lines.Read(new("1", "7", 2)), lines.Read(new ShopLineKey("1", "7", 3)));
        readCustomer.ShouldBe(customer);
        readLine.ShouldBe(line);
        noLine.ShouldBeNull();

        // The item in the way is read as what it is; the table of another entity passes it over.
        var error = await Should.ThrowAsync<TransactionFailedException>(() => Wrapped.TransactWriteAsync(t => t.Put(lines, line, o => o.NotExists())));
        error.Failures[0].Item<ShopLine>().ShouldBe(line);
        error.Failures[0].ItemOf(customers).ShouldBeNull();
    }

    [Fact]
    public async Task TheRequests()
    {
        await Drafts.PutAsync(s_draft with { Id = "c" });
        await Bookings.PutAsync(Sample(0));
        await ShouldSendAsync(
            () => Wrapped.TransactWriteAsync(
                t =>
                {
                    t.Put(Drafts, s_draft);
                    t.Update(Bookings, new BookingKey(Customer, 0), o => o.Name = "x", o => o.Odd == 0);
                    t.Upsert(Drafts, "u", o => o.Text = "y");
                    t.Delete(Bookings, new BookingKey(Customer, 1));
                    t.Delete(Bookings, new BookingKey(Customer, 2), o => o.Name == "x" || o.NotExists());
                    t.Check(Drafts, "c", o => o.Exists());
                },
                s_token),
            "TransactWriteItems",
            """
            {"TransactItems":[
            {"Put":{"TableName":"drafts","Item":{"Id":{"S":"d"},"Text":{"S":"t"},"Edits":{"N":"0"},"Version":{"N":"1"}},
            "ConditionExpression":"attribute_not_exists(#n0)","ExpressionAttributeNames":{"#n0":"Version"},
            "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},
            {"Update":{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"0"}},"UpdateExpression":"SET #n0 = :v0",
            "ConditionExpression":"attribute_exists(#n1) AND #n2 = :v1",
            "ExpressionAttributeNames":{"#n0":"Name","#n1":"CustomerId","#n2":"a.b \"#:[0]ü"},
            "ExpressionAttributeValues":{":v0":{"S":"x"},":v1":{"N":"0"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},
            {"Update":{"TableName":"drafts","Key":{"Id":{"S":"u"}},"UpdateExpression":"SET #n0 = :v0, #n1 = if_not_exists(#n1, :v1) + :v2",
            "ExpressionAttributeNames":{"#n0":"Text","#n1":"Version"},
            "ExpressionAttributeValues":{":v0":{"S":"y"},":v1":{"N":"0"},":v2":{"N":"1"}}}},
            {"Delete":{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"1"}}}},
            {"Delete":{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"2"}},
            "ConditionExpression":"#n0 = :v0 OR attribute_not_exists(#n1)","ExpressionAttributeNames":{"#n0":"Name","#n1":"CustomerId"},
            "ExpressionAttributeValues":{":v0":{"S":"x"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},
            {"ConditionCheck":{"TableName":"drafts","Key":{"Id":{"S":"c"}},"ConditionExpression":"attribute_exists(#n0)",
            "ExpressionAttributeNames":{"#n0":"Id"},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}],
            "ClientRequestToken":"a \"token\""}
            """);
        await ShouldSendAsync(
            () => Wrapped.TransactGetAsync(Drafts.Read("d"), Bookings.Select<BookingTotal>().Read(new BookingKey(Customer, 0))),
            "TransactGetItems",
            """
            {"TransactItems":[
            {"Get":{"TableName":"drafts","Key":{"Id":{"S":"d"}}}},
            {"Get":{"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"0"}},
            "ProjectionExpression":"#n0, #n1","ExpressionAttributeNames":{"#n0":"Number","#n1":"Total"}}}]}
            """);
    }

    [Fact]
    public async Task OneHundredEntriesAreATransaction()
    {
        await Wrapped.TransactWriteAsync(t =>
        {
            for (int i = 0; i < 100; i++)
            {
                t.Put(Drafts, s_draft with { Id = $"{i}" });
            }
        });
        IReadOnlyList<Draft?> read = await Wrapped.TransactGetAsync(Enumerable.Range(0, 100).Select(i => Drafts.Read($"{i}")));
        read.ShouldBe(Enumerable.Range(0, 100).Select(i => s_draft with { Id = $"{i}", Version = 1 }));
    }

    [Fact]
    public async Task WhatDynamoDbWouldRefuseIsRefusedBeforeAnythingIsSent()
    {
        using IAmazonDynamoDB another = ForwardingClient.Around(Client);
        var foreign = new DraftTable(another);
        WriteTransaction? kept = null;
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactWriteAsync(_ => { }));
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactWriteAsync(t => t.Put(foreign, s_draft)));
        await ShouldRefuseAsync<ArgumentException>(() => another.TransactWriteAsync(t => t.Put(Drafts, s_draft)));
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactWriteAsync(t =>
        {
            t.Put(Drafts, s_draft);
            t.Check(Drafts, "d", o => o.Exists());
        }));
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactGetAsync(Drafts.Read("d"), Drafts.Read("d")));
        await ShouldRefuseAsync<ArgumentException>(() => Wrapped.TransactGetAsync(Drafts.Read("d"), foreign.Read("e")));
        await ShouldRefuseAsync<FormatException>(() => Wrapped.TransactWriteAsync(t =>
        {
            t.Put(Drafts, s_draft);
            _ = Guid.Parse(t.GetType().Name);
        }));
        await Wrapped.TransactWriteAsync(t => (kept = t).Put(Drafts, s_draft));
        await ShouldRefuseAsync<InvalidOperationException>(() => Task.FromResult(kept!.Put(Drafts, s_draft)));
    }
}

public sealed class TransactionTestsThroughThePipeline(EngineFixture fixture) : TransactionTests(fixture, client => client);

public sealed class TransactionTestsByOrdinaryCalls(EngineFixture fixture) : TransactionTests(fixture, ForwardingClient.Around);

public sealed class TransactionTestsByTheLeanTransport(EngineFixture fixture)
    : TransactionTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

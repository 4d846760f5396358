using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Every way to change an attribute of an item that is there.</summary>
public abstract class UpdateTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : BookingTests(fixture, wrap, options)
{
    // All attributes are there, and in the lists and sets there are several elements.
    private static readonly Booking s_full = Sample(7) with
    {
        Seats = 3,
        Note = "note",
        Name = "name",
        Discount = 1.5m,
        IsSent = true,
        Address = new("Bern", "3000"),
        Lines = [new("a", 1.5m), new("b", 2m, 3)],
        Scores = [3, 1, 2],
        Tags = ["vip", "new"],
        Codes = [1, 2],
        Labels = new() { ["x"] = "y", ["size"] = "s" },
        Image = [1, 2],
        BookedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly Booking s_empty = new() { CustomerId = Customer, Number = 8 };

    [Fact]
    public Task Values() => ShouldChangeAsync(
        s_full,
        ("enum", o => o.State = BookingState.Cancelled, s_full with { State = BookingState.Cancelled }),
        ("key of an index", o => o.Total = 9.25m, s_full with { Total = 9.25m }),
        ("string", o => o.Name = "", s_full with { Name = "" }),
        ("bool", o => o.IsPaid = true, s_full with { IsPaid = true }),
        ("number", o => o.Odd = -5, s_full with { Odd = -5 }),
        ("bytes", o => o.Image = (byte[])[9], s_full with { Image = [9] }),
        ("time", o => o.BookedAt = DateTimeOffset.MaxValue, s_full with { BookedAt = DateTimeOffset.MaxValue }),
        ("time to live", o => o.ExpiresAt = DateTimeOffset.UnixEpoch.AddSeconds(7.5),
            s_full with { ExpiresAt = DateTimeOffset.UnixEpoch.AddSeconds(7) }),
        ("object", o => o.Address = new BookingAddress("Rom"), s_full with { Address = new("Rom") }),
        ("list", o => o.Lines = new List<BookingLine> { new("z", 0m) }, s_full with { Lines = [new("z", 0m)] }),
        ("list as a collection expression", o => o.Scores = [5, 6], s_full with { Scores = [5, 6] }),
        ("list from any sequence", o => o.Scores.Set(Enumerable.Range(1, 3)), s_full with { Scores = [1, 2, 3] }),
        ("empty list", o => o.Scores = [], s_full with { Scores = [] }),
        ("set", o => o.Tags = new HashSet<string> { "b" }, s_full with { Tags = ["b"] }),
        ("set as a collection expression", o => o.Codes = [9], s_full with { Codes = [9] }),
        ("set from any collection", o => o.Codes.Set(new List<int> { 4 }), s_full with { Codes = [4] }),
        ("map", o => o.Labels = new Dictionary<string, string> { ["#"] = ":v" }, s_full with { Labels = new() { ["#"] = ":v" } }),
        ("map from any sequence", o => o.Labels.Set([new("k", "v")]), s_full with { Labels = new() { ["k"] = "v" } }),
        ("value by method", o => o.Name.Set("m"), s_full with { Name = "m" }));

    [Fact]
    public Task WhatIsTakenAway() => ShouldChangeAsync(
        s_full,
        ("null string", o => o.Note = null, s_full with { Note = null }),
        ("null number", o => o.Discount = null, s_full with { Discount = null }),
        ("null bool", o => o.IsSent = null, s_full with { IsSent = null }),
        ("null bytes", o => o.Image = (byte[]?)null, s_full with { Image = null }),
        ("null time", o => o.ExpiresAt = null, s_full with { ExpiresAt = null }),
        ("null object", o => o.Address = null, s_full with { Address = null }),
        ("key of an index", o => o.Seats = null, s_full with { Seats = null }),
        ("empty set", o => o.Tags = new HashSet<string>(), s_full with { Tags = [] }),
        ("removed", o => o.Name.Remove(), s_full with { Name = null }),
        ("removed set", o => o.Codes.Remove(), s_full with { Codes = [] }),
        ("removed object", o => o.Address.Remove(), s_full with { Address = null }),
        ("removed from an object", o => o.Address.Zip.Remove(), s_full with { Address = new("Bern") }),
        ("null in an object", o => o.Address.Zip = null, s_full with { Address = new("Bern") }),
        ("removed from a list", o => o.Lines[0].Remove(), s_full with { Lines = [s_full.Lines[1]] }),
        ("removed twice from a list", RemoveTwo, s_full with { Scores = [1] }),
        ("removed from a map", o => o.Labels["size"].Remove(), s_full with { Labels = new() { ["x"] = "y" } }));

    [Fact]
    public Task Numbers() => ShouldChangeAsync(
        s_full,
        ("sum", o => o.Odd += 5, s_full with { Odd = s_full.Odd + 5 }),
        ("difference", o => o.Paid -= 0.25m, s_full with { Paid = s_full.Paid - 0.25m }),
        ("value minus attribute", o => o.Paid = 100m - o.Paid, s_full with { Paid = 100m - s_full.Paid }),
        ("two attributes", o => o.Paid = o.Total - o.Paid, s_full with { Paid = s_full.Total - s_full.Paid }),
        ("of an index", o => o.Total += 1m, s_full with { Total = s_full.Total + 1m }),
        ("that may be null", o => o.Discount += 1m, s_full with { Discount = 2.5m }),
        ("added", o => o.Odd.Add(-3), s_full with { Odd = s_full.Odd - 3 }),
        ("in a list of objects", o => o.Lines[1].Price += 0.5m, s_full with { Lines = [s_full.Lines[0], new("b", 2.5m, 3)] }),
        ("in a list", o => o.Scores[2] -= 2, s_full with { Scores = [3, 1, 0] }));

    [Fact]
    public Task WhatIsAbsentCountsAsZeroOrEmpty() => ShouldChangeAsync(
        s_empty,
        ("sum", o => o.Discount += 2m, s_empty with { Discount = 2m }),
        ("difference", o => o.Discount -= 2m, s_empty with { Discount = -2m }),
        ("sum of an index", o => o.Seats += 2, s_empty with { Seats = 2 }),
        ("added", o => o.Seats.Add(2), s_empty with { Seats = 2 }),
        ("element of a set", o => o.Tags.Add("a"), s_empty with { Tags = ["a"] }),
        ("element of no set", o => o.Tags.Delete("a"), s_empty),
        ("what is not there", o => o.Note.Remove(), s_empty),
        ("if there is none", o => o.Note = o.Note.IfNotExists("n"), s_empty with { Note = "n" }),
        ("or another attribute", o => o.Note = o.Name.IfNotExists(o.Name.IfNotExists("n")), s_empty with { Note = "n" }));

    [Fact]
    public async Task AListThatTheItemLacksStartsEmpty()
    {
        await Client.PutItemAsync("bookings", new() { ["CustomerId"] = new(Customer), ["Number"] = new() { N = "9" } });
        await Bookings.UpdateAsync(Customer, 9, o =>
        {
            o.Scores.Append(4);
            o.Lines.Prepend(new BookingLine("a", 1m));
        });
        Dictionary<string, AttributeValue> stored = (await StoredAsync(9))!;
        stored.Keys.ShouldBe(["CustomerId", "Number", "Scores", "Lines"], ignoreOrder: true);
        stored["Scores"].L.ShouldHaveSingleItem().N.ShouldBe("4");
        stored["Lines"].L.ShouldHaveSingleItem().M["Sku"].S.ShouldBe("a");
    }

    [Fact]
    public Task WhatIsThereIsKeptByIfNotExists() => ShouldChangeAsync(
        s_full,
        ("string", o => o.Note = o.Note.IfNotExists("other"), s_full),
        ("number", o => o.Paid = o.Paid.IfNotExists(o.Total), s_full),
        ("to another attribute", o => o.Name = o.Note.IfNotExists("other"), s_full with { Name = "note" }));

    [Fact]
    public Task Collections() => ShouldChangeAsync(
        s_full,
        ("appended", o => o.Scores.Append(9), s_full with { Scores = [3, 1, 2, 9] }),
        ("several appended", o => o.Scores.Append([8, 9]), s_full with { Scores = [3, 1, 2, 8, 9] }),
        ("none appended", o => o.Scores.Append([]), s_full),
        ("prepended", o => o.Lines.Prepend(new BookingLine("z", 0m)), s_full with { Lines = [new("z", 0m), .. s_full.Lines] }),
        ("several prepended", o => o.Scores.Prepend([8, 9]), s_full with { Scores = [8, 9, 3, 1, 2] }),
        ("element", o => o.Scores[1] = 7, s_full with { Scores = [3, 7, 2] }),
        ("element beyond the end", o => o.Scores[99] = 7, s_full with { Scores = [3, 1, 2, 7] }),
        ("element that is an object", o => o.Lines[0] = new BookingLine("z", 0m), s_full with { Lines = [new("z", 0m), s_full.Lines[1]] }),
        ("element of a set", o => o.Tags.Add("b"), s_full with { Tags = ["vip", "new", "b"] }),
        ("element that is there", o => o.Tags.Add("vip"), s_full),
        ("several elements", o => o.Codes.Add([2, 3, 4]), s_full with { Codes = [1, 2, 3, 4] }),
        ("no elements", o => o.Codes.Add([]), s_full),
        ("element out of a set", o => o.Codes.Delete(1), s_full with { Codes = [2] }),
        ("all elements out of a set", o => o.Tags.Delete(["vip", "new"]), s_full with { Tags = [] }),
        ("entry", o => o.Labels["new"] = "n", s_full with { Labels = new() { ["x"] = "y", ["size"] = "s", ["new"] = "n" } }),
        ("entry with a name of dots and quotes", o => o.Labels["a.b\"[0]"] = "n",
            s_full with { Labels = new() { ["x"] = "y", ["size"] = "s", ["a.b\"[0]"] = "n" } }),
        ("entry that is there", o => o.Labels["x"] = "z", s_full with { Labels = new() { ["x"] = "z", ["size"] = "s" } }),
        ("property of an object", o => o.Address.City = "Rom", s_full with { Address = new("Rom", "3000") }),
        ("property of an element", o => o.Lines[1].Sku = "z", s_full with { Lines = [s_full.Lines[0], new("z", 2m, 3)] }));

    [Fact]
    public Task TheRightSideSeesTheItemBeforeTheUpdate() => ShouldChangeAsync(
        s_full,
        ("swapped", Swap, s_full with { Name = "note", Note = "name" }),
        ("copied object", o => o.Lines[0] = o.Lines[1], s_full with { Lines = [s_full.Lines[1], s_full.Lines[1]] }),
        ("several changes", SeveralChanges,
            s_full with { Odd = s_full.Odd + 1, Tags = ["vip", "new", "b"], Note = null, Codes = [2], Name = "several" }));

    [Fact]
    public async Task TheItemComesBackAsItWasOrAsItIs()
    {
        await StoreAsync(s_full);
        (await Bookings.UpdateAsync(Customer, 7, o => o.Odd = 1)).ShouldBeNull();
        ShouldEqual(await Bookings.UpdateAsync(Customer, 7, o => o.Odd = 2, returning: Returning.Old), s_full with { Odd = 1 });
        ShouldEqual(await Bookings.UpdateAsync(new BookingKey(Customer, 7), o => o.Odd += 1, returning: Returning.New),
            s_full with { Odd = 3 });
        ShouldEqual(await Bookings.UpdateAsync(new BookingKey(Customer, 7), o => o.Odd += 5, o => o.Odd < 5, Returning.New),
            s_full with { Odd = 8 });
        await ShouldBeStoredAsync(s_full with { Odd = 8 });
    }

    [Fact]
    public async Task AnItemThatIsNotThereIsNotCreated()
    {
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Bookings.UpdateAsync(Customer, 7, o => o.Odd = 1));
        (await StoredAsync(7)).ShouldBeNull();
    }

    [Fact]
    public async Task AConditionThatDoesNotHoldChangesNothing()
    {
        await StoreAsync(s_full);
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Bookings.UpdateAsync(Customer, 7, o => o.Odd = 1, condition: o => o.Tags.Contains("vip") && o.Scores[0] > 3));
        await ShouldBeStoredAsync(s_full);

        await Bookings.UpdateAsync(Customer, 7, o => o.Odd = 1, condition: o => o.Tags.Contains("vip") && o.Scores[0] >= 3);
        await ShouldBeStoredAsync(s_full with { Odd = 1 });
    }

    [Fact]
    public async Task AnUpdateOfNothingIsARequestAllTheSame()
    {
        await StoreAsync(s_full);
        await ShouldSendAsync(
            () => Bookings.UpdateAsync(Customer, 7, _ => { }),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"7"}},
            "ConditionExpression":"attribute_exists(#n0)","ExpressionAttributeNames":{"#n0":"CustomerId"}}
            """);
        await ShouldBeStoredAsync(s_full);
    }

    [Fact]
    public async Task TheRequest()
    {
        await StoreAsync(s_full);
        await ShouldSendAsync(
            () => Bookings.UpdateAsync(
                Customer,
                7,
                o =>
                {
                    o.Codes.Delete([1, 2]);
                    o.State = BookingState.Paid;
                    o.Note.Remove();
                    o.Paid = o.Total - o.Paid;
                    o.Odd += 1;
                    o.Tags.Add("b");
                    o.Address.City = "Rom";
                    o.Lines[1].Price -= 0.5m;
                    o.Scores.Append(4);
                    o.Name = o.Name.IfNotExists("none");
                    o.Labels["size"].Remove();
                    o.Seats.Add(1);
                },
                condition: o => o.State == BookingState.Paid || !(o.Seats.In(1, 3) && o.Lines.Size() == 2),
                returning: Returning.New),
            "UpdateItem",
            """
            {"TableName":"bookings","Key":{"CustomerId":{"S":"c-42"},"Number":{"N":"7"}},
            "UpdateExpression":"SET #n0 = :v0, #n1 = if_not_exists(#n2, :v1) - if_not_exists(#n1, :v2), #n3 = if_not_exists(#n3, :v3) + :v4, #n4.#n5 = :v5, #n6[1].#n7 = #n6[1].#n7 - :v6, #n8 = list_append(if_not_exists(#n8, :v7), :v8), #n9 = if_not_exists(#n9, :v9) REMOVE #n10, #n11.#n12 ADD #n13 :v10, #n14 :v11 DELETE #n15 :v12",
            "ConditionExpression":"attribute_exists(#n16) AND (#n0 = :v13 OR NOT (#n14 IN (:v14, :v15) AND size(#n6) = :v16))",
            "ReturnValues":"ALL_NEW",
            "ExpressionAttributeNames":{"#n0":"State","#n1":"Paid","#n2":"Total","#n3":"a.b \"#:[0]ü","#n4":"Address","#n5":"City","#n6":"Lines",
            "#n7":"Price","#n8":"Scores","#n9":"Name","#n10":"n","#n11":"Labels","#n12":"size","#n13":"Tags","#n14":"Seats","#n15":"Codes","#n16":"CustomerId"},
            "ExpressionAttributeValues":{":v0":{"S":"Paid"},":v1":{"N":"0"},":v2":{"N":"0"},":v3":{"N":"0"},":v4":{"N":"1"},":v5":{"S":"Rom"},
            ":v6":{"N":"0.5"},":v7":{"L":[]},":v8":{"L":[{"N":"4"}]},":v9":{"S":"none"},":v10":{"SS":["b"]},":v11":{"N":"1"},":v12":{"NS":["1","2"]},
            ":v13":{"S":"Paid"},":v14":{"N":"1"},":v15":{"N":"3"},":v16":{"N":"2"}}}
            """);
    }

    [Fact]
    public async Task AnErrorOfTheServicePassesThrough()
    {
        await StoreAsync(s_empty);

        // There is no map to set the entry in.
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => Bookings.UpdateAsync(Customer, 8, o => o.Address.City = "Rom")))
            .ErrorCode.ShouldBe("ValidationException");
        await ShouldBeStoredAsync(s_empty);
        var missing = new BookingTable(Wrapped, new DynamoTableOptions { TableName = "missing" });
        await Should.ThrowAsync<ResourceNotFoundException>(() => missing.UpdateAsync(Customer, 8, o => o.Odd = 1));
    }

    private static void RemoveTwo(BookingTable.UpdateTokens o)
    {
        o.Scores[0].Remove();
        o.Scores[2].Remove();
    }

    private static void Swap(BookingTable.UpdateTokens o)
    {
        o.Name = o.Note;
        o.Note = o.Name;
    }

    private static void SeveralChanges(BookingTable.UpdateTokens o)
    {
        o.Note.Remove();
        o.Tags.Add("b");
        o.Odd += 1;
        o.Codes.Delete(1);
        o.Name.Set("several");
    }

    private async Task ShouldChangeAsync(
        Booking before, params (string Name, Action<BookingTable.UpdateTokens> Update, Booking Expected)[] changes)
    {
        foreach ((string name, Action<BookingTable.UpdateTokens> update, Booking expected) in changes)
        {
            await StoreAsync(before);
            await Bookings.UpdateAsync(before.CustomerId, before.Number, update);
            await ShouldBeStoredAsync(expected, because: name);
        }
    }
}

public sealed class UpdateTestsThroughThePipeline(EngineFixture fixture) : UpdateTests(fixture, client => client);

public sealed class UpdateTestsByOrdinaryCalls(EngineFixture fixture) : UpdateTests(fixture, ForwardingClient.Around);

public sealed class UpdateTestsByTheLeanTransport(EngineFixture fixture)
    : UpdateTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

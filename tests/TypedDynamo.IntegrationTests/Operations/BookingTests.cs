using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>
/// What the tests of one operation share: tables of their own, or of the class, the requests that left, and a look at what the engine
/// holds.
/// </summary>
public abstract class BookingTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    protected const string Customer = "c-42";

    private readonly RecordingHandler _recorder = new();
    private AmazonDynamoDBClient? _client;

    protected EngineFixture Fixture => fixture;

    protected AmazonDynamoDBClient Client => _client!;

    protected IAmazonDynamoDB Wrapped { get; private set; } = null!;

    protected BookingTable Bookings { get; private set; } = null!;

    protected DraftTable Drafts { get; private set; } = null!;

    protected IReadOnlyList<RecordedRequest> Requests => _recorder.Requests;

    /// <summary>Gets whether the class only reads what is filled in: then its tests share the tables.</summary>
    protected virtual bool OnlyReads => false;

    public async Task InitializeAsync()
    {
        _client = fixture.IsFilled ? fixture.Engine.CreateClient(fixture.Database, Record) : fixture.CreateClient(Record);
        Wrapped = wrap(_client);
        Bookings = new BookingTable(Wrapped, options);
        Drafts = new DraftTable(Wrapped, options);
        if (fixture.IsFilled)
        {
            return;
        }

        await Bookings.CreateTableAsync();
        await Drafts.CreateTableAsync();
        await FillAsync();
        _recorder.Clear();
        fixture.IsFilled = OnlyReads;

        void Record(AmazonDynamoDBConfig config) => config.HttpClientFactory = _recorder.AsHttpClientFactory();
    }

    public Task DisposeAsync()
    {
        Client.Dispose();
        _recorder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Items of every combination of what is there and what is absent, under two partition keys.</summary>
    protected static Booking Sample(int i) => new()
    {
        CustomerId = i % 3 == 2 ? "c-7" : Customer,
        Number = i,
        State = (BookingState)(i % 3),
        Total = (i * 7 % 11) + 0.5m,
        Seats = i % 5 == 4 ? null : i % 6,
        Note = i % 4 == 3 ? null : "note " + (char)('a' + (i % 7)),
        Name = i % 6 == 5 ? null : "n" + (i % 8),
        Odd = i % 4,
        Paid = i % 2 == 0 ? (i * 7 % 11) + 0.5m : i,
        Discount = i % 7 == 6 ? null : (i % 5) - 2.5m,
        IsPaid = i % 2 == 0,
        IsSent = i % 3 == 0 ? null : i % 4 == 1,
        Address = i % 5 == 0 ? null : new(i % 2 == 0 ? "Bern" : "Basel", i % 4 == 0 ? null : "300" + (i % 3)),
        Lines = [.. Enumerable.Range(0, i % 3).Select(line => new BookingLine("sku" + line, i + line, line + 1))],
        Scores = [.. Enumerable.Range(0, i % 4).Select(score => score * i % 5)],
        Tags = [.. new[] { "vip", "new", "late" }.Where((_, tag) => (i >> tag) % 2 == 1)],
        Codes = [.. Enumerable.Range(0, i % 3).Select(code => code + (i % 2))],
        Labels = i % 4 == 0 ? [] : new() { ["x"] = "y" + (i % 3), ["size"] = i % 2 == 0 ? "s" : "m" },
        Image = i % 5 == 1 ? null : [(byte)(i % 4), 1, (byte)(i % 2)],
        BookedAt = i % 6 == 1 ? null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i % 9),
        ExpiresAt = i % 3 == 1 ? null : new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i % 10),
    };

    protected static IReadOnlyList<Booking> Samples { get; } = [.. Enumerable.Range(0, 60).Select(Sample)];

    protected static IEnumerable<int> NumbersWhere(Func<Booking, bool> predicate)
        => Samples.Where(predicate).Select(booking => booking.Number);

    protected static async Task<List<int>> NumbersAsync(ItemSequence<Booking> items)
        => [.. (await items.ToListAsync()).Select(booking => booking.Number)];

    protected virtual Task FillAsync() => Task.CompletedTask;

    protected async Task FillWithSamplesAsync() => (await Bookings.PutManyAsync(Samples)).IsComplete.ShouldBeTrue();

    /// <summary>Stores an item with attributes that the type does not know.</summary>
    protected Task StoreAsync(Booking booking)
    {
        Dictionary<string, AttributeValue> attributes = BookingTable.ToAttributes(booking);
        attributes.Add("Unknown", new AttributeValue { M = new() { ["Deep"] = new AttributeValue { SS = ["a", "b"] } } });
        attributes.Add("Old", new AttributeValue { NULL = true });
        return Client.PutItemAsync("bookings", attributes);
    }

    protected async Task<Dictionary<string, AttributeValue>?> StoredAsync(int number)
    {
        GetItemResponse response = await Client.GetItemAsync(
            "bookings", new() { ["CustomerId"] = new AttributeValue(Customer), ["Number"] = new AttributeValue { N = $"{number}" } },
                consistentRead: true);
        return response.IsItemSet ? response.Item : null;
    }

    /// <summary>
    /// The engine holds what the type knows as expected, and what it does not know as <see cref="StoreAsync"/> stored it.
    /// </summary>
    protected async Task ShouldBeStoredAsync(Booking expected, bool withUnknown = true, string? because = null)
    {
        Dictionary<string, AttributeValue> stored = (await StoredAsync(expected.Number)).ShouldNotBeNull(because);
        if (withUnknown)
        {
            stored.Remove("Unknown", out AttributeValue? unknown).ShouldBeTrue(because);
            unknown!.M["Deep"].SS.ShouldBe(["a", "b"], ignoreOrder: true, because);
            stored.Remove("Old", out AttributeValue? old).ShouldBeTrue(because);
            old!.NULL.ShouldBe(true, because);
        }

        MappedTable.Describe(stored).ShouldBe(MappedTable.Describe(BookingTable.ToAttributes(expected)), because);
    }

    /// <summary>Two items are equal if they are stored alike; a record compares collections by reference.</summary>
    protected static void ShouldEqual(Booking? actual, Booking expected)
        => MappedTable.Describe(BookingTable.ToAttributes(actual.ShouldNotBeNull()))
            .ShouldBe(MappedTable.Describe(BookingTable.ToAttributes(expected)));

    /// <summary>One request leaves, and it is this one. The SDK writes the members in an order of its own.</summary>
    protected async Task ShouldSendAsync(Func<Task> send, string operation, string body)
    {
        _recorder.Clear();
        await send();
        RecordedRequest request = Requests.ShouldHaveSingleItem();
        request.Operation.ShouldBe(operation);
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(body)).ShouldBeTrue(request.Body);
    }

    /// <summary>The call ends with an exception, and no request leaves.</summary>
    protected async Task<TException> ShouldRefuseAsync<TException>(Func<Task> send)
        where TException : Exception
    {
        _recorder.Clear();
        var error = await Should.ThrowAsync<TException>(send);
        Requests.ShouldBeEmpty();
        return error;
    }
}

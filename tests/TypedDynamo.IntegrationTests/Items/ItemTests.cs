using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Items there and back, and what DynamoDB holds in between.</summary>
public abstract class ItemTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly DateTimeOffset s_placedAt = new(2026, 3, 1, 12, 30, 0, TimeSpan.FromHours(2));

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private IAmazonDynamoDB _wrapped = null!;
    private OrderTable _orders = null!;
    private EverythingTable _everything = null!;

    public async Task InitializeAsync()
    {
        _wrapped = wrap(_client);
        _orders = new OrderTable(_wrapped, options);
        _everything = new EverythingTable(_wrapped, options);
        await _orders.CreateTableAsync();
        await _everything.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryTypeComesBackEqual()
    {
        Everything[] items = EveryType();
        foreach (Everything item in items)
        {
            (await _everything.PutAsync(item)).ShouldBeSameAs(item);
            ShouldEqual(await _everything.GetAsync(item.Id, consistent: true), item);
        }

        await foreach (Everything item in _everything.ScanAllAsync())
        {
            ShouldEqual(item, items.Single(written => written.Id == item.Id));
        }
    }

    [Fact]
    public async Task TheStoredFormsAreTheDocumentedOnes()
    {
        await _everything.PutAsync(Full("forms", 4));
        GetItemResponse response = await _client.GetItemAsync("everything", new() { ["Id"] = new AttributeValue("forms") });
        Dictionary<string, AttributeValue> item = response.Item;

        item["String"].S.ShouldBe("s4");
        item["Boolean"].BOOL.ShouldBe(true);
        item["Byte"].N.ShouldBe("4");
        item["Double"].N.ShouldBe("4.25");
        item["Decimal"].N.ShouldBe("4.1");
        item["Guid"].S.ShouldBe("00000004-0000-0000-0000-000000000000");
        item["DateTime"].S.ShouldBe("2026-01-04T00:00:00.0000000Z");
        item["DateTimeOffset"].S.ShouldBe("2026-01-03T22:00:00.0000000Z");
        item["DateOnly"].S.ShouldBe("2026-01-04");
        item["TimeSpan"].N.ShouldBe("40000000");
        item["Level"].S.ShouldBe("High");
        item["Bytes"].B.ToArray().ShouldBe(new byte[] { 4, 5, 6 });
        item.Count.ShouldBe(41);

        // Null means absent.
        await _everything.PutAsync(new Everything { Id = "nulls", NullableInt32 = null });
        response = await _client.GetItemAsync("everything", new() { ["Id"] = new AttributeValue("nulls") });
        response.Item.Keys.ShouldNotContain(name => name.StartsWith("Nullable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AbsentAttributesKeepWhatTheClassGivesThem()
    {
        await PutRawAsync("everything", ("Id", new AttributeValue("bare")), ("somebody's", new AttributeValue { N = "5" }));
        ShouldEqual(await _everything.GetAsync("bare"), new Everything { Id = "bare" });

        await PutRawAsync("everything", ("Id", new AttributeValue("null")), ("NullableInt32", new AttributeValue { NULL = true }));
        (await _everything.GetAsync("null"))!.NullableInt32.ShouldBeNull();
    }

    [Fact]
    public async Task AMissingItemIsNullAndADeletedOneIsMissing()
    {
        (await _orders.GetAsync("c-1", s_placedAt)).ShouldBeNull();
        await _orders.PutAsync(new Order { CustomerId = "c-1", PlacedAt = s_placedAt, Lines = 2 });
        (await _orders.GetAsync(new OrderKey("c-1", s_placedAt)))!.PlacedAt.Offset.ShouldBe(TimeSpan.Zero);
        await _orders.DeleteAsync("c-1", s_placedAt);
        (await _orders.GetAsync("c-1", s_placedAt)).ShouldBeNull();
        await _orders.DeleteAsync("c-1", s_placedAt);
    }

    [Fact]
    public async Task AMissingStructIsNullToo()
    {
        var readings = new ReadingTable(_wrapped, options);
        await readings.CreateTableAsync();
        (await readings.GetAsync(1, 1.5m)).ShouldBeNull();
        var reading = new Reading(1, 1.50m, 0.1);
        await readings.PutAsync(reading);
        (await readings.GetAsync(1, 1.5m)).ShouldBe(reading);

        var days = new DayTable(_wrapped, options);
        await days.CreateTableAsync();
        var day = new Day { Date = new DateOnly(2026, 6, 1), Sunshine = TimeSpan.FromHours(9.5) };
        await days.PutAsync(day);
        (await days.GetAsync(day.Date)).ShouldBe(day);
        (await days.GetAsync(day.Date.AddDays(1))).ShouldBeNull();
    }

    [Fact]
    public async Task ConstructorParametersHaveTheirDefaults()
    {
        var messages = new MessageTable(_wrapped, options);
        await messages.CreateTableAsync();
        Guid thread = Guid.NewGuid();
        await PutRawAsync("messages", ("Thread", new AttributeValue(thread.ToString())), ("Number", new AttributeValue("1")));
        (await messages.GetAsync(thread, "1")).ShouldBe(new Message(thread, "1", 3));
    }

    [Fact]
    public async Task AnItemWithoutARequiredAttributeIsAnErrorThatNamesIt()
    {
        await PutRawAsync(
            "orders", ("CustomerId", new AttributeValue("c-42")), ("PlacedAt", new AttributeValue("2026-03-01T10:30:00.0000000Z")));
        var error = await Should.ThrowAsync<ItemMappingException>(() => _orders.GetAsync("c-42", s_placedAt));
        error.TableName.ShouldBe("orders");
        error.Key.ShouldBe("CustomerId=c-42, PlacedAt=2026-03-01T10:30:00.0000000Z");
        error.AttributeName.ShouldBe("Lines");
        error.Expected.ShouldBe("a value");
        error.Found.ShouldBe("nothing");
    }

    [Theory]
    [InlineData("Total", "S", "N")]
    [InlineData("Total", "NULL", "N")]
    [InlineData("n", "N", "S")]
    [InlineData("Lines", "L", "N")]
    public async Task AnAttributeOfAnotherTypeIsAnErrorThatNamesIt(string attribute, string found, string expected)
    {
        AttributeValue value = found switch
        {
            "S" => new AttributeValue("secret"),
            "N" => new AttributeValue { N = "5" },
            "L" => new AttributeValue { L = [new AttributeValue("secret")], IsLSet = true },
            _ => new AttributeValue { NULL = true },
        };
        await PutRawAsync(
            "orders",
            ("CustomerId", new AttributeValue("c-43")),
            ("PlacedAt", new AttributeValue("2026-03-01T10:30:00.0000000Z")),
            (attribute, value));

        Func<Task>[] reads =
        [
            () => _orders.GetAsync("c-43", s_placedAt),
            async () => { await foreach (Order _ in _orders.Query("c-43")) { } },
            async () => { await foreach (Order _ in _orders.ScanAllAsync()) { } },
            async () => { await foreach (Order _ in _orders.ScanAllParallelAsync()) { } },
        ];
        foreach (Func<Task> read in reads)
        {
            var error = await Should.ThrowAsync<ItemMappingException>(read);
            error.TableName.ShouldBe("orders");
            error.Key.ShouldBe("CustomerId=c-43, PlacedAt=2026-03-01T10:30:00.0000000Z");
            error.AttributeName.ShouldBe(attribute);
            error.Expected.ShouldBe(expected);
            error.Found.ShouldBe(found);
            error.Message.ShouldNotContain("secret");
        }
    }

    [Fact]
    public async Task AnItemOver400KilobytesIsRefusedBeforeItIsSentAndNoSmallerOneIs()
    {
        // "Id" and "large", and the names and values of what is not null or absent; what is left is the text's.
        Everything item = new() { Id = "large", NullableInt32 = null };
        int low = 300_000;
        int high = 410_000;
        while (low < high)
        {
            int length = (low + high + 1) / 2;
            try
            {
                await _everything.PutAsync(item with { NullableString = new string('x', length) });
                low = length;
            }
            catch (ItemMappingException)
            {
                high = length - 1;
            }
            catch (AmazonDynamoDBException error) when (error.ErrorCode == "ValidationException")
            {
                // Between what is certainly too large and what the engine takes lies what it counts for numbers.
                high = length - 1;
            }
        }

        int requests = 0;
        _client.BeforeRequestEvent += (_, _) => requests++;
        var error400 = await Should.ThrowAsync<ItemMappingException>(
            () => _everything.PutAsync(item with { NullableString = new string('x', low + 200) }));
        error400.Key.ShouldBe("Id=large");
        error400.Expected.ShouldBe("at most 409600 bytes");
        await Should.ThrowAsync<ItemMappingException>(() => _everything.PutAsync(item with { NullableBytes = new byte[409_600] }));
        (await _everything.PutManyAsync([item with { NullableString = new string('é', 250_000) }])).Failures.ShouldHaveSingleItem()
            .Error.ShouldBeOfType<ItemMappingException>();
        requests.ShouldBe(0);
        low.ShouldBeInRange(408_000, 409_600);
    }

    [Fact]
    public async Task ABadKeyIsRefusedBeforeAnythingIsSent()
    {
        int requests = 0;
        _client.BeforeRequestEvent += (_, _) => Interlocked.Increment(ref requests);
        var readings = new ReadingTable(_wrapped, options);
        var blobs = new BlobTable(_wrapped, options);
        Func<Task>[] calls =
        [
            () => _orders.GetAsync("", s_placedAt),
            () => _orders.GetAsync(new string('x', 2049), s_placedAt),
            () => _orders.DeleteAsync("\ud800", s_placedAt),
            () => _orders.PutAsync(new Order { CustomerId = "", PlacedAt = s_placedAt, Lines = 1 }),
            () => _everything.GetAsync(""),
            () => readings.PutAsync(new Reading(1, 1, double.NaN)),
            () => blobs.GetAsync([1], []),
            () => blobs.GetAsync([], [1]),
            () => blobs.GetAsync([1], new byte[1025]),
            () => _everything.PutAsync(new Everything { Id = "x", DateTime = new DateTime(2026, 1, 1) }),
            () => _everything.PutAsync(new Everything { Id = "x", Level = (Level)3 }),
        ];
        foreach (Func<Task> call in calls)
        {
            await Should.ThrowAsync<ItemMappingException>(call);
        }

        Should.Throw<ItemMappingException>(() => _orders.Query(""));
        Should.Throw<ItemMappingException>(() => blobs.Query([1], k => k.BeginsWith([])));
        requests.ShouldBe(0);
    }

    [Fact]
    public async Task ItemsGoThroughTheSdksForm()
    {
        Everything item = Full("sdk", 5);
        Dictionary<string, AttributeValue> attributes = EverythingTable.ToAttributes(item);
        ShouldEqual(EverythingTable.FromAttributes(attributes), item);

        await _client.PutItemAsync("everything", attributes);
        ShouldEqual(await _everything.GetAsync("sdk"), item);
        GetItemResponse response = await _client.GetItemAsync("everything", new() { ["Id"] = new AttributeValue("sdk") });
        ShouldEqual(EverythingTable.FromAttributes(response.Item), item);
    }

    [Fact]
    public async Task AnItemAsDeepAsDynamoDbAllowsIsReadByEveryVerb()
    {
        var order = new Order { CustomerId = "deep", PlacedAt = s_placedAt.ToUniversalTime(), Lines = 1 };
        Dictionary<string, AttributeValue> item = OrderTable.ToAttributes(order);
        item["deep"] = Nested(32);
        await Should.ThrowAsync<AmazonDynamoDBException>(() => _client.PutItemAsync("orders", item));

        // The item itself is the first of the 32 levels.
        item["deep"] = Nested(31);
        await _client.PutItemAsync("orders", item);

        (await _orders.GetAsync("deep", s_placedAt)).ShouldBe(order);
        ItemSequence<Order>[] sequences = [_orders.Query("deep"), _orders.ScanAllAsync(), _orders.ScanAllParallelAsync()];
        foreach (ItemSequence<Order> sequence in sequences)
        {
            await foreach (Order read in sequence)
            {
                read.ShouldBe(order);
            }
        }

        static AttributeValue Nested(int levels)
        {
            var value = new AttributeValue("core");
            for (int level = 0; level < levels; level++)
            {
                value = level % 2 == 0 ? new AttributeValue { L = [value] } : new AttributeValue { M = new() { ["inner"] = value } };
            }

            return value;
        }
    }

    /// <summary>Items with every type that a member may have, at usual values and at the edges of the types or of DynamoDB.</summary>
    internal static Everything[] EveryType() =>
    [
        new() { Id = "initial" },
        Full("usual", 1),
        Full("least", 2) with
        {
            SByte = sbyte.MinValue, Int16 = short.MinValue, Int32 = int.MinValue, Int64 = long.MinValue, Decimal = decimal.MinValue,
            DateTime = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), DateTimeOffset = DateTimeOffset.MinValue,
            DateOnly = DateOnly.MinValue, TimeSpan = TimeSpan.MinValue, Double = -9.99999999999999E125, Single = float.MinValue, String = "",
            Bytes = [],
        },
        Full("greatest", 3) with
        {
            Byte = byte.MaxValue, UInt16 = ushort.MaxValue, UInt32 = uint.MaxValue, UInt64 = ulong.MaxValue, Decimal = decimal.MaxValue,
            DateTime = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), DateTimeOffset = DateTimeOffset.MaxValue,
            DateOnly = DateOnly.MaxValue, TimeSpan = TimeSpan.MaxValue, Double = 1E-130, Single = float.Epsilon,
            String = "naïve ☃ 😀 \"quoted\" \\ \u0001\n", Bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
        },
    ];

    private static void ShouldEqual(Everything? read, Everything written)
    {
        read.ShouldNotBeNull();
        read.Bytes.ShouldBe(written.Bytes);
        (read.NullableBytes ?? [0]).ShouldBe(written.NullableBytes ?? [0]);

        // Arrays are compared above: a record compares them by reference.
        (read with { Bytes = written.Bytes, NullableBytes = written.NullableBytes }).ShouldBe(written);
    }

    private static Everything Full(string id, byte n) => new()
    {
        Id = id,
        String = FormattableString.Invariant($"s{n}"),
        Boolean = true,
        Byte = n,
        SByte = (sbyte)n,
        Int16 = n,
        UInt16 = n,
        Int32 = n,
        UInt32 = n,
        Int64 = n,
        UInt64 = n,
        Single = n + 0.5f,
        Double = n + 0.25,
        Decimal = n + 0.10m,
        Guid = new Guid(n, 0, 0, new byte[8]),
        DateTime = new DateTime(2026, 1, n, 0, 0, 0, DateTimeKind.Utc),
        DateTimeOffset = new DateTimeOffset(2026, 1, n, 0, 0, 0, TimeSpan.FromHours(2)),
        DateOnly = new DateOnly(2026, 1, n),
        TimeSpan = TimeSpan.FromSeconds(n),
        Level = Level.High,
        Bytes = [n, (byte)(n + 1), (byte)(n + 2)],
        NullableString = "",
        NullableBoolean = false,
        NullableByte = n,
        NullableSByte = (sbyte)n,
        NullableInt16 = n,
        NullableUInt16 = n,
        NullableInt32 = n,
        NullableUInt32 = n,
        NullableInt64 = n,
        NullableUInt64 = n,
        NullableSingle = n,
        NullableDouble = n,
        NullableDecimal = n,
        NullableGuid = new Guid(n, 1, 2, new byte[8]),
        NullableDateTime = DateTime.UnixEpoch,
        NullableDateTimeOffset = DateTimeOffset.UnixEpoch,
        NullableDateOnly = new DateOnly(2026, 2, n),
        NullableTimeSpan = -TimeSpan.FromSeconds(n),
        NullableLevel = Level.Middle,
        NullableBytes = [n],
    };

    private Task PutRawAsync(string table, params (string Name, AttributeValue Value)[] attributes)
        => _client.PutItemAsync(table, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));
}

public sealed class ItemTestsThroughThePipeline(EngineFixture fixture) : ItemTests(fixture, client => client);

public sealed class ItemTestsByOrdinaryCalls(EngineFixture fixture) : ItemTests(fixture, ForwardingClient.Around);

public sealed class ItemTestsByTheLeanTransport(EngineFixture fixture)
    : ItemTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Every table of these entities with samples in which every attribute occurs, for tests on all runtimes and for Native AOT.</summary>
public static class MappedTables
{
    private static readonly DateTimeOffset s_noon = MappedTable.Now;

    public static IReadOnlyList<MappedTable> All { get; } =
    [
        MappedTable.Create(
            AuditedTable.Schema, AuditedTable.ToAttributes, AuditedTable.FromAttributes, (client, options) => new AuditedTable(client, options),
            async (table, item) => (await ((AuditedTable)table).GetAsync(AuditedTable.KeyOf(item)))!,
            new Audited
            {
                Id = "times", CreatedAt = s_noon.AddDays(-1), FirstSeen = s_noon.UtcDateTime, UpdatedAt = s_noon, TouchedAt = s_noon.UtcDateTime,
            },
            new Audited
            {
                Id = "all", Version = 3, ExpiresAt = s_noon.AddDays(1), CreatedAt = s_noon, FirstSeen = s_noon.AddDays(-1).UtcDateTime,
                UpdatedAt = s_noon, TouchedAt = s_noon.UtcDateTime, Group = "g", Part = new AuditedPart("v", s_noon, s_noon.AddTicks(1)),
            }),
        MappedTable.Create(
            ExpiringTable.Schema, ExpiringTable.ToAttributes, ExpiringTable.FromAttributes, (client, options) => new ExpiringTable(client, options),
            async (table, item) => (await ((ExpiringTable)table).GetAsync(ExpiringTable.KeyOf(item)))!,
            new Expiring("1970", DateTime.UnixEpoch), new Expiring("today", s_noon.UtcDateTime, int.MaxValue)),
        MappedTable.Create(
            ExpiringSecondsTable.Schema, ExpiringSecondsTable.ToAttributes, ExpiringSecondsTable.FromAttributes, (client, options) => new ExpiringSecondsTable(client, options),
            async (table, item) => (await ((ExpiringSecondsTable)table).GetAsync(ExpiringSecondsTable.KeyOf(item)))!,
            new ExpiringSeconds("never", null), new ExpiringSeconds("long ago", long.MinValue)),
        MappedTable.Create(
            EverythingTable.Schema, EverythingTable.ToAttributes, EverythingTable.FromAttributes, (client, options) => new EverythingTable(client, options),
            async (table, item) => (await ((EverythingTable)table).GetAsync(EverythingTable.KeyOf(item)))!,
            new Everything { Id = "defaults" }, EveryNumberAtItsSmallest(), EverythingSet()),
        MappedTable.Create(
            MessageTable.Schema, MessageTable.ToAttributes, MessageTable.FromAttributes, (client, options) => new MessageTable(client, options),
            async (table, item) => (await ((MessageTable)table).GetAsync(MessageTable.KeyOf(item)))!,
            new Message(Guid.Empty, "1"), new Message(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), "ü \"quoted\" 🌍", 7)),
        MappedTable.Create(
            ReadingTable.Schema, ReadingTable.ToAttributes, ReadingTable.FromAttributes, (client, options) => new ReadingTable(client, options),
            async (table, item) => (await ((ReadingTable)table).GetAsync(ReadingTable.KeyOf(item)))!.Value,
            new Reading(1, -1.50m, 0.1), new Reading(int.MinValue, decimal.MaxValue, -2.5e-7)),
        MappedTable.Create(
            BlobTable.Schema, BlobTable.ToAttributes, BlobTable.FromAttributes, (client, options) => new BlobTable(client, options),
            async (table, item) => (await ((BlobTable)table).GetAsync(BlobTable.KeyOf(item)))!,
            new Blob { Bucket = [1], Hash = [0, 255] }, new Blob { Bucket = [1], Hash = [2], Name = "" }),
        MappedTable.Create(
            DayTable.Schema, DayTable.ToAttributes, DayTable.FromAttributes, (client, options) => new DayTable(client, options),
            async (table, item) => (await ((DayTable)table).GetAsync(DayTable.KeyOf(item)))!.Value,
            default, new Day { Date = DateOnly.MaxValue, Sunshine = TimeSpan.FromHours(8.5) }),
        MappedTable.Create(
            MatchTable.Schema, MatchTable.ToAttributes, MatchTable.FromAttributes, (client, options) => new MatchTable(client, options),
            async (table, item) => (await ((MatchTable)table).GetAsync(MatchTable.KeyOf(item)))!,
            new Match { League = "a", Number = 1, Cup = "c" },
            new Match
            {
                League = "a", Number = 2, Cup = "c", Outcome = Outcome.Away, Odds = 1.5m, Season = 2026, Round = 3, PlayedAt = s_noon,
                Bracket = "b", Hash = [1], Viewers = 1_000_000, Referee = "r", Notes = "n",
            }),
        MappedTable.Create(
            OrderTable.Schema, OrderTable.ToAttributes, OrderTable.FromAttributes, (client, options) => new OrderTable(client, options),
            async (table, item) => (await ((OrderTable)table).GetAsync(OrderTable.KeyOf(item)))!,
            new Order { CustomerId = "c-42", PlacedAt = s_noon, Lines = 0 },
            new Order { CustomerId = "c-42", PlacedAt = s_noon.AddTicks(1), Lines = 3, Note = "", Status = OrderStatus.Paid, Total = 0.10m }),
        MappedTable.Create(
            ShapeTable.Schema, ShapeTable.ToAttributes, ShapeTable.FromAttributes, (client, options) => new ShapeTable(client, options),
            async (table, item) => (await ((ShapeTable)table).GetAsync(ShapeTable.KeyOf(item)))!,
            new Shape { Id = "initial" }, EveryShape()),
        MappedTable.Create(
            StrictTable.Schema, StrictTable.ToAttributes, StrictTable.FromAttributes, (client, options) => new StrictTable(client, options),
            async (table, item) => (await ((StrictTable)table).GetAsync(StrictTable.KeyOf(item)))!,
            new Strict("empty", [], [], [], default) { Array = [], Numbers = new HashSet<int>(), Address = new("") { Number = 0 }, Nothing = null },
            new Strict("full", [1], new() { ["a"] = 1 }, ["b"], new Position { X = 1, Y = 2.5m })
            {
                Array = [1], Numbers = new HashSet<int> { 1 }, Address = new("s") { Number = 1 }, Nothing = [1],
            }),
        MappedTable.Create(
            ValuesTable.Schema, ValuesTable.ToAttributes, ValuesTable.FromAttributes, (client, options) => new ValuesTable(client, options),
            async (table, item) => (await ((ValuesTable)table).GetAsync(ValuesTable.KeyOf(item)))!,
            new Values { Id = "defaults" }, EveryValue()),
        MappedTable.Create(
            JsonTable.Schema, JsonTable.ToAttributes, JsonTable.FromAttributes, (client, options) => new JsonTable(client, options),
            async (table, item) => (await ((JsonTable)table).GetAsync(JsonTable.KeyOf(item)))!,
            new Json { Id = "nothing" }, EveryJson()),
        MappedTable.Create(
            SlotTable.Schema, SlotTable.ToAttributes, SlotTable.FromAttributes, (client, options) => new SlotTable(client, options),
            async (table, item) => (await ((SlotTable)table).GetAsync(SlotTable.KeyOf(item)))!,
            new Slot(new byte[] { 1 }, TimeOnly.MinValue), new Slot(new byte[] { 0, 255 }, TimeOnly.MaxValue, "late")),
        MappedTable.Create(
            WideTable.Schema, WideTable.ToAttributes, WideTable.FromAttributes, (client, options) => new WideTable(client, options),
            async (table, item) => (await ((WideTable)table).GetAsync(WideTable.KeyOf(item)))!,
            new Wide('a', BigInteger.Zero), new Wide('\u2603', -BigInteger.Pow(10, 125))),
        MappedTable.Create(
            ShopCustomerTable.Schema, ShopCustomerTable.ToAttributes, ShopCustomerTable.FromAttributes, (client, options) => new ShopCustomerTable(client, options),
            async (table, item) => (await ((ShopCustomerTable)table).GetAsync(ShopCustomerTable.KeyOf(item)))!,
            new ShopCustomer("c-1", "Ada"), new ShopCustomer("ü 🌍", "")),
        MappedTable.Create(
            ShopOrderTable.Schema, ShopOrderTable.ToAttributes, ShopOrderTable.FromAttributes, (client, options) => new ShopOrderTable(client, options),
            async (table, item) => (await ((ShopOrderTable)table).GetAsync(ShopOrderTable.KeyOf(item)))!,
            new ShopOrder { CustomerId = "c-1", PlacedAt = s_noon, OrderId = "o-1" },
            new ShopOrder { CustomerId = "c-1", PlacedAt = s_noon.AddTicks(1), OrderId = "o-2", Status = "open", Total = 19.90m }),
        MappedTable.Create(
            ShopLineTable.Schema, ShopLineTable.ToAttributes, ShopLineTable.FromAttributes, (client, options) => new ShopLineTable(client, options),
            async (table, item) => (await ((ShopLineTable)table).GetAsync(ShopLineTable.KeyOf(item)))!.Value,
            new ShopLine("c-1", "o-1", 1, "tea"), new ShopLine("c-1", "o-1", 99_999, "")),
        MappedTable.Create(
            TrailTable.Schema, TrailTable.ToAttributes, TrailTable.FromAttributes, (client, options) => new TrailTable(client, options),
            async (table, item) => (await ((TrailTable)table).GetAsync(TrailTable.KeyOf(item)))!,
            new Trail { At = DateTime.UnixEpoch, Text = "t" }.SeenAt(DateTimeOffset.UnixEpoch),
            new Trail
            {
                Open = true, Station = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), Day = new DateOnly(2026, 11, 20), Direction = Direction.South,
                At = s_noon.UtcDateTime, Small = -1, Amount = -1.5m, Length = TimeSpan.FromTicks(-1), Text = "a:b", Count = 0,
            }.SeenAt(s_noon.AddTicks(1))),
        MappedTable.Create(
            TrailSettingsTable.Schema, TrailSettingsTable.ToAttributes, TrailSettingsTable.FromAttributes, (client, options) => new TrailSettingsTable(client, options),
            async (table, item) => (await ((TrailSettingsTable)table).GetAsync(TrailSettingsTable.KeyOf(item)))!,
            new TrailSettings(7)),
        MappedTable.Create(
            UserTable.Schema, UserTable.ToAttributes, UserTable.FromAttributes, (client, options) => new UserTable(client, options),
            async (table, item) => (await ((UserTable)table).GetAsync(UserTable.KeyOf(item)))!,
            new User("ada", 36), new User("bob", 0)),
        MappedTable.Create(
            FriendshipTable.Schema, FriendshipTable.ToAttributes, FriendshipTable.FromAttributes, (client, options) => new FriendshipTable(client, options),
            async (table, item) => (await ((FriendshipTable)table).GetAsync(FriendshipTable.KeyOf(item)))!,
            new Friendship("ada", "bob"), new Friendship("bob", "ada")),
    ];

    private static Everything EveryNumberAtItsSmallest() => new()
    {
        Id = "smallest",
        Byte = byte.MinValue,
        SByte = sbyte.MinValue,
        Int16 = short.MinValue,
        UInt16 = ushort.MinValue,
        Int32 = int.MinValue,
        UInt32 = uint.MinValue,
        Int64 = long.MinValue,
        UInt64 = ulong.MinValue,
        Single = float.MinValue,
        Double = -1.25e-130,
        Decimal = decimal.MinValue,
        DateTime = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
        DateTimeOffset = DateTimeOffset.MinValue,
        DateOnly = DateOnly.MinValue,
        TimeSpan = TimeSpan.MinValue,
    };

    private static Everything EverythingSet() => new()
    {
        Id = "everything set",
        String = "ü \"quoted\" \\ \n\0 🌍",
        Boolean = true,
        Byte = byte.MaxValue,
        SByte = sbyte.MaxValue,
        Int16 = short.MaxValue,
        UInt16 = ushort.MaxValue,
        Int32 = int.MaxValue,
        UInt32 = uint.MaxValue,
        Int64 = long.MaxValue,
        UInt64 = ulong.MaxValue,
        Single = float.MaxValue,
        Double = 1.2345678901234567e125,
        Decimal = decimal.MaxValue,
        Guid = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        DateTime = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
        DateTimeOffset = s_noon.ToOffset(TimeSpan.FromHours(2)),
        DateOnly = DateOnly.MaxValue,
        TimeSpan = TimeSpan.MaxValue,
        Level = Level.High,
        Bytes = [0, 1, 255],
        NullableString = "",
        NullableBoolean = false,
        NullableByte = 1,
        NullableSByte = -1,
        NullableInt16 = -2,
        NullableUInt16 = 2,
        NullableInt32 = -3,
        NullableUInt32 = 3,
        NullableInt64 = -4,
        NullableUInt64 = 4,
        NullableSingle = 0.1f,
        NullableDouble = 0.1,
        NullableDecimal = 1.10m,
        NullableGuid = Guid.Empty,
        NullableDateTime = s_noon.UtcDateTime,
        NullableDateTimeOffset = s_noon,
        NullableDateOnly = new DateOnly(2026, 11, 20),
        NullableTimeSpan = TimeSpan.FromTicks(-1),
        NullableLevel = Level.Middle,
        NullableBytes = [],
    };

    private static Shape EveryShape() => new()
    {
        Id = "every shape",
        Strings = ["a", "", "a"],
        Ints = [3, 1, int.MaxValue],
        Decimals = [1.10m, null],
        Blobs = [[1, 2], []],
        Gaps = ["x", null],
        Levels = [Level.High, Level.High],
        Rows = [[true, false], []],
        Jagged = [["a"], null, []],
        Counts = new() { ["one"] = 1, ["quo\"te \\ ☃"] = 3 },
        Texts = new Dictionary<string, string?> { ["a"] = "", ["b"] = null },
        Days = new Dictionary<string, List<DateOnly>> { ["x"] = [new(2026, 1, 2)], ["y"] = [] },
        Words = ["x", "y"],
        Doubles = new HashSet<double> { 0.1, -2 },
        Sorted = [7, 5],
        Hashes = [[1, 2], []],
        Guids = new HashSet<Guid> { new(1, 0, 0, new byte[8]) },
        LevelSet = [Level.Low],
        Spans = [TimeSpan.FromSeconds(1)],
        Groups = [["a"], ["b", "c"]],
        Home = new Address("Main") { City = "Linz", Tags = ["t"], Number = 7 },
        Addresses = [new Address("", Level.Low) { Number = 0 }, new Address("A") { City = "", Number = -1, Tags = ["u", "v"] }],
        Places = new() { ["here"] = new Position { X = 1, Y = 0.50m }, ["nowhere"] = null },
        Position = new Position { X = 4, Y = 2 },
        Other = new Position { X = 5 },
        Tree = new() { Name = "root", Children = [new() { Named = { ["n"] = new() { Name = "leaf" } } }] },
        Chain = new Link("first") { Next = new Link("second") },
    };

    private static Values EveryValue() => new()
    {
        Id = "every value",
        Char = '\0',
        IntPtr = int.MinValue,
        UIntPtr = uint.MaxValue,
        Int128 = Int128.Parse("-99999999999999999999999999999999999999", CultureInfo.InvariantCulture),
        UInt128 = UInt128.Parse("99999999999999999999999999999999999999", CultureInfo.InvariantCulture),
        BigInteger = BigInteger.Pow(10, 125),
        Half = Half.MaxValue,
        TimeOnly = TimeOnly.MaxValue,
        ReadOnlyMemory = new byte[] { 1, 2 },
        Memory = new byte[] { 3 },
        MemoryStream = new MemoryStream([4, 5]),
        NullableChar = 'ü',
        NullableIntPtr = -1,
        NullableBigInteger = BigInteger.MinusOne,
        NullableHalf = Half.Epsilon,
        NullableTimeOnly = new TimeOnly(12, 30),
        NullableMemory = ReadOnlyMemory<byte>.Empty,
        NullableStream = new MemoryStream(),
        Blobs = [new byte[] { 1 }, new byte[] { 2 }],
        Letters = ['a', 'ü'],
        Numbers = [Int128.One, -Int128.One],
    };

    private static Json EveryJson()
    {
        const string Text = """{"text":"\u00fc \ud83c\udf0d","number":-1.5e-7,"yes":true,"nothing":null,"list":[1,"2",[],{}]}""";
        return new()
        {
            Id = "every json",
            Element = JsonDocument.Parse(Text).RootElement,
            Document = JsonDocument.Parse("[1,null]"),
            Node = JsonNode.Parse("\"text\""),
            Object = JsonNode.Parse(Text)!.AsObject(),
            Array = JsonNode.Parse("[[],{}]")!.AsArray(),
            Nodes = [JsonNode.Parse("1"), null],
            Elements = new() { ["a"] = JsonDocument.Parse("false").RootElement },
        };
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>The samples that are too long to stand in the list.</summary>
public static partial class MappedTables
{
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

    private static Collections EveryCollection() => new("every collection")
    {
        Linked = new LinkedList<string?>(["b", null, ""]),
        Queue = new Queue<int>([3, 1, 2]),
        Stack = new Stack<string>(["bottom", "middle", "top"]),
        Collection = [DateOnly.MinValue, DateOnly.MaxValue],
        Observable = [1.50m, -1.5m],
        ReadOnly = new([[1, 2], []]),
        Concurrent = new([true, false]),
        Bag = [1, 2, 1], // A bag may come back the other way round.
        Array = ["", "Z", "a", "ä", "🌍"],
        NullableArray = [1, null],
        List = [new Position { X = 1, Y = 0.5m }],
        IList = ImmutableList.Create(3, 2),
        Jagged = [[1, 2], [], [3]],
        Nested = [[new Stack<int>([1, 2]), new Stack<int>()], []],
        Hash = ["", "a", "Z"],
        ISet = ImmutableHashSet.Create(Guid.Empty),
        Sorted = ImmutableSortedSet.Create(StringComparer.Ordinal, "", "Z", "a"),
        Frozen = new[] { 1, 2 }.ToFrozenSet(),
#if NET9_0_OR_GREATER
        ReadOnlySet = new ReadOnlySet<int>(new HashSet<int> { int.MinValue, 7 }),
#endif
    };

    private static Dictionaries EveryDictionary()
    {
        var texts = new Dictionary<string, int> { ["Z"] = 1, ["a"] = 2, ["ä"] = 3, ["quo\"te \\ 🌍"] = 4 };
        return new("every dictionary")
        {
            Sorted = new SortedDictionary<string, int>(texts, StringComparer.Ordinal),
            SortedList = new SortedList<string, int>(texts, StringComparer.Ordinal),
            Concurrent = new ConcurrentDictionary<string, int>(texts),
            ReadOnly = new ReadOnlyDictionary<string, int>(texts),
            Immutable = texts.ToImmutableDictionary(),
            IImmutable = texts.ToImmutableDictionary(),
            ImmutableSorted = texts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Frozen = texts.ToFrozenDictionary(),
            Levels = { [Level.Low] = "", [Level.High] = null },
            Ints = { [int.MinValue] = 1, [0] = 2 },
            ULongs = new Dictionary<ulong, int> { [ulong.MaxValue] = 1 },
            Decimals = new SortedDictionary<decimal, int> { [-1.50m] = 1, [decimal.MaxValue] = 2 },
            Doubles = new SortedList<double, int> { [0.1] = 1, [1E+100] = 2, [0] = 3 },
            BigIntegers = new Dictionary<BigInteger, int> { [BigInteger.Pow(10, 38) - 1] = 1 }.ToFrozenDictionary(),
            Guids = ImmutableSortedDictionary<Guid, int>.Empty.Add(new Guid(1, 0, 0, new byte[8]), 1),
            DateTimes = { [s_noon.UtcDateTime] = 1 },
            Instants = new() { [s_noon.AddTicks(1)] = 1 },
            Days = { [DateOnly.MaxValue] = new() { [TimeOnly.MaxValue] = [1, 2], [TimeOnly.MinValue] = [] }, [DateOnly.MinValue] = [] },
            Spans = { [TimeSpan.MinValue] = 1 },
            Chars = { ['"'] = 1, ['\\'] = 2, ['é'] = 3 },
        };
    }

    private static Filled FilledEmpty()
    {
        var item = new Filled(open: true) { Id = "empty" };
        item.Notes.Clear();
        item.Tags.Clear();
        item.Counts.Clear();
        return item;
    }

    private static Filled FilledFull()
    {
        var item = new Filled(open: true) { Id = "full" };
        item.Notes.Add("");
        item.Parts.Add(new FilledPart { Sizes = { 1, 2 } });
        item.Parts.Add(new FilledPart());
        item.Tags.Add("a");
        item.Numbers.UnionWith([3, 1, 2]);
        item.Counts["one"] = 1;
        item.Missing!.Add("m");
        return item;
    }

    private static Converted EveryConversion() => new()
    {
        Id = new Sku("ab", 7),
        Day = new DateOnly(2026, 11, 20),
        Theme = new Theme("dark"),
        Ratio = new Ratio(25),
        Themes = [new Theme("naïve ☃"), null],
        ThemeSet = [new Theme(""), new Theme("b")],
        Ratios = [new Ratio(100), new Ratio(-1)],
        ThemeGroups = new() { ["x"] = [new Theme("red")], ["y"] = [] },
        Lines = ["a", ""],
        Route = new Via([new Sku("", 0)], new Theme("dark")),
        Permissions = Permissions.Read | Permissions.Write,
    };

    private static Shipment EveryFormat() => new()
    {
        Id = new ShipmentId(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])),
        Leg = new LegNumber(int.MaxValue),
        Customer = new CustomerId("c-1"),
        DueAt = s_noon.AddMinutes(4),
        Parent = new ShipmentId(Guid.Empty),
        Watchers = [new CustomerId(""), new CustomerId("c-3")],
        Legs = [new LegNumber(int.MinValue), null],
        Mails = new() { ["a"] = new Mail("a@b") },
        Account = Iban.Parse("AT1234", null),
        Accounts = [Iban.Parse("AT1", null), Iban.Parse("DE 2", null)],
        Site = new Uri("../a b?c=ä", UriKind.Relative),
        Client = new Version(1, 10, 0),
        Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback],
        Price = 12.5m,
        Colour = 0xFF00FF,
        Token = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        Days = [new DateOnly(2026, 11, 20), DateOnly.MinValue],
        Opens = new TimeOnly(23, 59),
        Lasts = new TimeSpan(23, 59, 0),
        SeenAt = s_noon.UtcDateTime.AddSeconds(1),
    };

    private static FlexiblePart PartWithMore()
    {
        var part = new FlexiblePart { Name = "" };
        foreach (var (name, value) in Unknown())
        {
            part.More[name] = value;
        }

        return part;
    }

    /// <summary>A value of every type of DynamoDB's, under names that no type knows.</summary>
    private static Dictionary<string, AttributeValue> Unknown() => new()
    {
        ["text"] = new AttributeValue("ü 🌍"),
        ["number"] = new AttributeValue { N = "-1.5E-7" },
        ["bytes"] = new AttributeValue { B = new MemoryStream([0, 255]) },
        ["yes"] = new AttributeValue { BOOL = false },
        ["nothing"] = new AttributeValue { NULL = true },
        ["texts"] = new AttributeValue { SS = ["", "a"] },
        ["numbers"] = new AttributeValue { NS = ["1", "-2"] },
        ["blobs"] = new AttributeValue { BS = [new MemoryStream([1]), new MemoryStream([2])] },
        ["list"] = new AttributeValue { L = [new AttributeValue { L = [], IsLSet = true }, new AttributeValue("")] },
        ["map"] = new AttributeValue { M = new() { ["Name"] = new AttributeValue { M = [], IsMSet = true } } },
    };

    private static Flat EveryAttributeFlat() => new()
    {
        Id = "every attribute",
        Home = new FlatAddress("Ring 1", "Wien") { At = new FlatPoint(16.25, 48.5), Floor = 3 },
        Work = new FlatAddress("Gürtel", "") { At = new FlatPoint(0, -1e-7), Floor = -1 },
        Audit = new FlatAudit { CreatedAt = s_noon.AddDays(-1), UpdatedAt = s_noon, ExpiresAt = s_noon.AddDays(1) },
        Position = new FlatPoint(0.1, 0.2),
        Lines = [new FlatLine(1) { Size = new FlatPoint(1, 2) }, new FlatLine(2)],
    };

    private static Drawing EveryFigure() => new()
    {
        Id = "every figure",
        Main = new Box("", 0, -1),
        Figures =
        [
            new Circle("c", 1.5), new Square("", 2), new Box("b", 3, 4),
            new Group("g")
            {
                Figures = [new Group("inner") { Figures = [new Circle("x", 0)], Mark = new Dot(0, 0) }],
                Mark = new Label { Text = "t", Figure = new Square("s", 1), More = Unknown() },
            },
        ],
        Marks = new() { ["dot"] = new Dot(1, -2), ["label"] = new Label { Text = "" }, ["nothing"] = null },
        Animal = new Dog { Name = "Rex", Age = 3 },
        Circle = new Circle("alone", 2),
    };

    private static Booking EveryAttributeBooked() => new()
    {
        CustomerId = "c-42",
        Number = 1,
        State = BookingState.Paid,
        Total = 120.50m,
        Seats = 2,
        Note = "ü \"quoted\" 🌍",
        Name = "",
        Odd = 7,
        Paid = 100m,
        Discount = -0.5m,
        IsPaid = true,
        IsSent = false,
        Address = new("Bern", "3000"),
        Lines = [new("a", 1.5m), new("b", 2m, 3)],
        Scores = [3, 1, 2],
        Tags = ["vip", "new"],
        Codes = [1, -2],
        Labels = new() { ["x"] = "y", ["é"] = "" },
        Image = [0, 255],
        BookedAt = s_noon,
        ExpiresAt = s_noon.AddDays(30),
    };
}

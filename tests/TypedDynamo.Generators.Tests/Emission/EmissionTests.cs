using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

/// <summary>Compares whole files with <c>Snapshots/</c>. The harness compiles them too, and demands that a second run is cached.</summary>
public sealed class EmissionTests
{
    [Fact]
    public void RecordWithCompositeKey() => Check(nameof(RecordWithCompositeKey), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            public OrderStatus Status { get; init; }
            public int Views { get; set; } = 7;
            [DynamoAttribute("n")] public string? Note { get; init; }
            public int? Rating { get; init; }
            [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
        }
        """);

    [Fact]
    public void ClassWithSingleKey() => Check(nameof(ClassWithSingleKey), """
        namespace Shop;

        [DynamoTable("customers")]
        internal class Customer
        {
            [PartitionKey] public string Id { get; set; } = "";
            public string Name { get; private set; } = "nobody";
            public bool Active { get; protected set; } = true;
            public decimal Balance { get; internal set; }
        }
        """);

    [Fact]
    public void StructWithSingleKey() => Check(nameof(StructWithSingleKey), """
        namespace Shop;

        [DynamoTable("points")]
        public struct Point
        {
            public Point()
            {
            }

            [PartitionKey] public required string Id { get; set; }
            public double X { get; init; } = 1.5;
            public double Y { get; private set; } = 2.5;
            public double Z { get; set; } = 3.5;
        }
        """);

    [Fact]
    public void RecordStructWithCompositeKey() => Check(nameof(RecordStructWithCompositeKey), """
        namespace Shop;

        [DynamoTable("readings")]
        public readonly record struct Reading([PartitionKey] Guid Sensor, [SortKey] DateOnly Day, float Value, string? Unit = null);
        """);

    [Fact]
    public void ParametersBelongToOneMember() => Check(nameof(ParametersBelongToOneMember), """
        namespace Shop;

        [DynamoTable("bars")]
        public sealed class Bar(string id, string name)
        {
            [PartitionKey] public string Id { get; } = id;
            public string Name { get; } = name;
            public string NAME { get; set; } = "";
            public System.Collections.Generic.SortedSet<string> Words { get; set; } = [];
        }
        """);

    [Fact]
    public void Indexes() => Check(nameof(Indexes), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        [GsiProjection("by-status", Projection.Include), LsiProjection("GSI_1", Projection.KeysOnly)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required int Line { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal? Total { get; init; }
            [Lsi("GSI_1")] public string? Region { get; init; }
            [ProjectedInto("by-status")] public string Note { get; init; } = "";
            public required int Left { get; init; }
        }
        """);

    [Fact]
    public void IndexesWithSeveralKeyAttributes() => Check(nameof(IndexesWithSeveralKeyAttributes), """
        namespace Shop;

        [DynamoTable("matches")]
        public sealed record Match(
            [PartitionKey] string Id,
            [Gsi("2-by-tournament", KeyRole.Partition)] string Tournament,
            [Gsi("2-by-tournament", KeyRole.Partition, Order = 1)] int @class,
            [Gsi("2-by-tournament", KeyRole.Sort)] int Round,
            [Gsi("2-by-tournament", KeyRole.Sort, Order = 1)] string? SortKeys,
            [Gsi("2-by-tournament", KeyRole.Sort, Order = 2)] System.DateOnly Day,
            [Gsi("schema", KeyRole.Partition)] byte[] Hash);
        """);

    [Fact]
    public void VersionAndTimes() => Check(nameof(VersionAndTimes), """
        namespace Shop;

        [DynamoTable("orders")]
        [GsiProjection("by-time", Projection.Include)]
        public sealed record Order([PartitionKey] string Id, [Version] long Version, [TimeToLive] DateTimeOffset? ExpiresAt = null)
        {
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [CreatedAt] public DateTime? FirstSeen { get; init; }
            [UpdatedAt, Gsi("by-time", KeyRole.Partition)] public DateTime UpdatedAt { get; init; }
            [UpdatedAt, ProjectedInto("by-time")] public DateTimeOffset? TouchedAt { get; init; }
        }

        [DynamoTable("sessions")]
        public sealed record Session([PartitionKey] string Id, [TimeToLive, Gsi("by-expiry", KeyRole.Partition)] DateTime ExpiresAt, [Version] int? Version);
        """);

    // A record and a struct are copied, another class is changed, and accessors that C# does not let generated code call are reached.
    [Fact]
    public void Versions() => Check(nameof(Versions), """
        namespace Shop;

        [DynamoTable("positional")]
        public sealed record Positional([PartitionKey] string Id, [Version] int? @class);

        [DynamoTable("copied")]
        public readonly record struct Copied([PartitionKey] string Id, [Version] long Version);

        [DynamoTable("hidden")]
        public record Hidden
        {
            [PartitionKey] public required string Id { get; init; }
            [Version] public long Version { get; private protected init; }
        }

        [DynamoTable("plain")]
        public class Plain
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version, Gsi("by-version", KeyRole.Partition)] public int Version { get; internal set; }
        }

        [DynamoTable("initialized")]
        public class Initialized : Versioned
        {
            [PartitionKey] public string Id { get; set; } = "";
        }

        public abstract class Versioned
        {
            [Version, DynamoAttribute("v")] public int? Version { get; init; }
        }

        [DynamoTable("points")]
        public struct Point
        {
            [PartitionKey] public required string Id { get; set; }
            [Version] public long Version { get; set; }
        }

        [DynamoTable("hidden-points")]
        public struct HiddenPoint
        {
            [PartitionKey] public required string Id { get; set; }
            [Version] public long Version { get; private set; }
        }

        [DynamoTable("payments"), DynamoDerivedType(typeof(Card), "card"), DynamoDerivedType(typeof(Transfer), "transfer")]
        public abstract record Payment([PartitionKey] string Id, [Version] long Version);

        public sealed record Card(string Id, long Version, string Number) : Payment(Id, Version);

        public sealed record Transfer(string Id, long Version) : Payment(Id, Version);
        """);

    [Fact]
    public void Converters() => Check(nameof(Converters), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Colour { None, Red }

        public record Theme(string Name);

        public class ThemeConverter : IAttributeConverter<Theme, string>, IAttributeConverter<List<string>, byte[]>
        {
            public string ToStored(Theme value) => value.Name;
            public Theme FromStored(string stored) => new(stored);
            public byte[] ToStored(List<string> value) => [];
            public List<string> FromStored(byte[] stored) => [];
        }

        public struct ColourConverter : IAttributeConverter<Colour, Dictionary<string, Theme>>
        {
            public Dictionary<string, Theme> ToStored(Colour value) => new();
            public Colour FromStored(Dictionary<string, Theme> stored) => Colour.Red;
        }

        [DynamoTable("orders"), GsiProjection("by-words", Projection.KeysOnly)]
        public sealed record Order(
            [PartitionKey, DynamoConverter(typeof(ThemeConverter))] Theme Id,
            [DynamoConverter(typeof(ThemeConverter)), Gsi("by-words", KeyRole.Partition)] List<string>? Words,
            [DynamoConverter(typeof(ThemeConverter))] HashSet<Theme> Themes,
            [DynamoConverter(typeof(ThemeConverter))] Theme?[] More,
            [DynamoConverter(typeof(ColourConverter))] Colour Colour = Colour.Red,
            [DynamoConverter(typeof(ColourConverter))] Colour? Other = null);
        """);

    [Fact]
    public void KeyTemplates() => Check(nameof(KeyTemplates), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}#{Line:D5}")]
        [GsiProjection("by-status", Projection.KeysOnly)]
        public sealed record Order
        {
            public required string CustomerId { get; init; }
            public required DateTimeOffset PlacedAt { get; init; }
            public Guid OrderId { get; private set; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            public int Line { get; set; }
            [Lsi("by-total")] public decimal Total { get; init; }
        }
        """);

    [Fact]
    public void KeyTemplatesOfLiteralText() => Check(nameof(KeyTemplatesOfLiteralText), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "\"a\\b\n", SortKey = "{{SETTINGS}}", PartitionKeyAttribute = "p\"k", SortKeyAttribute = "s\nk")]
        public readonly record struct Settings(int Limit);
        """);

    [Fact]
    public void KeyTemplatesWithOnePropertyTwice() => Check(nameof(KeyTemplatesWithOnePropertyTwice), """
        namespace Shop;

        public enum Kind { Small, Large }

        [DynamoTable("app", PartitionKey = "U#{Kind}#{class}|{SortKeys}", SortKey = "U#{Kind}#{Name}|{class}")]
        public sealed record User(string SortKeys, Kind Kind, long @class, string Name);
        """);

    [Fact]
    public void KeyTemplateWithoutSortKey() => Check(nameof(KeyTemplateWithoutSortKey), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "{Day}{Id}")]
        public sealed record Entry(DateOnly Day, [property: DynamoAttribute("i")] uint Id);
        """);

    [Fact]
    public void IdsAndFormats() => Check(nameof(IdsAndFormats), """
        using System.Collections.Generic;

        namespace Shop;

        public readonly record struct OrderId(Guid Value);
        public readonly struct Number(long @long) { public long @long { get; } = @long; }
        public readonly record struct Id<T>(string Value);
        [DynamoValue] public record Customer(string Name);

        public sealed class Iban : IParsable<Iban>
        {
            public static Iban Parse(string s, IFormatProvider? provider) => new();
            public static bool TryParse(string? s, IFormatProvider? provider, out Iban result) => throw new NotSupportedException();
        }

        [DynamoTable("orders")]
        public sealed record Order([PartitionKey] OrderId Id, [SortKey(Format = "D10")] Number Number)
        {
            public OrderId? Parent { get; init; }
            public Customer Customer { get; init; } = new("nobody");
            public HashSet<Id<Order>> Links { get; init; } = [];
            public Id<int>[] More { get; init; } = [];
            public Iban? Account { get; init; }
            public Uri? Site { get; init; }
            public Version Version { get; init; } = new();
            [DynamoAttribute("d", Format = "dd'\"'MM'.'yyyy")] public DateOnly? Day { get; init; }
            [DynamoAttribute(Format = "yyyyMMdd"), Gsi("by-day", KeyRole.Partition)] public DateTimeOffset At { get; init; }
            [DynamoAttribute(Format = "00.00")] public List<decimal?> Prices { get; init; } = [];
            [DynamoAttribute(Format = "N")] public Guid Token { get; init; }
        }
        """);

    // The users of a type may not name what its items have had; the items have it all the same.
    [Fact]
    public void ObsoleteAndExperimentalMembers() => Check(nameof(ObsoleteAndExperimentalMembers), """
        using System.Diagnostics.CodeAnalysis;
        #pragma warning disable LINE1, PART2, ORDER3

        namespace Shop;

        [Experimental("PART2")]
        public record struct Part(int X);

        public class Line
        {
            [Obsolete("", true)] public int Count { get; set; }
            [Experimental("LINE1")] public int Size { get; init; }
        }

        [DynamoTable("orders")]
        [Experimental("ORDER3")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Obsolete("Use Lines", true)] public string? Line { get; init; }
            public Line[] Lines { get; set; } = [];
            public Part? Part { get; set; }
        }
        """);

    [Fact]
    public void IndexItemsHaveNoMemberOfARecordTwice() => GeneratorHarness.Generate("""
        namespace Shop;

        [DynamoTable("orders"), GsiProjection("by-clone", Projection.Include)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-clone", KeyRole.Partition)] public string? Clone { get; set; }
            [Gsi("by-clone", KeyRole.Sort)] public new string? ToString { get; set; }
            [ProjectedInto("by-clone")] public int EqualityContract { get; set; }
            [ProjectedInto("by-clone")] public new int GetHashCode { get; set; }
            [ProjectedInto("by-clone")] public int PrintMembers { get; set; }
            [ProjectedInto("by-clone")] public int OrderByCloneItem { get; set; }
            [ProjectedInto("by-clone")] public int CloneValue { get; set; }
            public int Deconstruct { get; set; }
        }
        """);

    [Fact]
    public void MembersMayAllowNullsThatTheirTypesDoNot() => GeneratorHarness.Generate("""
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [MaybeNull] public string Maybe { get; set; }
            [AllowNull] public string Allow { get => field2; set => field2 = value ?? ""; }
            [DisallowNull] public string? Disallow { get; set; }
            [NotNull] public string? Never { get => field2; set => field2 = value ?? ""; }
            [MaybeNull, AllowNull] public System.Collections.Generic.List<string> Both { get; init; }
            private string field2 = "";
        }
        """);

    // Visual Basic and attributes can declare defaults that C# has no constants of.
    [Fact]
    public void DefaultsMayBeDates() => GeneratorHarness.Generate("""
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order(
            string id,
            [Optional, DateTimeConstant(638712864000000000)] DateTime at,
            [Optional, DateTimeConstant(638712864000000000)] DateTime until,
            [Optional, DecimalConstant(1, 0, 0u, 0u, 15u)] decimal price)
        {
            [PartitionKey] public string Id { get; } = id;
            public DateTime At { get; } = at;
            [TimeToLive] public DateTime Until { get; } = until;
            public decimal Price { get; } = price;
        }
        """)["Shop.OrderTable.Item.g.cs"].ShouldContain("new global::System.DateTime(638712864000000000L)");

    [Fact]
    public void KeyTemplatesOfIds() => Check(nameof(KeyTemplatesOfIds), """
        namespace Shop;

        public readonly record struct TicketId(Guid Value);
        public readonly record struct Number(int Value);
        [DynamoValue] public sealed record Step(string Name);

        [DynamoTable("app", PartitionKey = "TICKET#{Id:N}", SortKey = "STEP#{Number:D5}#{Step}")]
        public sealed record Ticket(TicketId Id, Number Number, Step Step, [property: DynamoAttribute(Format = "D4")] int Size);
        """);

    [Fact]
    public void PositionalRecordWithDefaults() => Check(nameof(PositionalRecordWithDefaults), """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Shop;

        public enum Colour : sbyte { None, Red = -1 }

        [DynamoTable("things")]
        public sealed record Thing(
            [PartitionKey] string Id,
            string Name,
            string? Note,
            [Optional, DateTimeConstant(639_000_000_000_000_000)] DateTime Then,
            [Optional, DecimalConstant(2, 128, 0U, 0U, 110U)] decimal Rate,
            [DynamoAttribute("q")] string Quoted = "a\"b\\c\n",
            bool Active = true,
            byte Byte = 255,
            int Count = int.MinValue,
            long Long = long.MinValue,
            ulong ULong = ulong.MaxValue,
            uint UInt = 7,
            decimal Price = 1.10m,
            double Ratio = 0.1,
            double None = double.NaN,
            float Infinite = float.NegativeInfinity,
            Colour Colour = Colour.Red,
            Colour? Other = Colour.Red,
            int? Five = 5,
            int? Nothing = null,
            Guid Reference = default,
            DateTime When = default,
            byte[]? Data = null,
            char Quote = '\'',
            char Half = '\ud800',
            char? Letter = 'x',
            nint Native = -5,
            nuint Unsigned = 4_000_000_000,
            Int128 Wide = default,
            TimeOnly Time = default)
        {
            public int Extra { get; init; } = 3;
        }
        """);

    [Fact]
    public void ClassWithPrimaryConstructor() => Check(nameof(ClassWithPrimaryConstructor), """
        namespace Shop;

        [DynamoTable("users")]
        public class User([PartitionKey] string id, [SortKey] long version, int retries = 3)
        {
            public string Id { get; } = id;
            public long Version { get; } = version;
            [DynamoIgnore] public int Retries { get; } = retries;
            public string? Mail { get; set; }
        }
        """);

    [Fact]
    public void ClassWithSeveralConstructors() => Check(nameof(ClassWithSeveralConstructors), """
        namespace Shop;

        [DynamoTable("users")]
        public class User
        {
            public User() { }
            internal User(string id) => Id = id;
            public User(string id, object service) : this(id) => _ = service;
            private User(string id, int age) : this(id) => Age = age;

            [PartitionKey] public string Id { get; } = "";
            public int Age { get; init; }
        }
        """);

    [Fact]
    public void ConstructorThatSetsRequiredMembers() => Check(nameof(ConstructorThatSetsRequiredMembers), """
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("users")]
        [method: SetsRequiredMembers]
        public class User(string id)
        {
            public required object Unstored = new();
            [PartitionKey] public required string Id { get; init; } = id;
            public required int Age { get; init; }
        }

        [DynamoTable("groups")]
        public class Group(string id)
        {
            [PartitionKey] public required string Id { get; init; } = id;
        }
        """);

    [Fact]
    public void NestedType() => Check(nameof(NestedType), """
        namespace Shop.Sales
        {
            public class Outer
            {
                internal static class Inner
                {
                    [DynamoTable("orders")]
                    public record Order([PartitionKey] string Id);
                }
            }
        }
        """);

    [Fact]
    public void GlobalNamespace() => Check(nameof(GlobalNamespace), """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line);
        """);

    [Fact]
    public void EveryKind() => Check(nameof(EveryKind), """
        using System.IO;
        using System.Numerics;
        using System.Text.Json;
        using System.Text.Json.Nodes;

        namespace Shop;

        public enum Size : ulong { Small, Large = ulong.MaxValue, Big = Large, [Obsolete] Old = 2, [Obsolete("gone", true)] Gone = 3 }

        [DynamoTable("kinds")]
        public class Kinds
        {
            [PartitionKey] public string String { get; set; } = "";
            public char Char { get; set; }
            public bool Boolean { get; set; }
            public byte Byte { get; set; }
            public sbyte SByte { get; set; }
            public short Int16 { get; set; }
            public ushort UInt16 { get; set; }
            public int Int32 { get; set; }
            public uint UInt32 { get; set; }
            public long Int64 { get; set; }
            public ulong UInt64 { get; set; }
            public nint IntPtr { get; set; }
            public nuint UIntPtr { get; set; }
            public Int128 Int128 { get; set; }
            public UInt128 UInt128 { get; set; }
            public BigInteger BigInteger { get; set; }
            public Half Half { get; set; }
            public float Single { get; set; }
            public double Double { get; set; }
            public decimal Decimal { get; set; }
            public Guid Guid { get; set; }
            public DateTime DateTime { get; set; }
            public DateTimeOffset DateTimeOffset { get; set; }
            public DateOnly DateOnly { get; set; }
            public TimeOnly TimeOnly { get; set; }
            public TimeSpan TimeSpan { get; set; }
            public Size Enum { get; set; }
            public byte[] Bytes { get; set; } = [];
            public ReadOnlyMemory<byte> ReadOnlyMemory { get; set; }
            public Memory<byte> Memory { get; set; }
            public MemoryStream MemoryStream { get; set; } = new();
            public JsonElement JsonElement { get; set; }
            public JsonDocument JsonDocument { get; set; } = JsonDocument.Parse("{}");
            public JsonNode JsonNode { get; set; } = new JsonObject();
            public JsonObject JsonObject { get; set; } = [];
            public JsonArray JsonArray { get; set; } = [];
        }
        """);

    [Fact]
    public void EveryNullableKind() => Check(nameof(EveryNullableKind), """
        using System.IO;
        using System.Numerics;
        using System.Text.Json;
        using System.Text.Json.Nodes;

        namespace Shop;

        public enum Size : short { Small, Large }

        [DynamoTable("kinds")]
        public record Kinds([PartitionKey] string Id)
        {
            public string? String { get; init; }
            public char? Char { get; init; }
            public bool? Boolean { get; init; }
            public byte? Byte { get; init; }
            public sbyte? SByte { get; init; }
            public short? Int16 { get; init; }
            public ushort? UInt16 { get; init; }
            public int? Int32 { get; init; }
            public uint? UInt32 { get; init; }
            public long? Int64 { get; init; }
            public ulong? UInt64 { get; init; }
            public nint? IntPtr { get; init; }
            public nuint? UIntPtr { get; init; }
            public Int128? Int128 { get; init; }
            public UInt128? UInt128 { get; init; }
            public BigInteger? BigInteger { get; init; }
            public Half? Half { get; init; }
            public float? Single { get; init; }
            public double? Double { get; init; }
            public decimal? Decimal { get; init; }
            public Guid? Guid { get; init; }
            public DateTime? DateTime { get; init; }
            public DateTimeOffset? DateTimeOffset { get; init; }
            public DateOnly? DateOnly { get; init; }
            public TimeOnly? TimeOnly { get; init; }
            public TimeSpan? TimeSpan { get; init; }
            public Size? Enum { get; init; }
            public byte[]? Bytes { get; init; }
            public ReadOnlyMemory<byte>? ReadOnlyMemory { get; init; }
            public Memory<byte>? Memory { get; init; }
            public MemoryStream? MemoryStream { get; init; }
            public JsonElement? JsonElement { get; init; }
            public JsonDocument? JsonDocument { get; init; }
            public JsonNode? JsonNode { get; init; }
            public JsonObject? JsonObject { get; init; }
            public JsonArray? JsonArray { get; init; }
        }
        """);

    [Fact]
    public void InheritedMembers() => Check(nameof(InheritedMembers), """
        namespace Shop;

        public abstract class Entity
        {
            [PartitionKey] public virtual string Id { get; protected set; } = "";
            public DateTime Created { get; init; }
            public virtual string Name { get; set; } = "";
            public int Hidden { get; set; }
            public virtual int Computed => 1;
            [DynamoIgnore] public virtual int Ignored => 2;
        }

        public class Generic<T> : Entity
        {
            public int Shared { get; set; }
            public required string Must { get; init; }
        }

        [DynamoTable("customers")]
        public class Customer : Generic<int>
        {
            public override string Id => base.Id;
            public override string Name { get; set; } = "nobody";
            public new long Hidden { get; init; }
            [DynamoIgnore] public override int Computed => 3;
            public override int Ignored => 4;
        }
        """);

    [Fact]
    public void InheritedRecord() => Check(nameof(InheritedRecord), """
        namespace Shop;

        public abstract record Entity([PartitionKey, DynamoAttribute("pk")] string Id);

        [DynamoTable("customers")]
        public record Customer(string Id, [SortKey, DynamoAttribute("sk")] string Region, string Name) : Entity(Id);
        """);

    [Fact]
    public void HostileNames() => Check(nameof(HostileNames), """"
        namespace @event.@namespace
        {
            public enum @enum { @class, Größe }

            [DynamoTable("class")]
            public class @class
            {
                [PartitionKey, DynamoAttribute("quo\"te")] public required string @params { get; init; }
                [SortKey, DynamoAttribute("back\\slash")] public required @enum cancellationToken { get; init; }
                [DynamoAttribute("new\r\nline\0")] public int @int { get; set; }
                [DynamoAttribute("<&>'")] public string? Größe { get; init; }
                [DynamoAttribute("\ud83d\ude00 \ud800 {0}")] public string? 数量 { get; set; }
                [DynamoAttribute(" ")] public int Schema { get; init; }
                public int Item { get; set; }
                public int Mapper { get; init; }
                public int item { get; set; }
                public int reader { get; init; }
                public int Instance { get; init; }
                public string? value0 { get; init; }
                public string? _ { get; init; }
            }

            public class @void
            {
                [DynamoTable("nested")]
                public record struct @struct([PartitionKey] int @return, [SortKey] string Return);
            }
        }
        """");

    [Theory]
    [InlineData("Mapper", "Schema")]
    [InlineData("Schema", "Mapper")]
    [InlineData("OrderKey", "OrderTable")]
    [InlineData("Key", "Keys")]
    [InlineData("Keys", "Sort")]
    [InlineData("State", "SortKey")]
    [InlineData("Consistent", "CancellationToken")]
    [InlineData("Query", "KeyOf")]
    [InlineData("Id", "id")]
    [InlineData("Equals", "GetHashCode")]
    [InlineData("ToString", "Deconstruct")]
    [InlineData("TState", "Item")]
    [InlineData("GetAsync", "DeleteAsync")]
    [InlineData("System", "TypedDynamo")]
    [InlineData("UpdateTokens", "ConditionTokens")]
    [InlineData("value", "writer")]
    [InlineData("Write", "Read")]
    public void KeysMayHaveAnyName(string partitionKey, string sortKey) => GeneratorHarness.Generate($$"""
        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public {{Modifier(partitionKey)}} string {{partitionKey}} { get; init; } = "";
            [SortKey] public {{Modifier(sortKey)}} string {{sortKey}} { get; init; } = "";
        }

        [DynamoTable("lines")]
        public class Line
        {
            [PartitionKey] public {{Modifier(partitionKey)}} string {{partitionKey}} { get; set; } = "";
        }
        """);

    [Fact]
    public void TypesMayHaveTheNamesOfOurs() => GeneratorHarness.Generate("""
        namespace Shop.System.TypedDynamo
        {
            public class Query { }
            public class DynamoTable { }
            public class Mapper { }
            public class Keys { }
            public class Task { }
            public enum KeyType { A }
            public enum Guid { B }

            [DynamoTable("orders")]
            public record Schema([PartitionKey] KeyType Key, [SortKey] Guid Sort, KeyType? Other, Other.Guid Second);
        }

        namespace Shop.System.TypedDynamo.Other
        {
            public enum Guid { C }
        }
        """);

    [Fact]
    public void TypesMayDifferInCaseAlone()
    {
        var files = GeneratorHarness.Generate("""
            namespace Shop
            {
                [DynamoTable("a-orders")] public record Order([PartitionKey] string Id);
                [DynamoTable("b-orders")] public record ORDER([PartitionKey] string Id);
            }

            namespace shop
            {
                [DynamoTable("c-orders")] public record Order([PartitionKey] string Id);
            }
            """);

        files.Count.ShouldBe(3 * 6);
    }

    [Fact]
    public void NumberKeys() => Check(nameof(NumberKeys), """
        namespace Shop;

        [DynamoTable("pages")]
        public record Page([PartitionKey] long Book, [SortKey] TimeSpan Offset);
        """);

    [Fact]
    public void BinaryKeys() => Check(nameof(BinaryKeys), """
        namespace Shop;

        [DynamoTable("hashes")]
        public record Hash([PartitionKey] byte[] Digest, [SortKey] int Version);

        [DynamoTable("blobs")]
        public record Blob([PartitionKey] byte[] Digest);

        [DynamoTable("parts")]
        public record Part([PartitionKey] ReadOnlyMemory<byte> Digest, [SortKey] System.IO.MemoryStream Content);
        """);

    [Fact]
    public void EnumAndDateKeys() => Check(nameof(EnumAndDateKeys), """
        namespace Shop;

        public enum Level { Low, High }

        [DynamoTable("logs")]
        public record Log([PartitionKey] Level Level, [SortKey] DateTime At);
        """);

    [Fact]
    public void EnumsAsNumbersAndFlags() => Check(nameof(EnumsAsNumbersAndFlags), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Colour : sbyte { None, Red = -1 }

        [DynamoEnum(EnumStorage.Number)]
        public enum Size : ulong { Small, Large = ulong.MaxValue }

        [Flags]
        public enum Access { None, Read = 1, Write = 2, All = 3 }

        [DynamoTable("things")]
        public record Thing(
            [PartitionKey, DynamoEnum(EnumStorage.Number)] Colour Id,
            [SortKey] Size Sort,
            [DynamoEnum(EnumStorage.Number)] Colour? Nullable = Colour.Red)
        {
            public Colour ByName { get; init; }
            [DynamoEnum(EnumStorage.Name)] public Size Named { get; init; }
            public Access Access { get; init; }
            [DynamoEnum(EnumStorage.Number)] public Access Number { get; init; }
            [DynamoEnum(EnumStorage.Number)] public HashSet<Colour> Set { get; init; } = [];
            [DynamoEnum(EnumStorage.Number)] public Dictionary<Colour, List<Colour?>> Map { get; init; } = [];
            public Dictionary<Colour, List<Colour?>> NamedMap { get; init; } = [];
        }
        """);

    [Fact]
    public void CollectionClasses() => Check(nameof(CollectionClasses), """
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;

        namespace Shop;

        [DynamoTable("collections")]
        public record Collections([PartitionKey] string Id)
        {
            public LinkedList<int> Linked { get; init; } = [];
            public Queue<string?> Queue { get; init; } = [];
            public Stack<int> Stack { get; init; } = [];
            public Collection<int> Collection { get; init; } = [];
            public ObservableCollection<int> Observable { get; init; } = [];
            public ReadOnlyCollection<int> ReadOnly { get; init; } = new([]);
            public ConcurrentQueue<int> Concurrent { get; init; } = [];
            public ConcurrentBag<int> Bag { get; init; } = [];
            public ImmutableArray<int> Array { get; init; } = [];
            public ImmutableArray<int[]?>? NullableArray { get; init; }
            public ImmutableList<int> List { get; init; } = [];
            public IImmutableList<int> IList { get; init; } = ImmutableList<int>.Empty;
            public List<int[]>[] Jagged { get; init; } = [];
            public ReadOnlySet<int> ReadOnlySet { get; init; } = new(new HashSet<int>());
            public ImmutableHashSet<string> Hash { get; init; } = [];
            public IImmutableSet<int>? ISet { get; init; }
            public ImmutableSortedSet<string> Sorted { get; init; } = [];
            public FrozenSet<string> Frozen { get; init; } = FrozenSet<string>.Empty;
        }
        """);

    [Fact]
    public void DictionaryClasses() => Check(nameof(DictionaryClasses), """
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;

        namespace Shop;

        [DynamoTable("maps")]
        public record Maps([PartitionKey] string Id)
        {
            public Dictionary<int, string?> Ints { get; init; } = [];
            public IReadOnlyDictionary<Guid, int> Guids { get; init; } = new Dictionary<Guid, int>();
            public SortedDictionary<string, int> Sorted { get; init; } = [];
            public SortedList<DayOfWeek, int> SortedList { get; init; } = [];
            public ConcurrentDictionary<DateTime, int> Concurrent { get; init; } = [];
            public ReadOnlyDictionary<DateOnly, int> ReadOnly { get; init; } = new(new Dictionary<DateOnly, int>());
            public ImmutableDictionary<char, int> Immutable { get; init; } = ImmutableDictionary<char, int>.Empty;
            public IImmutableDictionary<string, int> IImmutable { get; init; } = ImmutableDictionary<string, int>.Empty;
            public ImmutableSortedDictionary<string, int> ImmutableSorted { get; init; } = ImmutableSortedDictionary<string, int>.Empty;
            public FrozenDictionary<decimal, List<Dictionary<long, int>>>? Frozen { get; init; }
        }
        """);

    [Fact]
    public void Lists() => Check(nameof(Lists), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Size { Small, Large }

        [DynamoTable("lists")]
        public record Lists([PartitionKey] string Id, string[] Words, IReadOnlyList<decimal>? Prices = null)
        {
            public required List<string> Required { get; init; }
            public List<int> Numbers { get; set; } = [];
            public List<string?> Gaps { get; init; } = [];
            public int?[]? Holes { get; init; }
            public IList<Size> Sizes { get; set; } = [];
            public ICollection<DateOnly> Days { get; set; } = [];
            public IEnumerable<byte[]> Blobs { get; set; } = [];
            public IReadOnlyCollection<Guid?> Guids { get; set; } = [];
            public List<List<string>> Rows { get; set; } = [];
            public string[]?[][] Cube { get; set; } = [];
        }
        """);

    [Fact]
    public void Dictionaries() => Check(nameof(Dictionaries), """
        using System.Collections.Generic;

        namespace Shop;

        [DynamoTable("maps")]
        public class Maps
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Dictionary<string, int> Counts { get; set; } = [];
            public IDictionary<string, string?>? Texts { get; init; }
            public IReadOnlyDictionary<string, List<int>> Lists { get; private set; } = new Dictionary<string, List<int>>();
            public required Dictionary<string, Dictionary<string, bool?>> Flags { get; init; }
        }
        """);

    [Fact]
    public void Sets() => Check(nameof(Sets), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Size { Small, Large }

        [DynamoTable("sets")]
        public record Sets([PartitionKey] string Id, HashSet<string> Words, ISet<long>? Numbers, IReadOnlySet<byte[]>? Blobs = null)
        {
            public required HashSet<decimal> Required { get; init; }
            public ISet<Size> Sizes { get; init; } = new HashSet<Size>();
            public SortedSet<double> Sorted { get; set; } = [];
            public IReadOnlySet<Guid>? Guids { get; set; }
            public List<HashSet<int>> Groups { get; set; } = [];
        }
        """);

    [Fact]
    public void NestedObjects() => Check(nameof(NestedObjects), """
        using System.Collections.Generic;

        namespace Shop
        {
            public enum Country { Austria, Chile }

            public record Address(string Street, Country Country = Country.Chile)
            {
                public string? Zip { get; init; }
                [DynamoIgnore] public string Label => Street + Zip;
            }

            public abstract class Priced
            {
                [DynamoAttribute("p")] public decimal Price { get; protected set; }
            }

            public class Line : Priced
            {
                [PartitionKey] public required string Sku { get; init; }
                public Address? From { get; set; }
                public HashSet<string> Tags { get; init; } = [];
            }

            public struct Point
            {
                public int X { get; set; }
                public int Y { get; init; }
            }

            [DynamoTable("orders")]
            public class Order : Priced
            {
                [PartitionKey] public string Id { get; set; } = "";
                public Address ShipTo { get; set; } = new("");
                public Address? BillTo { get; init; }
                public required List<Line> Lines { get; init; }
                public Dictionary<string, Line?> BySku { get; set; } = [];
                public Point Position { get; set; }
                public Point? Other { get; set; }
                public Outer.Address Second { get; set; } = new();
                public List<Point?> Points { get; set; } = [];
            }
        }

        namespace Shop.Outer
        {
            public class Address
            {
                public Country Country { get; set; }
            }
        }
        """);

    [Fact]
    public void RecursiveTypes() => Check(nameof(RecursiveTypes), """
        using System.Collections.Generic;

        namespace Shop;

        public class Node
        {
            public string Name { get; set; } = "";
            public List<Node> Children { get; init; } = [];
            public Tree? Tree { get; init; }
        }

        [DynamoTable("trees")]
        public record Tree([PartitionKey] string Id)
        {
            public Node? Root { get; init; }
            public Dictionary<string, Tree> Grafts { get; init; } = [];
        }
        """);

    [Fact]
    public void IndexesWithShapes() => Check(nameof(IndexesWithShapes), """
        using System.Collections.Generic;

        namespace Shop;

        public class Line
        {
            public string Sku { get; set; } = "";
        }

        [DynamoTable("orders")]
        [GsiProjection("open", Projection.Include)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("open", KeyRole.Partition)] public string? Status { get; set; }
            [ProjectedInto("open")] public List<Line> Lines { get; set; } = [];
            [ProjectedInto("open")] public HashSet<string> Tags { get; set; } = [];
            [ProjectedInto("open")] public required Line First { get; init; }
            public int Count { get; set; }
        }
        """);

    // Whatever the user's types are called, no two members of the mapper have one name.
    [Fact]
    public void NestedTypesMayHaveAnyName() => GeneratorHarness.Generate("""
        using System.Collections.Generic;

        namespace Shop
        {
            public enum Line { A }
            public enum Line2 { A }
            public record Index(int Schema, Other.Index Other, Write Write, Other.Line Line);
            public record Write(string Read) { public string? BeginMap { get; init; } }
            public record By(int A);
            public record ByStatus(int B);
            public record @class(int @int) { public @class? @enum { get; init; } }
            public record Id(string Value);

            [DynamoTable("orders")]
            [GsiProjection("by-", Projection.KeysOnly)]
            public class Order
            {
                [PartitionKey] public string LineMapper { get; init; } = "";
                [SortKey] public string StringList { get; init; } = "";
                [Gsi("by-", KeyRole.Partition)] public string? ByMapper { get; init; }
                public Line A { get; init; }
                public Other.Line B { get; init; }
                public Line2 C { get; init; }
                public Index? D { get; init; }
                public Write? E { get; init; }
                public By? F { get; init; }
                public ByStatus? G { get; init; }
                public @class? H { get; init; }
                public Id? Id { get; init; }
                public List<string> I { get; init; } = [];
                public List<Line> J { get; init; } = [];
                public List<Other.Line> K { get; init; } = [];
                public List<Line2> L { get; init; } = [];
                public List<List<string?>> M { get; init; } = [];
                public List<List<string>?> N { get; init; } = [];
                public List<Order>? O { get; init; }
                public Dictionary<string, Shop.Other.Outer.Index[]>? P { get; init; }
            }
        }

        namespace Shop.Other
        {
            public enum Line { B }
            public record Index(int Schema);

            public class Outer
            {
                public record Index(HashSet<string> Read);
            }
        }
        """);

    [Fact]
    public void ObliviousSource() => Check(nameof(ObliviousSource), """
        #nullable disable
        namespace Shop;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; }
            public string Note { get; set; }
            public byte[] Data { get; set; }
            public int Count { get; set; }
            public System.Collections.Generic.List<string> Lines { get; set; }
            public System.Collections.Generic.HashSet<string> Tags { get; set; }
            public System.Collections.Generic.Dictionary<string, string[]> More { get; set; }
        }
        """);

    [Fact]
    public void NullIsNotAlwaysAccepted() => Check(nameof(NullIsNotAlwaysAccepted), """
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        [DynamoTable("orders")]
        public class Order(string id, string note)
        {
            [PartitionKey] public string Id { get; } = id;
            public string? Note { get; } = note;
            [DisallowNull] public string? Text { get; set; }
        }
        """);

    [Fact]
    public void ObsoleteMembers() => GeneratorHarness.Generate("""
        namespace Shop;

        [Obsolete("old")]
        [DynamoTable("orders")]
        public class Order
        {
            [Obsolete] public Order() { }

            [PartitionKey] public string Id { get; set; } = "";
            [Obsolete("old")] public int Count { get; set; }
            [Obsolete("old")] public int Size { get; init; }
        }
        """);

    [Fact]
    public void PolymorphicMembers() => Check(nameof(PolymorphicMembers), """
        namespace Shop;

        [DynamoDerivedType(typeof(Circle), "circle")]
        [DynamoDerivedType(typeof(Group), "group")]
        public abstract record Shape(string Name);
        public sealed record Circle(string Name, double Radius) : Shape(Name);
        public sealed record Group(string Name) : Shape(Name) { public System.Collections.Generic.List<Shape> Shapes { get; init; } = []; }

        [DynamoDerivedType(typeof(Point), "point"), DynamoDerivedType(typeof(Place), "place"), DynamoDiscriminator("kind")]
        internal interface IPosition;
        internal record struct Point(int X, int Y) : IPosition;
        internal class Place : IPosition
        {
            public required string City { get; init; }
            [DynamoExtensionData] public System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>? More { get; set; }
        }

        [DynamoDerivedType(typeof(Dog), "d\"og")]
        public class Animal { public string Name { get; set; } = ""; }
        public class Dog : Animal { public string Breed { get; private set; } = ""; }

        [DynamoTable("drawings")]
        internal class Drawing
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Shape? Shape { get; set; }
            public System.Collections.Generic.Dictionary<string, IPosition?> Positions { get; set; } = [];
            public required Animal Animal { get; init; }
            public Dog? Dog { get; set; }
        }
        """);

    [Fact]
    public void PolymorphicItems() => Check(nameof(PolymorphicItems), """
        namespace Shop;

        public enum Status { Open, Paid }

        [DynamoTable("app"), DynamoDiscriminator("kind")]
        [DynamoDerivedType(typeof(Customer), "customer"), DynamoDerivedType(typeof(Order), "order")]
        [GsiProjection("by-status", Projection.Include), GsiProjection("by-name", Projection.KeysOnly)]
        public abstract record AppItem
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required string Sort { get; init; }
            public string? Note { get; init; }
        }

        public sealed record Customer : AppItem
        {
            [Gsi("by-name", KeyRole.Partition)] public required string Name { get; init; }
            [ProjectedInto("by-status")] public int Attributes { get; init; }
        }

        public sealed record Order : AppItem
        {
            [Gsi("by-status", KeyRole.Partition)] public Status Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal Total { get; init; }
            public AppItem? Copy { get; init; }
        }
        """);

    [Fact]
    public void PolymorphicItemsWithKeyTemplates() => Check(nameof(PolymorphicItemsWithKeyTemplates), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "{Kind}#{Number:D6}")]
        [DynamoDerivedType(typeof(Profile), "profile"), DynamoDerivedType(typeof(Order), "order")]
        [GsiProjection("by-total", Projection.Include)]
        public abstract record CustomerItem(Guid CustomerId, string Kind)
        {
            public int Number { get; init; }
        }

        public sealed record Profile(Guid CustomerId, string Kind, string Name) : CustomerItem(CustomerId, Kind);

        public sealed record Order(Guid CustomerId, string Kind) : CustomerItem(CustomerId, Kind)
        {
            [Gsi("by-total", KeyRole.Partition)] public decimal Total { get; set; }
        }
        """);

    [Fact]
    public void Entities() => Check(nameof(Entities), """
        namespace Shop;

        [DynamoTable("app")]
        [DynamoDerivedType(typeof(Customer), "customer")]
        public class Entity
        {
            [PartitionKey] public string Attributes { get; set; } = "";
            public string? Note { get; init; }
        }

        [DynamoTable("app")]
        public class Customer : Entity
        {
            public string Name { get; set; } = "";
        }

        [DynamoTable("app", Discriminator = "setting")]
        public readonly record struct Setting([PartitionKey] string Attributes, int Value);
        """);

    [Fact]
    public void EnumsMayBeEmptyOrHaveOneName() => Check(nameof(EnumsMayBeEmptyOrHaveOneName), """
        namespace Shop
        {
            public enum Status;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, Status First, Other.Status Second, Other.STATUS Third);
        }

        namespace Shop.Other
        {
            public enum Status { A }
            public enum STATUS { A }
        }
        """);

    [Fact]
    public void ExtensionData() => Check(nameof(ExtensionData), """
        using System.Collections.Generic;
        using AttributeValue = Amazon.DynamoDBv2.Model.AttributeValue;

        namespace Shop;

        public class Line
        {
            public int Count { get; set; }
            [DynamoExtensionData] public IDictionary<string, AttributeValue>? Rest { get; init; }
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<Line> Lines { get; set; } = [];
            [DynamoExtensionData] public Dictionary<string, AttributeValue> Rest { get; set; } = [];
        }

        [DynamoTable("customers")]
        [GsiProjection("by-region", Projection.Include)]
        public record Customer(
            [PartitionKey] string Id,
            [Gsi("by-region", KeyRole.Partition)] string? Region,
            [DynamoExtensionData] IReadOnlyDictionary<string, AttributeValue> Rest);

        [DynamoTable("things")]
        public struct Thing
        {
            public Thing() { }
            [PartitionKey] public required string Id { get; init; }
            [DynamoExtensionData] public Dictionary<string, AttributeValue> Rest { get; } = [];
        }
        """);

    [Fact]
    public void FlattenedObjects() => Check(nameof(FlattenedObjects), """
        using System.Collections.Generic;

        namespace Shop;

        public record struct Point(double X, double Y);

        public class Address
        {
            public required string Street { get; init; }
            public string? City { get; private set; }
            public HashSet<string> Tags { get; init; } = [];
            [DynamoFlatten(Prefix = "at_")] public Point? Position { get; set; }
        }

        public record Audit
        {
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [UpdatedAt, DynamoAttribute("changed")] public DateTimeOffset UpdatedAt { get; init; }
            [TimeToLive] public DateTime? ExpiresAt { get; init; }
        }

        public class Line
        {
            public int Count { get; set; }
            [DynamoFlatten] public Point Size { get; init; }
        }

        [DynamoTable("orders")]
        [GsiProjection("by-note", Projection.KeysOnly)]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoFlatten] public Address? Home { get; set; }
            [DynamoFlatten(Prefix = "work_")] public required Address Work { get; init; }
            [DynamoFlatten] public Audit Audit { get; init; } = new();
            [Gsi("by-note", KeyRole.Partition)] public string? Note { get; set; }
            public List<Line> Lines { get; set; } = [];
        }

        [DynamoTable("places")]
        public record Place([PartitionKey] string Id, [DynamoFlatten] Point Position, [DynamoFlatten(Prefix = "to_")] Point? To = null);
        """);

    [Fact]
    public void CollectionsWithoutSetters() => Check(nameof(CollectionsWithoutSetters), """
        using System.Collections.Generic;

        namespace Shop;

        public class Part
        {
            public List<string> Names { get; } = [];
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<string> Notes { get; } = ["first"];
            public IList<Part> Parts { get; } = new List<Part>();
            public HashSet<string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);
            public ISet<int>? Numbers { get; } = new SortedSet<int>();
            public Dictionary<string, int> Counts { get; } = [];
            public IDictionary<string, string?>? Texts { get; }
        }
        """);

    [Fact]
    public void HiddenConstructors() => Check(nameof(HiddenConstructors), """
        using System.Collections.Generic;

        namespace Shop;

        public sealed class Line
        {
            private Line(string sku, int? count, string? note)
            {
                Sku = sku;
                Count = count;
                Note = note;
            }

            public string Sku { get; }
            public int? Count { get; }
            public string? Note { get; }
            public static Line Create(string sku) => new(sku, null, null);
        }

        [DynamoTable("orders")]
        public class Order
        {
            protected Order() { }
            public Order(Func<string> id) => Id = id();
            [PartitionKey] public required string Id { get; init; }
            public required string? Name { get; set; }
            public Line? Line { get; private set; }
        }

        [DynamoTable("points")]
        public readonly struct Point
        {
            private Point(string id, int x)
            {
                Id = id;
                X = x;
            }

            [PartitionKey] public string Id { get; }
            public int X { get; }
        }
        """);

    [Fact]
    public void InitAccessorsOfGenericBases() => Check(nameof(InitAccessorsOfGenericBases), """
        using System.Collections.Generic;

        namespace Shop;

        public abstract class Entity<T>
        {
            [PartitionKey] public string Id { get; init; } = "";
            public T? Value { get; init; }
            public string Name { get; init; } = "nobody";
            public HashSet<string> Tags { get; init; } = [];
            public required int Count { get; init; }
        }

        [DynamoTable("customers")]
        public class Customer(string region = "eu") : Entity<int>
        {
            public string Region { get; } = region;
        }

        public record Base<T>
        {
            public T? Value { get; init; }
        }

        [DynamoTable("things")]
        public record Thing([PartitionKey] string Id) : Base<List<string>>;
        """);

    [Fact]
    public void Projections() => CheckProjections(nameof(Projections), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        public record Address(string City, OrderStatus Status, System.Collections.Generic.List<string> Lines);

        [DynamoTable("orders")]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey(Format = "D10")] public required int Line { get; init; }
            [DynamoAttribute("t")] public decimal Total { get; init; }
            public string? Note { get; init; }
            [DynamoEnum(EnumStorage.Number)] public OrderStatus Status { get; init; }
            public System.Collections.Generic.HashSet<int> Marks { get; init; } = [];
            public System.Collections.Generic.IReadOnlyList<Address> Addresses { get; init; } = [];
            public Uri? Link { get; init; }
            [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
        }

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderTotal(string CustomerId, decimal Total);

        [DynamoProjection(typeof(Order))]
        public sealed class OrderSummary
        {
            public required int? Line { get; init; }
            public decimal? Total { get; set; } = 1;
            public string Note { get; private set; } = "none";
            public OrderStatus? Status { get; init; }
            public System.Collections.Generic.HashSet<int> Marks { get; init; } = [];
            public System.Collections.Generic.IReadOnlyList<Address>? Addresses { get; init; }
            public Uri? Link { get; init; }
            public DateTimeOffset? ExpiresAt { get; init; }
            [DynamoIgnore] public int Local { get; set; }
        }

        internal class Outer
        {
            [DynamoProjection(typeof(Order))]
            internal struct Line
            {
                [property: Obsolete("", error: true)] public string? Note { get; set; }
            }
        }
        """);

    [Fact]
    public void ProjectionInTheGlobalNamespace() => CheckProjections(nameof(ProjectionInTheGlobalNamespace), """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("n\"{0}")] string? @class);

        public class Mapper;

        [DynamoProjection(typeof(Order))]
        public record @event(string? @class = "none");
        """);

    [Fact]
    public void ProjectionsOfKeyTemplates() => CheckProjections(nameof(ProjectionsOfKeyTemplates), """
        namespace Shop;

        public enum Region { North, South }

        public readonly record struct OrderId(int Value);

        [DynamoTable("shop", PartitionKey = "{Region}#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{Id:D10}#{Part:D2}")]
        public record Order(Region Region, string CustomerId, DateTimeOffset PlacedAt, OrderId Id, [DynamoAttribute("p")] int Part, decimal Total);

        [DynamoProjection(typeof(Order))]
        public record struct OrderTotal(string CustomerId, OrderId? Id, decimal Total);

        [DynamoProjection(typeof(Order))]
        public record struct OrderTime(DateTimeOffset PlacedAt, int Part);

        [DynamoProjection(typeof(Order))]
        public record OrderSum(decimal Total);
        """);

    [Fact]
    public void ProjectionsOfPolymorphicItems() => CheckProjections(nameof(ProjectionsOfPolymorphicItems), """
        namespace Shop;

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square")]
        public abstract record Shape(string Color);
        public record Circle(string Color, double Radius) : Shape(Color);
        public record Square(string Color, double Side) : Shape(Color);

        [DynamoTable("drawings"), DynamoDiscriminator("kind")]
        [DynamoDerivedType(typeof(Sketch), "sketch")]
        public record Drawing
        {
            [PartitionKey] public required string Id { get; init; }
            public Shape? Frame { get; init; }
        }

        public record Sketch : Drawing
        {
            public int Lines { get; init; }
        }

        [DynamoProjection(typeof(Drawing))]
        public record DrawingFrame(string Id, Shape? Frame);

        [DynamoTable("drawings", Discriminator = "note")]
        public record Note([PartitionKey] string Id, string Text);

        [DynamoProjection(typeof(Note))]
        public record NoteText(string Text);
        """);

    [Fact]
    public void PropertiesMayBeCalledWhatTokensHaveThemselves() => GeneratorHarness.Generate("""
        namespace Shop;

        public record Inner(
            string Exists, int Size, string Remove, string Path, string Create, int Attributes, string Mapper, int Schema, string _builder,
            string _path, string Values, string NestedTokens, string ConditionTokens, string UpdateTokens, string FilterTokens, string AssignTo,
            string Assign, string Set, string Place, string Locate, string IsValue, string Write, string Value, string value, Inner? Next)
        {
            public new string GetType { get; init; } = "";
            public new string MemberwiseClone { get; init; } = "";
            public new string ReferenceEquals { get; init; } = "";
        }

        [DynamoTable("hostile")]
        [GsiProjection("by-x", Projection.KeysOnly)]
        public class Hostile
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Gsi("by-x", KeyRole.Partition)] public string? X { get; set; }
            public string? Exists { get; set; }
            public string? NotExists { get; set; }
            public string? PartitionKey { get; set; }
            public int Size { get; set; }
            public string? Remove { get; set; }
            public string? Path { get; set; }
            public string? Create { get; set; }
            public int? Attributes { get; set; }
            public string? Mapper { get; set; }
            public string? Schema { get; set; }
            public string? _builder { get; set; }
            public string? _path { get; set; }
            public string? Values { get; set; }
            public string? NestedTokens { get; set; }
            public string? ConditionTokens { get; set; }
            public string? UpdateTokens { get; set; }
            public string? FilterTokens { get; set; }
            public string? AssignTo { get; set; }
            public new string? Equals { get; set; }
            public new string? ToString { get; set; }
            public new string? GetHashCode { get; set; }
            public new string? GetType { get; set; }
            public new string? MemberwiseClone { get; set; }
            public new string? ReferenceEquals { get; set; }
            public string? Finalize { get; set; }
            public string? System { get; set; }
            public string? TypedDynamo { get; set; }
            public string? Shop { get; set; }
            public Inner? Inner { get; set; }
        }

        public static class Use
        {
            public static Condition Ask(HostileTable.ConditionTokens o)
                => o.Exists == "a" && o.Size > 1 && o.Remove.Exists() && o.Create == "x" && o.Inner.Size == 1 && o.Inner.Exists()
                    && o.Inner.Exists.Exists() && o.Inner.AssignToValue == "" && o.Inner.Next.Next.Create == "" && o.NotExists()
                    && o.Inner.Size() > 4 && o._builderValue == "" && o.Inner._pathValue == "" && o.EqualsValue == "";

            public static void Change(HostileTable.UpdateTokens o)
            {
                o.Create = "x";
                o.Remove.Remove();
                o.Inner.AssignToValue = "x";
                o.Inner.Assign = "x";
                o.Inner.Place = "x";
                o.Inner.Path = "";
                o.Inner.Remove = "";
                o.Inner.Remove();
                o.Inner = null;
            }
        }
        """);

    [Fact]
    public void TypesOfObjectsMayBeCalledWhatTokensAre() => GeneratorHarness.Generate("""
        using System.Collections.Generic;

        namespace Shop;

        public record Update(string Tokens, Tokens? T);
        public record Tokens(string Update);
        public record Inner(int Size);
        public record InnerUpdate(int A);
        public record InnerUpdateUpdate(int A);
        public record Order(string Sku);
        public record ConditionTokens(string A);
        public record Global(int System, int TypedDynamo);
        public class Flat
        {
            public string Update { get; set; } = "";
            public string? Home { get; set; }
        }

        [DynamoTable("hostile")]
        public class Hostile
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Update? U { get; set; }
            public Tokens? T { get; set; }
            public Inner? I { get; set; }
            public InnerUpdate? IU { get; set; }
            public InnerUpdateUpdate? IUU { get; set; }
            public Order? O { get; set; }
            public ConditionTokens? C { get; set; }
            public Global? G { get; set; }
            public List<Inner> L { get; set; } = [];
            public Dictionary<string, List<Dictionary<string, Inner>>>? Deep { get; set; }
            [DynamoFlatten] public Flat @class { get; set; } = new();
        }

        public static class Use
        {
            public static Condition Ask(HostileTable.ConditionTokens o)
                => o.U.T.Update == "" && o.I.Size > 1 && o.IU.A > 1 && o.IUU.A > 1 && o.C.A == "" && o.@class.Update == ""
                    && o.Deep["x"][0]["y"].Size > 1;

            public static void Change(HostileTable.UpdateTokens o)
            {
                o.U.T.Update = "";
                o.IU.A += 1;
                o.IUU = new InnerUpdateUpdate(1);
                o.@class.Update = "";
                o.Deep["x"][0]["y"].Size += 1;
            }
        }
        """);

    [Fact]
    public void TokensOfEveryShape() => GeneratorHarness.Generate("""
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;

        namespace Shop;

        public enum Level { Low, High }

        public class Tree
        {
            public string? Name { get; set; }
            public Tree? Left { get; set; }
            public List<Tree>? Children { get; set; }
            public Dictionary<string, Tree>? Named { get; set; }
        }

        public struct Point
        {
            public int X { get; set; }
            public int? Y { get; set; }
        }

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square")]
        public abstract record Shape(string Color);
        public record Circle(string Color, double Radius) : Shape(Color);
        public record Square(string Color, double Side) : Shape(Color);

        public class Flat
        {
            public int? A { get; set; }
            public Point? Corner { get; set; }
            [DynamoFlatten] public Deeper? Deeper { get; set; }
        }

        public class Deeper
        {
            public string? Text { get; set; }
        }

        [Experimental("SHOP1")]
        public class Trial
        {
            public int A { get; set; }
        }

        [DynamoTable("things")]
        [DynamoDerivedType(typeof(SubThing), "sub")]
        public class Thing
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Tree? Root { get; set; }
            public Point P { get; set; }
            public Point? N { get; set; }
            public List<Point?>? Points { get; set; }
            public Dictionary<string, Point>? PointsByName { get; set; }
            public Shape? S { get; set; }
            public List<Shape>? Shapes { get; set; }
            public Dictionary<string, Shape?>? ShapesByName { get; set; }
            public bool? B { get; set; }
            public int? I { get; set; }
            public Level? E { get; set; }
            public DateTime? D { get; set; }
            public Guid? G { get; set; }
            public byte[]? Bytes { get; set; }
            public HashSet<int>? Numbers { get; set; }
            public Dictionary<int, string>? TextByNumber { get; set; }
            public Dictionary<Level, Point>? PointsByLevel { get; set; }
            public List<bool?>? Flags { get; set; }
            public List<Level?> Levels { get; set; } = [];
            public string[][]? Jagged { get; set; }
            public List<HashSet<string>>? Sets { get; set; }
            [DynamoFlatten] public Flat? F { get; set; }
            [Obsolete] public string? Old { get; set; }
            [Obsolete("Gone.", error: true)] public Point? Older { get; set; }
        #pragma warning disable SHOP1
            public Trial? T { get; set; }
        #pragma warning restore SHOP1
        }

        public class SubThing : Thing
        {
            public int More { get; set; }
        }

        public static class Use
        {
            public static Condition Ask(ThingTable.ConditionTokens o)
                => o.Root.Left.Children[0].Named["x"].Name == "x" && o.S.Is(new Circle("r", 1)) && o.Shapes.Size() > 1
                    && o.Shapes.Contains(new Circle("r", 2)) && o.B && o.I == 1 && o.E == Level.Low && o.TextByNumber.Size() > 1
                    && o.Flags[0] && o.Levels[1] == Level.High && o.Jagged[0][1] == "x" && o.Sets[0].Contains("x") && o.F.A > 1 && o.F.Corner.X > 1
                    && o.F.Deeper.Text == "" && o.PointsByName["x"].Y > 1 && o.N.X == 1;

            public static void Change(ThingTable.UpdateTokens o)
            {
                o.Root.Left = null;
                o.P = new Point();
                o.N = null;
                o.N.X += 1;
                o.Points[0] = new Point();
                o.S = new Circle("r", 1);
                o.S = null;
                o.Shapes.Append(new Circle("r", 1));
                o.B = null;
                o.B = true;
                o.E = Level.Low;
                o.E = null;
                o.I += 1;
                o.I = null;
                o.Numbers = [1];
                o.Numbers.Add(1);
                o.TextByNumber = new Dictionary<int, string>();
                o.TextByNumber = null;
                o.Flags = null;
                o.Flags = [true, null];
                o.Levels[0] = null;
                o.Jagged = null;
                o.Jagged[0] = ["x"];
                o.Sets[0].Add("x");
                o.F.A += 1;
                o.F.Deeper.Text = null;
            }
        }
        """);

    [Fact]
    public void InvalidWithoutPartitionKey() => CheckInvalid(nameof(InvalidWithoutPartitionKey), """
        namespace Shop;

        [DynamoTable("orders")]
        public record Order([SortKey] int Line, string Name);
        """);

    [Fact]
    public void InvalidNames() => CheckInvalid(nameof(InvalidNames), """
        namespace Shop;

        [DynamoTable("a\"b\\c<d>&\n\u2028\ud800{{0}}*/\"\"\"")]
        public record Order([PartitionKey, Gsi("\"); }\r\n{0}", KeyRole.Partition)] string Id);
        """);

    [Fact]
    public void InvalidMember() => CheckInvalid(nameof(InvalidMember), """
        namespace Shop;

        [DynamoTable("orders")]
        public record struct Order([PartitionKey] string Id, object Payload);
        """);

    [Fact]
    public void InvalidType() => CheckInvalid(nameof(InvalidType), """
        namespace Shop;

        internal class Outer<T>
        {
            [DynamoTable("orders")]
            public record Order([PartitionKey] T Id, [SortKey] int Line);
        }
        """);

    [Fact]
    public void LambdasOverAnInvalidItemAreNoFurtherErrors() => GeneratorHarness.Generate("""
        using System.Collections.Generic;
        using System.Threading.Tasks;

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, object Payload, int Views, string? Note, bool IsPaid)
        {
            public List<int>? Scores { get; init; }
            public HashSet<string>? Tags { get; init; }
        }

        public static class Use
        {
            private static readonly Condition s_paid = OrderTable.Attributes.IsPaid;

            public static async Task RunAsync(OrderTable orders, Order order)
            {
                await orders.PutAsync(order, o => o.NotExists());
                await orders.UpdateAsync(
                    new OrderKey("x", 1),
                    o =>
                    {
                        o.Views += 1;
                        o.Note.Remove();
                        o.Note = null;
                        o.Note = o.Note.IfNotExists("x");
                        o.Scores[0] = 1;
                        o.Tags.Add("x");
                    },
                    o => o.Note == "x" && o.Views > 2 && !o.IsPaid && s_paid);
                await orders.UpdateAsync("x", 1, 5, static (o, views) => o.Views += views);
                await orders.Query("c", k => k > 5).Where(o => o.Views > 1 && o.Views.In(1, 2)).Consistent().HideExpired().CountAsync();
                await orders.Scan().Where(o => o.IsPaid || o.Views.Between(1, 2)).CountAsync();
                long sum = await orders.Scan().SumAsync(o => o.Views);
                int? least = await orders.Scan().MinAsync(o => o.Views);
                string? greatest = await orders.Query("c").MaxAsync(o => o.Note);
                double? mean = await orders.Scan().InParallel().AverageAsync(o => o.Views);
                Dictionary<string, long> counts = await orders.Scan().CountByAsync(o => o.Note);
                Dictionary<bool, long> sums = await orders.Scan().SumByAsync(o => o.IsPaid, o => o.Views);
                Dictionary<int, int> groups = await orders.Scan().GroupByAsync(
                    o => o.Views, o => (o.Note, o.IsPaid), () => 0, static (ref int count, OrderView o) => count += o.Views, (left, right) => left + right);
                int all = await orders.Scan().InParallel().AggregateAsync(
                    o => o.Views, () => 0, static (ref int count, OrderView o) => count += o.Views, (left, right) => left + right);
                all = await orders.Scan().AggregateAsync(o => (o.Views, o.Note), 0, static (ref int count, OrderView o) => count += o.Views);
            }
        }
        """);

    [Fact]
    public void NothingIsGeneratedWithoutTheAnnotation() => GeneratorHarness.Generate("public class Order;").ShouldBeEmpty();

    private static void Check(string scenario, string source) => Snapshot.Match(scenario, GeneratorHarness.Generate(source));

    // What the tables are is the other tests' matter.
    private static void CheckProjections(string scenario, string source) => Snapshot.Match(
        scenario,
        GeneratorHarness.Generate(source)
            .Where(file => file.Key.EndsWith(".Projection.g.cs", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => file.Value));

    // The table of an invalid type has its public surface, so that the finding is the only error.
    private static void CheckInvalid(string scenario, string source)
    {
        var files = GeneratorHarness.Generate(source);
        files.Keys.ShouldNotContain(name => name.EndsWith(".Item.g.cs", StringComparison.Ordinal));
        Snapshot.Match(scenario, files);
    }

    // A property may hide a method of object, and the compiler wants to be told so.
    private static string Modifier(string name) => name is "Equals" or "GetHashCode" or "ToString" ? "new" : "";
}

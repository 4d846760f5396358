namespace TypedDynamo.Generators.Tests.Emission;

public sealed class ValueTests : EmissionTest
{
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
}

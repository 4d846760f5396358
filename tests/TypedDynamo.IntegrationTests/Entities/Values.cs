using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>The less usual types of one value: wide numbers, characters, times of day, binary data in other wrappings, and JSON.</summary>
[DynamoTable("values")]
public sealed record Values
{
    [PartitionKey] public required string Id { get; init; }

    public char Char { get; init; } = 'x';

    public nint IntPtr { get; init; }

    public nuint UIntPtr { get; init; }

    public Int128 Int128 { get; init; }

    public UInt128 UInt128 { get; init; }

    public BigInteger BigInteger { get; init; }

    public Half Half { get; init; }

    public TimeOnly TimeOnly { get; init; }

    public ReadOnlyMemory<byte> ReadOnlyMemory { get; init; }

    public Memory<byte> Memory { get; init; }

    public MemoryStream MemoryStream { get; init; } = new();

    public char? NullableChar { get; init; }

    public nint? NullableIntPtr { get; init; }

    public BigInteger? NullableBigInteger { get; init; }

    public Half? NullableHalf { get; init; }

    public TimeOnly? NullableTimeOnly { get; init; }

    public ReadOnlyMemory<byte>? NullableMemory { get; init; }

    public MemoryStream? NullableStream { get; init; }

    public HashSet<ReadOnlyMemory<byte>> Blobs { get; init; } = [];

    public HashSet<char> Letters { get; init; } = [];

    public SortedSet<Int128> Numbers { get; init; } = [];
}

/// <summary>JSON of every declared type.</summary>
[DynamoTable("json")]
public sealed record Json
{
    [PartitionKey] public required string Id { get; init; }

    public JsonElement? Element { get; init; }

    public JsonDocument? Document { get; init; }

    public JsonNode? Node { get; init; }

    public JsonObject? Object { get; init; }

    public JsonArray? Array { get; init; }

    public List<JsonNode?> Nodes { get; init; } = [];

    public Dictionary<string, JsonElement> Elements { get; init; } = [];
}

/// <summary>A key of less usual types.</summary>
[DynamoTable("slots")]
public sealed record Slot([PartitionKey] ReadOnlyMemory<byte> Room, [SortKey] TimeOnly Start, string? Title = null);

/// <summary>Keys of wide numbers.</summary>
[DynamoTable("wide")]
public sealed record Wide([PartitionKey] char Letter, [SortKey] BigInteger Number);

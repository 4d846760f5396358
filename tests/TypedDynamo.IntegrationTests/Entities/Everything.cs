namespace TypedDynamo.IntegrationTests.Entities;

public enum Level : byte
{
    Low = 1,
    Middle = 50,
    High = 200,
}

/// <summary>Every type that a member may have, and its nullable.</summary>
[DynamoTable("everything")]
public sealed record Everything
{
    [PartitionKey] public required string Id { get; init; }

    public string String { get; init; } = "initial";

    public bool Boolean { get; init; }

    public byte Byte { get; init; }

    public sbyte SByte { get; init; }

    public short Int16 { get; init; }

    public ushort UInt16 { get; init; }

    public int Int32 { get; init; } = 7;

    public uint UInt32 { get; init; }

    public long Int64 { get; init; }

    public ulong UInt64 { get; init; }

    public float Single { get; init; }

    public double Double { get; init; }

    public decimal Decimal { get; init; }

    public Guid Guid { get; init; }

    public DateTime DateTime { get; init; } = DateTime.UnixEpoch;

    public DateTimeOffset DateTimeOffset { get; init; }

    public DateOnly DateOnly { get; init; }

    public TimeSpan TimeSpan { get; init; }

    public Level Level { get; init; } = Level.Low;

    public byte[] Bytes { get; init; } = [];

    public string? NullableString { get; init; }

    public bool? NullableBoolean { get; init; }

    public byte? NullableByte { get; init; }

    public sbyte? NullableSByte { get; init; }

    public short? NullableInt16 { get; init; }

    public ushort? NullableUInt16 { get; init; }

    public int? NullableInt32 { get; init; } = 42;

    public uint? NullableUInt32 { get; init; }

    public long? NullableInt64 { get; init; }

    public ulong? NullableUInt64 { get; init; }

    public float? NullableSingle { get; init; }

    public double? NullableDouble { get; init; }

    public decimal? NullableDecimal { get; init; }

    public Guid? NullableGuid { get; init; }

    public DateTime? NullableDateTime { get; init; }

    public DateTimeOffset? NullableDateTimeOffset { get; init; }

    public DateOnly? NullableDateOnly { get; init; }

    public TimeSpan? NullableTimeSpan { get; init; }

    public Level? NullableLevel { get; init; }

    public byte[]? NullableBytes { get; init; }
}

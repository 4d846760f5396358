namespace TypedDynamo.IntegrationTests.Entities;

public enum Outcome
{
    Open,
    Home,
    Away,
}

/// <summary>An item with every kind of index: whole, partial, of keys alone, of several attributes, local, and sparse.</summary>
[DynamoTable("matches")]
[GsiProjection("by-outcome", IndexProjection.Include)]
[GsiProjection("by_hash", IndexProjection.KeysOnly)]
[LsiProjection("by-viewers", IndexProjection.KeysOnly)]
public sealed record Match
{
    [PartitionKey] public required string League { get; init; }

    [SortKey] public required int Number { get; init; }

    [Gsi("by-outcome", KeyRole.Partition)] public Outcome Outcome { get; init; }

    [Gsi("by-outcome", KeyRole.Sort)] public decimal? Odds { get; init; }

    [Gsi("by.round", KeyRole.Partition)] public required string Cup { get; init; }

    [Gsi("by.round", KeyRole.Partition, Order = 1)] public int Season { get; init; }

    [Gsi("by.round", KeyRole.Sort)] public int Round { get; init; }

    [Gsi("by.round", KeyRole.Sort, Order = 1)] public DateTimeOffset? PlayedAt { get; init; }

    [Gsi("by.round", KeyRole.Sort, Order = 2)] public string? Bracket { get; init; }

    [Gsi("by_hash", KeyRole.Partition)] public byte[]? Hash { get; init; }

    [Lsi("by-viewers")] public long? Viewers { get; init; }

    [ProjectedInto("by-outcome")] public string? Referee { get; init; }

    public string Notes { get; init; } = "";
}

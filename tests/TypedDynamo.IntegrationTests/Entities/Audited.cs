namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>What the annotations of an attribute mean beyond its value.</summary>
[DynamoTable("audited")]
public sealed record Audited
{
    [PartitionKey]
    public required string Id { get; init; }

    [Version]
    public long Version { get; init; }

    [TimeToLive]
    public DateTimeOffset? ExpiresAt { get; init; }

    [CreatedAt]
    public DateTimeOffset CreatedAt { get; init; }

    [CreatedAt]
    public DateTime? FirstSeen { get; init; }

    [UpdatedAt]
    public DateTimeOffset? UpdatedAt { get; init; }

    [UpdatedAt, Gsi("by-touched", KeyRole.Sort)]
    public DateTime TouchedAt { get; init; }

    [Gsi("by-touched", KeyRole.Partition)]
    public string? Group { get; init; }

    public AuditedPart? Part { get; init; }
}

/// <summary>Inside an item the same annotations mean nothing: it may be an item of its own elsewhere.</summary>
/// <param name="Version">A version.</param>
/// <param name="ExpiresAt">A time to live.</param>
/// <param name="UpdatedAt">A time of a put.</param>
public sealed record AuditedPart([Version] string Version, [TimeToLive] DateTimeOffset ExpiresAt, [UpdatedAt] DateTimeOffset UpdatedAt);

/// <summary>The other types of a time to live.</summary>
[DynamoTable("expiring")]
public sealed record Expiring([PartitionKey] string Id, [TimeToLive] DateTime ExpiresAt, [Version] int? Version = null);

[DynamoTable("seconds")]
public sealed record ExpiringSeconds([PartitionKey] string Id, [TimeToLive] long? ExpiresAt);

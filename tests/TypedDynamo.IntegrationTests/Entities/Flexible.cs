using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>A type that keeps the attributes which it does not know.</summary>
[DynamoTable("flexible")]
public sealed record Flexible
{
    [PartitionKey]
    public required string Id { get; init; }

    public int Count { get; init; }

    public List<FlexiblePart> Parts { get; init; } = [];

    [DynamoExtensionData]
    public Dictionary<string, AttributeValue>? Rest { get; init; }
}

/// <summary>So may a type inside it.</summary>
public sealed class FlexiblePart
{
    public string? Name { get; set; }

    [DynamoExtensionData]
    public IDictionary<string, AttributeValue> More { get; } = new Dictionary<string, AttributeValue>();
}

/// <summary>Objects whose attributes stand among the item's.</summary>
[DynamoTable("flat")]
public sealed record Flat
{
    [PartitionKey]
    public required string Id { get; init; }

    [DynamoFlatten]
    public FlatAddress? Home { get; init; }

    [DynamoFlatten(Prefix = "work_")]
    public required FlatAddress Work { get; init; }

    [DynamoFlatten]
    public FlatAudit Audit { get; init; } = new();

    [DynamoFlatten(Prefix = "p_")]
    public FlatPoint Position { get; init; } = new(1, 2);

    public List<FlatLine> Lines { get; init; } = [];

    [DynamoExtensionData]
    public Dictionary<string, AttributeValue> Rest { get; init; } = [];
}

public sealed record FlatAddress(string Street, string? City = null)
{
    [DynamoFlatten(Prefix = "at_")]
    public FlatPoint? At { get; init; }

    public int Floor { get; init; } = 1;
}

public readonly record struct FlatPoint(double X, double Y);

public sealed record FlatAudit
{
    [CreatedAt]
    public DateTimeOffset CreatedAt { get; init; }

    [UpdatedAt, DynamoAttribute("changed")]
    public DateTimeOffset UpdatedAt { get; init; }

    [TimeToLive]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Inside a nested type the attributes stand in its map.</summary>
public sealed record FlatLine(int Count)
{
    [DynamoFlatten(Prefix = "size_")]
    public FlatPoint? Size { get; init; }
}

using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.Benchmarks.Expressions;

public enum CartStatus
{
    Open,
    Paid,
}

[DynamoTable("carts")]
public sealed record Cart
{
    [PartitionKey] public required string CustomerId { get; init; }

    [SortKey] public required string OpenedAt { get; init; }

    public CartStatus Status { get; init; }

    public decimal Total { get; init; }

    public int Views { get; init; }

    public string? Note { get; init; }

    public HashSet<string> Tags { get; init; } = [];
}

/// <summary>The same item for the AWS SDK's object model.</summary>
[DynamoDBTable("carts")]
public sealed class ContextCart
{
    [DynamoDBHashKey] public string CustomerId { get; set; } = "";

    [DynamoDBRangeKey] public string OpenedAt { get; set; } = "";

    public CartStatus Status { get; set; }

    public decimal Total { get; set; }

    public int Views { get; set; }

    public string? Note { get; set; }

    public HashSet<string> Tags { get; set; } = [];
}

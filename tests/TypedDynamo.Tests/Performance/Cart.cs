namespace TypedDynamo.Tests.Performance;

public enum CartStatus
{
    Open,
    Paid,
}

/// <summary>An item with a value of each kind that an expression can reach.</summary>
[DynamoTable("carts")]
public sealed record Cart
{
    [PartitionKey] public required string CustomerId { get; init; }

    [SortKey] public required DateTimeOffset OpenedAt { get; init; }

    public CartStatus Status { get; init; }

    public decimal Total { get; init; }

    public int Views { get; init; }

    public string? Note { get; init; }

    public bool IsGift { get; init; }

    public HashSet<string> Tags { get; init; } = [];

    public List<CartLine> Lines { get; init; } = [];

    public Dictionary<string, string> Labels { get; init; } = [];

    public CartAddress? Address { get; init; }

    [Version] public long Version { get; init; }
}

public sealed record CartLine(string Sku, decimal Price);

public sealed record CartAddress(string City, string Zip);

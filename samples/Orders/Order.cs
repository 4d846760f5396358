using TypedDynamo;

namespace Orders;

#region README.md: the item
[DynamoTable("orders")]
[GsiProjection("by-status", IndexProjection.Include)]
public sealed record Order
{
    [PartitionKey] public required string CustomerId { get; init; }
    [SortKey]      public required DateTimeOffset PlacedAt { get; init; }

    [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }          // stored by its name
    [Gsi("by-status", KeyRole.Sort)]      public decimal Total { get; init; }
    [Lsi("by-views")]                     public int Views { get; init; }

    [DynamoAttribute("n"), ProjectedInto("by-status")] public string? Note { get; init; }   // null is stored as no attribute
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];
    public HashSet<string> Tags { get; init; } = [];                                        // a DynamoDB set
    [Version]    public long Version { get; init; }                                         // counted and checked by writes
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }                            // DynamoDB deletes the item then
}

public sealed record OrderLine(string Sku, int Count, decimal Price);

public enum OrderStatus { Open, Paid }

[DynamoProjection(typeof(Order))]                                                           // a part of it, for reads that need no more
public readonly record struct OrderTotal(string CustomerId, decimal Total);
#endregion

// The two tables beside it that the README's transaction writes to and looks at.
[DynamoTable("stock")]
public sealed record Stock([PartitionKey] string Sku, int Count);

[DynamoTable("customers")]
public sealed record Customer([PartitionKey] string Id, bool Active);

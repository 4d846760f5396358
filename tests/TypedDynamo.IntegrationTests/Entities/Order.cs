namespace TypedDynamo.IntegrationTests.Entities;

public enum OrderStatus
{
    Open,
    Paid,
}

[DynamoTable("orders")]
public sealed record Order
{
    [PartitionKey] public required string CustomerId { get; init; }

    [SortKey] public required DateTimeOffset PlacedAt { get; init; }

    public OrderStatus Status { get; init; }

    public decimal Total { get; set; } = 1.5m;

    [DynamoAttribute("n")] public string? Note { get; init; }

    public required int Lines { get; init; }

    [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
}

[DynamoProjection(typeof(Order))]
public readonly record struct OrderTotal(string CustomerId, decimal Total);

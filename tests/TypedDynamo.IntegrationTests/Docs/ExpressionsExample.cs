using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Docs.Expressions;

#region docs/expressions.md: the items
[DynamoTable("orders")]
[GsiProjection("by-status", IndexProjection.Include)]
public sealed record Order
{
    [PartitionKey] public required string CustomerId { get; init; }
    [SortKey]      public required DateTimeOffset PlacedAt { get; init; }

    [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
    [Gsi("by-status", KeyRole.Sort)]      public decimal Total { get; init; }
    [ProjectedInto("by-status")]          public string? Note { get; init; }

    public decimal Discount { get; init; }
    public required int Views { get; init; }
    public int? Rating { get; init; }
    public bool IsPaid { get; init; }
    public bool IsSent { get; init; }
    public byte[]? Stamp { get; init; }
    public Address? Address { get; init; }
    public List<OrderLine> Lines { get; init; } = [];
    public List<int> Scores { get; init; } = [];
    public HashSet<string> Tags { get; init; } = [];
    public Dictionary<string, string> Labels { get; init; } = [];
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
}

public sealed record Address(string City, string Zip);

public sealed record OrderLine(string Sku, decimal Price);

public enum OrderStatus { Open, Paid, Sent }

[DynamoProjection(typeof(Order))]
public readonly record struct OrderTotal(string CustomerId, decimal Total);

[DynamoProjection(typeof(Order))]
public readonly record struct OrderViews(int Views);

[DynamoTable("articles")]
public sealed record Article
{
    [PartitionKey] public required string Shop { get; init; }
    [SortKey]      public required string Sku { get; init; }

    [Gsi("by-maker", KeyRole.Partition)]       public string? Maker { get; init; }
    [Gsi("by-maker", KeyRole.Sort)]            public string? Kind { get; init; }
    [Gsi("by-maker", KeyRole.Sort, Order = 1)] public decimal? Price { get; init; }
}
#endregion

#region docs/expressions.md: conditions that stay
public static class OrderConditions
{
    public static readonly ItemCondition Large = OrderTable.Attributes.Total > 100m;
    public static readonly ItemCondition Waiting = OrderTable.Attributes.Status == OrderStatus.Open && !OrderTable.Attributes.IsPaid;
}
#endregion

public static class ExpressionsExample
{
    public static async Task<string> VariablesAsync(OrderTable orders, decimal? least, string? tag)
    {
        #region docs/expressions.md: conditions in variables
        List<Order> found = await orders.Query("c-42").Where(o =>
        {
            ItemCondition wanted = default;                         // nothing is asked yet
            if (least is { } total)
            {
                wanted &= o.Total >= total;
            }

            if (tag is not null)
            {
                wanted &= o.Tags.Contains(tag);
            }

            return wanted;
        }).ToListAsync();

        List<Order> waiting = await orders.Query("c-42").Where(o => OrderConditions.Waiting && o.Views > 5).ToListAsync();
        #endregion

        return $"{found.Count} {waiting.Count}";
    }

    public static async Task<string> AbsentAsync(OrderTable orders, DateTimeOffset placedAt)
    {
        #region docs/expressions.md: absent attributes
        await orders.UpdateAsync("c-42", placedAt, o => o.Rating += 1);    // int?: SET Rating = if_not_exists(Rating, 0) + 1
        await orders.UpdateAsync("c-42", placedAt, o => o.Views += 1);     // required: SET Views = Views + 1
        await orders.UpsertAsync("c-43", placedAt, o => o.Views += 1);     // there may be no item: SET Views = if_not_exists(Views, 0) + 1
        #endregion

        Order? changed = await orders.GetAsync("c-42", placedAt);
        Order? made = await orders.GetAsync("c-43", placedAt);
        return $"{changed?.Rating} {changed?.Views} {made?.Views}";
    }

    public static async Task<string> ObstacleAsync(OrderTable orders, Order order)
    {
        #region docs/expressions.md: what stood in the way
        WriteResult<Order> result = await orders.TryPutAsync(order, o => o.NotExists());
        string outcome = result.Succeeded ? "placed" : $"there is one over {result.Old!.Total} already";
        #endregion

        return outcome;
    }
}

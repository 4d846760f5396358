using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs;

#region README.md: the item
[DynamoTable("orders")]
public sealed record Order
{
    [PartitionKey] public required string CustomerId { get; init; }
    [SortKey]      public required DateTimeOffset PlacedAt { get; init; }

    public OrderStatus Status { get; init; }                    // stored by its name
    public decimal Total { get; init; }
    [DynamoAttribute("n")] public string? Note { get; init; }   // null is stored as no attribute
}

public enum OrderStatus { Open, Paid }
#endregion

public static class ReadmeExample
{
    public static async Task<List<Order>> RunAsync(AmazonDynamoDBClient client)
    {
        List<Order> seen = [];
        void Show(Order order) => seen.Add(order);

        #region README.md: the table
        var orders = new OrderTable(client);                    // the AWS SDK's own AmazonDynamoDBClient
        await orders.EnsureCreatedAsync();

        DateTimeOffset now = DateTimeOffset.UtcNow;
        await orders.PutAsync(new Order { CustomerId = "c-42", PlacedAt = now, Total = 19.90m });
        Order? one = await orders.GetAsync("c-42", now);

        // Many items: 25 a request, several requests at once, retried; what could not be written comes back.
        BatchResult<Order> result = await orders.PutManyAsync(
            Enumerable.Range(0, 1000).Select(i => new Order { CustomerId = $"c-{i % 50}", PlacedAt = now.AddDays(-i) }));

        // The partition key is an argument, the sort key a typed lambda. `k.BeginsWith(…)` would not compile: dates have no prefix.
        await foreach (Order order in orders.Query("c-42", k => k.Between(now.AddDays(-365), now)).Descending().Take(5))
        {
            Show(order);
        }

        // All items, by 8 requests at once over 64 segments, with at most 16 MB waiting for this loop.
        await foreach (Order order in orders.ScanAllParallelAsync(new() { Segments = 64, Concurrency = 8 }))
        {
            Show(order);
        }

        await orders.DeleteAsync("c-42", now);
        #endregion

        one.ShouldNotBeNull().Total.ShouldBe(19.90m);
        result.Written.ShouldBe(1000);
        return seen;
    }
}

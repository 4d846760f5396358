using Amazon.DynamoDBv2;
using Orders;
using TypedDynamo;
using TypedDynamo.Testing;

// AWS's own engine for development, with an empty database. In an application: `new AmazonDynamoDBClient()`.
await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
using AmazonDynamoDBClient client = engine.CreateClient();

#region README.md: the table
var orders = new OrderTable(client);                    // the AWS SDK's own AmazonDynamoDBClient
await orders.EnsureCreatedAsync();                      // with its indexes

// One item. The parts of its key are arguments of their own types.
var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
OrderLine[] lines = [new("tea", 2, 4.95m), new("cup", 1, 10m)];
await orders.PutAsync(new Order { CustomerId = "c-42", PlacedAt = noon, Total = 19.90m, Lines = lines, Tags = ["gift"] });
Order? one = await orders.GetAsync("c-42", noon);
Console.WriteLine($"{one?.Lines.Count} lines, {one?.Total}");

// Many items: 25 a request, several requests at once, retried; what could not be written comes back.
IEnumerable<Order> many = Enumerable.Range(0, 1000).Select(
    i => new Order { CustomerId = $"c-{i % 50}", PlacedAt = noon.AddDays(-i), Total = i, Views = i % 97 });
BatchResult<Order> result = await orders.PutManyAsync(many);
Console.WriteLine($"{result.Written} written, {result.Failures.Count} not");

// The partition key is an argument, the sort key a typed lambda. `k.BeginsWith(…)` would not compile: dates have no prefix.
await foreach (Order order in orders.Query("c-42", k => k.Between(noon.AddDays(-365), noon)).Descending().Take(3))
{
    Console.WriteLine($"{order.PlacedAt:yyyy-MM-dd}: {order.Total}");
}

// Each index is a property. What `by-status` does not hold is not in its items either; `by-views` holds everything.
await foreach (OrderByStatusItem open in orders.ByStatus.Query(OrderStatus.Open, k => k >= 998m))
{
    Console.WriteLine($"open: {open.CustomerId}, {open.Total}");
}

await foreach (Order order in orders.ByViews.Query("c-42", k => k > 50).Descending().Take(1))
{
    Console.WriteLine($"most seen: {order.PlacedAt:yyyy-MM-dd}, {order.Views} times");
}

// Page by page, for those who come back later. The token may stand in a URL, and no other query takes it.
Page<Order> page = await orders.Query("c-42").PageSize(10).ToPageAsync();
Page<Order> next = await orders.Query("c-42").PageSize(10).ToPageAsync(page.ContinuationToken);
Console.WriteLine($"pages of {page.Items.Count} and {next.Items.Count}");

// All items, by 8 requests at once over 64 segments, with at most 16 MB waiting for this loop.
decimal total = 0;
await foreach (Order order in orders.ScanAllParallelAsync(new() { Segments = 64, Concurrency = 8 }))
{
    total += order.Total;
}

Console.WriteLine($"total: {total}");
await orders.DeleteAsync("c-42", noon);
#endregion

using Amazon.DynamoDBv2;
using Orders;
using TypedDynamo;
using TypedDynamo.Testing;

// AWS's own engine for development, with an empty database. In an application: `new AmazonDynamoDBClient()`.
await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
using AmazonDynamoDBClient client = engine.CreateClient();

// What is there already: tea in stock, and a customer.
var stock = new StockTable(client);
var customers = new CustomerTable(client);
await stock.EnsureCreatedAsync();
await customers.EnsureCreatedAsync();
await stock.PutAsync(new Stock("tea", 3));
await customers.PutAsync(new Customer("c-42", Active: true));

#region README.md: the table
var orders = new OrderTable(client);                    // the AWS SDK's own AmazonDynamoDBClient
await orders.EnsureCreatedAsync();                      // with its indexes

// One item. The parts of its key are arguments of their own types.
var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
OrderLine[] lines = [new("tea", 2, 4.95m), new("cup", 1, 10m)];
var tea = new Order { CustomerId = "c-42", PlacedAt = noon, Total = 19.90m, Lines = lines, Tags = ["gift"] };
tea = await orders.PutAsync(tea, condition: o => o.NotExists());                  // returns it with its version
Order? one = await orders.GetAsync("c-42", noon);
Console.WriteLine($"{one?.Lines.Count} lines, {one?.Total}, version {one?.Version}");

// An update changes what it names. Conditions and updates are ordinary lambdas, and what DynamoDB cannot do does not compile.
await orders.UpdateAsync(
    "c-42",
    noon,
    o => { o.Status = OrderStatus.Paid; o.Views += 1; o.Tags.Add("vip"); o.Note.Remove(); o.Lines[0].Price -= 0.50m; },
    condition: o => o.Status == OrderStatus.Open && o.Lines.Size() > 0);
await orders.UpsertAsync("c-43", noon, o => o.Views += 1);                        // creates the item if need be

// `tea` has version 1, and the update has made it 2: it is not overwritten, and what stands in the way comes back.
WriteResult<Order> late = await orders.TryPutAsync(tea with { Note = "call first" });
Console.WriteLine($"written: {late.Succeeded}, for it is {late.Old?.Status} in version {late.Old?.Version}");

// Many items: 25 a request, several requests at once, retried; what could not be written comes back.
// DynamoDB's batches take no conditions, so versions are not checked, and that must be said.
IEnumerable<Order> many = Enumerable.Range(0, 1000).Select(
    i => new Order { CustomerId = $"c-{i % 50}", PlacedAt = noon.AddDays(-i), Total = i, Views = i % 97 });
BatchResult<Order> result = await orders.PutManyAsync(many, new() { IgnoreVersions = true });
Console.WriteLine($"{result.Written} written, {result.Failures.Count} not");

// All of it or nothing, over several tables: the order is placed, its tea taken from the stock, and its customer looked at.
// Beside the orders are tables of `Stock([PartitionKey] string Sku, int Count)` and `Customer([PartitionKey] string Id, bool Active)`.
Order evening = tea with { PlacedAt = noon.AddHours(8), Total = 8m, Version = 0 };
await client.TransactWriteAsync(t =>
{
    t.Put(orders, evening);
    t.Update(stock, "tea", s => s.Count -= 2, condition: s => s.Count >= 2);
    t.Check(customers, "c-42", c => c.Active);
});

// By their keys: 100 a request, as a stream or a dictionary.
OrderKey[] keys = [new("c-42", noon), new("c-42", noon.AddHours(8)), new("c-42", noon.AddHours(9))];
Dictionary<OrderKey, Order> both = await orders.GetManyAsync(keys).ToDictionaryAsync();
Console.WriteLine($"{both.Count} of {keys.Length} orders, {(await stock.GetAsync("tea"))?.Count} tea left");

// The partition key is an argument, the sort key a typed lambda. `k.BeginsWith(…)` would not compile: dates have no prefix.
// A filter sees the other attributes. DynamoDB charges for what it reads, not for what it returns.
await foreach (Order order in orders.Query("c-42", k => k.Between(noon.AddDays(-365), noon))
    .Where(o => o.Total > 50m || o.Tags.Contains("vip"))
    .Descending()
    .Take(3))
{
    Console.WriteLine($"{order.PlacedAt:yyyy-MM-dd}: {order.Total}");
}

// Only what is needed comes back: the names of two attributes are sent, and only these of each item; or nothing but a number.
List<OrderTotal> totals = await orders.Query("c-42").Select<OrderTotal>().ToListAsync();
long seen = await orders.Query("c-42").Where(o => o.Views > 50).CountAsync();
Console.WriteLine($"{totals.Sum(order => order.Total)} in {totals.Count} orders, of which {seen} are seen often");

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

// The same, and DynamoDB sends only what is asked for.
int large = 0;
await foreach (OrderTotal _ in orders.Scan().Where(o => o.Total >= 900m).Select<OrderTotal>().InParallel(new() { Segments = 64 }))
{
    large++;
}

Console.WriteLine($"large: {large}");
Order? deleted = await orders.DeleteAsync("c-42", noon, condition: o => o.Status == OrderStatus.Paid, returnOld: true);
Console.WriteLine($"deleted: {string.Join(", ", deleted!.Tags.Order())}");
#endregion

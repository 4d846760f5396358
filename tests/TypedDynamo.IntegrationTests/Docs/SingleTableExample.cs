using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs.SingleTable;

#region docs/recipes/single-table.md: the types
[DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "PROFILE")]
public sealed record Customer(string CustomerId, string Name);

[DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}")]
public sealed record Order(string CustomerId, DateTimeOffset PlacedAt, string OrderId)
{
    [Gsi("by-status", KeyRole.Partition)] public string Status { get; init; } = "open";
    public decimal Total { get; init; }
}

[DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "LINE#{OrderId}#{Number:D5}")]
public sealed record OrderLine(string CustomerId, string OrderId, int Number, string Product);
#endregion

internal static class SingleTableExample
{
    public static async Task<string> RunAsync(IAmazonDynamoDB client)
    {
        var seen = new List<string>();

        #region docs/recipes/single-table.md: items
        var customers = new CustomerTable(client);
        var orders = new OrderTable(client);
        var lines = new OrderLineTable(client);
        await orders.EnsureCreatedAsync();          // by the type that has all the indexes

        var placedAt = new DateTimeOffset(2026, 5, 17, 9, 30, 0, TimeSpan.Zero);
        await customers.PutAsync(new Customer("c-1", "Ada"));
        await orders.PutAsync(new Order("c-1", placedAt, "o-7") { Total = 12.5m });
        await lines.PutAsync(new OrderLine("c-1", "o-7", 1, "tea"));

        Customer? ada = await customers.GetAsync("c-1");
        Order? order = await orders.GetAsync("c-1", placedAt, "o-7");
        #endregion

        seen.Add($"{ada?.Name} {order?.Total}");

        #region docs/recipes/single-table.md: queries
        var all = orders.Query("c-1");                                           // begins_with(SK, "ORDER#")
        var day = orders.Query("c-1", k => k.PlacedAt == placedAt);              // begins_with(SK, "ORDER#2026-05-17#")
        var recent = orders.Query("c-1", k => k.PlacedAt >= placedAt);           // SK BETWEEN "ORDER#2026-05-17" AND …
        var some = orders.Query("c-1", k => k.PlacedAt.Is(placedAt).OrderId.BeginsWith("o-"));
        var ofOrder = lines.Query("c-1", k => k.OrderId.Is("o-7").Number.Between(1, 99));
        #endregion

        foreach (var query in new[] { all, day, recent, some, orders.Query("c-1", k => k.PlacedAt > placedAt) })
        {
            seen.Add(string.Join(",", (await query.ToPageAsync()).Items.Select(found => found.OrderId)));
        }

        seen.AddRange((await ofOrder.ToPageAsync()).Items.Select(line => line.Product));

        #region docs/recipes/single-table.md: scans
        await foreach (Order open in orders.ByStatus.Query("open"))
        {
            seen.Add(open.CustomerId);
        }

        await foreach (OrderLine line in lines.ScanAllParallelAsync())                // orders and customers are passed over
        {
            seen.Add(line.OrderId);
        }
        #endregion

        return string.Join(' ', seen);
    }
}

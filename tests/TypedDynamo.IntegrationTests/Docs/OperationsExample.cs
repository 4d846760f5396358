using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;

namespace TypedDynamo.IntegrationTests.Docs.Ordering;

#region docs/operations.md: the types
[DynamoTable("web-orders")]
public sealed record Order
{
    [PartitionKey] public required string CustomerId { get; init; }
    [SortKey] public required int Number { get; init; }
    [Gsi("by-status", KeyRole.Partition)] public string Status { get; init; } = "open";
    public decimal Total { get; init; }
    public HashSet<string> Tags { get; init; } = [];
}

[DynamoProjection(typeof(Order))]
public readonly record struct OrderTotal(string CustomerId, decimal Total);

[DynamoTable("web-customers")]
public sealed record Customer([PartitionKey] string Id, bool Active);

[DynamoTable("web-stock")]
public sealed record Stock([PartitionKey] string Sku, int Count);
#endregion

internal static class OperationsExample
{
    public static async Task<List<string>> BatchAsync(IAmazonDynamoDB client)
    {
        var orders = new OrderTable(client);
        var customers = new CustomerTable(client);
        Order order = new() { CustomerId = "c-42", Number = 1, Total = 5 };
        Order[] items = [order, order with { Number = 2 }, order with { Number = 3 }];
        OrderKey[] keys = [new("c-42", 3)];
        OrderKey[] wanted = [new("c-42", 1), new("c-42", 2), new("c-42", 3)];
        List<string> found = [];

        #region docs/operations.md: batches
        BatchResult<Order> written = await orders.PutManyAsync(items);                      // of a list or of an IAsyncEnumerable
        BatchResult<OrderKey> deleted = await orders.DeleteManyAsync(keys);
        await foreach (Order one in orders.GetManyAsync(wanted))
        {
            found.Add($"{one.Number}");
        }

        Dictionary<OrderKey, Order> byKey = await orders.GetManyAsync(wanted).ToDictionaryAsync();

        // Puts and deletes of several tables in one call, and reads of several tables.
        BatchResult<BatchWriteEntry> mixed = await client.BatchWriteAsync(b =>
        {
            b.Put(orders, order);
            b.Delete(customers, "c-7");
            b.Put(customers, new Customer("c-42", true));
        });
        BatchGetResult read = await client.BatchGetAsync([orders.Read(new OrderKey("c-42", 1)), customers.Read("c-42")]);
        Customer customer = read.ItemsOf(customers)["c-42"];
        #endregion

        found.Sort(StringComparer.Ordinal);
        found.Add($"{written.Written} {deleted.Written} {byKey.Count} {mixed.Written} {customer.Active}");
        return found;
    }

    public static async Task<string> TransactAsync(IAmazonDynamoDB client)
    {
        var orders = new OrderTable(client);
        var customers = new CustomerTable(client);
        var stock = new StockTable(client);
        Order order = new() { CustomerId = "c-42", Number = 9, Total = 5 };
        await stock.PutAsync(new Stock("tea", 3));

        #region docs/operations.md: transactions
        await client.TransactWriteAsync(t =>
        {
            t.Put(orders, order, o => o.NotExists());
            t.Update(stock, "tea", s => s.Count -= 1, condition: s => s.Count >= 1);
            t.Delete(orders, new OrderKey("c-42", 2));
            t.Check(customers, "c-42", c => c.Active);
        });

        (Order? placed, Stock? left) = await client.TransactGetAsync(orders.Read(new OrderKey("c-42", 9)), stock.Read("tea"));
        #endregion

        return $"{placed?.Number} {left?.Count}";
    }

    public static async Task<string> RawAsync(IAmazonDynamoDB client)
    {
        List<int> numbers = [];

        #region docs/operations.md: raw
        RawTable raw = await RawTable.OpenAsync(client, "web-orders");                      // one DescribeTable, for the key and the indexes
        RawItem? item = await raw.GetAsync(RawItem.Of(("CustomerId", "c-42"), ("Number", 1)));
        decimal total = item!["Total"].GetDecimal();

        await raw.PutAsync(item.With("Note", "seen"), $"attribute_exists(CustomerId)");
        await raw.UpdateAsync(raw.KeyOf(item), $"SET Paid = {total} REMOVE Note", $"attribute_not_exists(Paid) OR Paid < {total}");
        await foreach (RawItem paid in raw.Scan().Where($"Paid >= {5} AND NOT contains(Tags, {"test"})").InParallel())
        {
            numbers.Add(paid["Number"].GetInt32());
        }
        #endregion

        return string.Join(",", numbers);
    }

    public static async Task<string> PartiQLAsync(IAmazonDynamoDB client)
    {
        var orders = new OrderTable(client);
        string id = "c-42";

        #region docs/operations.md: PartiQL
        List<Order> large = await orders.PartiQL($"SELECT * FROM {orders} WHERE CustomerId = {id} AND Total > {4.5m}").ToListAsync();
        await client.PartiQL($"UPDATE {orders} SET Total = {7} WHERE CustomerId = {id} AND Number = {1}").ExecuteAsync();
        #endregion

        return $"{large.Count} {(await orders.GetAsync(id, 1))?.Total}";
    }

    public static async Task<(double Read, double Write)> MeasureAsync(IAmazonDynamoDB client)
    {
        var orders = new OrderTable(client);
        Order order = new() { CustomerId = "c-42", Number = 1, Total = 5 };
        double read, write;

        #region docs/operations.md: capacity
        using (CapacityMeter meter = CapacityMeter.Start())
        {
            await orders.Query("c-42").ToListAsync();
            await orders.PutAsync(order);
            read = meter.Total.Read;
            write = meter.Tables["web-orders"].Indexes["by-status"].Write;
        }
        #endregion

        return (read, write);
    }

    public static IServiceCollection Register(IServiceCollection services)
    {
        #region docs/operations.md: services
        services.AddTypedDynamo(options => options.TableNamePrefix = "test-").AddTable<OrderTable>().AddTable<CustomerTable>();
        services.AddTypedDynamo("acme", options => options.TableNamePrefix = "acme-").AddTable<OrderTable>();       // a tenant
        #endregion

        return services;
    }
}

using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs.After;

#region docs/coming-from-dynamodbcontext.md: the type, after
[DynamoTable("invoices")]
public class Invoice
{
    [PartitionKey] public required string Customer { get; init; }
    [SortKey]      public required int Number { get; init; }

    [Gsi("by-status", KeyRole.Partition)] public string Status { get; init; } = "open";
    [Gsi("by-status", KeyRole.Sort)]      public decimal Amount { get; init; }

    [DynamoAttribute("n")] public string? Note { get; init; }
    [DynamoIgnore] public string Title => $"{Customer}/{Number}";
}
#endregion

#region docs/coming-from-dynamodbcontext.md: what the context wrote
[DynamoTable("deliveries")]
public sealed record Delivery
{
    [PartitionKey] public required string Id { get; init; }
    [SortKey]      public required string SentAt { get; init; }           // a DateTime key: as text, see below

    public bool Express { get; init; }                                    // a bool under V2
    [DynamoAttribute("Signed")] public int SignedNumber { get; init; }    // a bool under V1
    [DynamoAttribute("Carrier")] public int CarrierNumber { get; init; }  // an enum
    [DynamoAttribute("Return")] public EnumMap? ReturnMap { get; init; } // a nullable enum

    public List<string> Stops { get; init; } = [];                        // a list of texts under V2
    public HashSet<string> Parcels { get; init; } = [];                   // a list of texts under V1, or a set
    public long DueAt { get; init; }                                      // a DateTime with StoreAsEpochLong: seconds
    public string Remark { get; init; } = "";                             // not required, for an empty text was not written

    [DynamoIgnore] public bool Signed => SignedNumber != 0;
    [DynamoIgnore] public Carrier Carrier => (Carrier)CarrierNumber;
    [DynamoIgnore] public Carrier? Return => (Carrier?)ReturnMap?.Number;
}

public sealed record EnumMap([DynamoAttribute("value__")] int Number);
#endregion

public enum Carrier
{
    Foot,
    Rail,
}

public static class ContextAfter
{
    public static async Task<string> RunAsync(AmazonDynamoDBClient client)
    {
        Invoice[] many = [.. Enumerable.Range(1, 100).Select(i => new Invoice { Customer = "c-42", Number = i, Amount = i })];

        #region docs/coming-from-dynamodbcontext.md: the calls, after
        var invoices = new InvoiceTable(client);

        await invoices.PutAsync(new Invoice { Customer = "c-1", Number = 7, Amount = 12.5m });
        Invoice? one = await invoices.GetAsync("c-1", 7);

        BatchResult<Invoice> result = await invoices.PutManyAsync(many);

        List<Invoice> newest = await invoices.Query("c-42", k => k.Between(1, 50)).Descending().ToListAsync();
        List<Invoice> open = await invoices.ByStatus.Query("open", k => k >= 90m).ToListAsync();
        List<Invoice> all = await invoices.Scan().ToListAsync();
        List<Invoice> large = await invoices.Scan().Where(i => i.Amount > 95m).ToListAsync();

        await invoices.DeleteAsync("c-1", 7);
        #endregion

        #region docs/coming-from-dynamodbcontext.md: a transaction and a document, after
        // A transaction, of this table or others.
        await client.TransactWriteAsync(t =>
        {
            t.Put(invoices, new Invoice { Customer = "c-1", Number = 8, Amount = 20m });
            t.Delete(invoices, new InvoiceKey("c-1", 7));
        });

        // An item without a class.
        RawTable table = await RawTable.OpenAsync(client, "invoices");
        RawItem? item = await table.GetAsync(RawItem.Of(("Customer", "c-1"), ("Number", 8)));
        decimal amount = item!["Amount"].GetDecimal();
        await table.PutAsync(item.With("Paid", amount));
        #endregion

        result.IsComplete.ShouldBeTrue();
        decimal paid = (await table.GetAsync(table.KeyOf(item)))!["Paid"].GetDecimal();
        await invoices.DeleteAsync("c-1", 8);
        return $"{one?.Title} {newest.Count} {newest[0].Number} {open.Count} {open[0].Number} {all.Count} {large.Count} {paid}";
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;

namespace TypedDynamo.IntegrationTests.Docs.Before;

#region docs/coming-from-dynamodbcontext.md: the type, before
[DynamoDBTable("invoices")]
public class Invoice
{
    [DynamoDBHashKey]  public string Customer { get; set; } = "";
    [DynamoDBRangeKey] public int Number { get; set; }

    [DynamoDBGlobalSecondaryIndexHashKey("by-status")]  public string Status { get; set; } = "open";
    [DynamoDBGlobalSecondaryIndexRangeKey("by-status")] public decimal Amount { get; set; }

    [DynamoDBProperty("n")] public string? Note { get; set; }
    [DynamoDBIgnore] public string Title => $"{Customer}/{Number}";
}
#endregion

public static class ContextBefore
{
    public static async Task<string> RunAsync(AmazonDynamoDBClient client)
    {
        Invoice[] many = [.. Enumerable.Range(1, 100).Select(i => new Invoice { Customer = "c-42", Number = i, Amount = i })];

        #region docs/coming-from-dynamodbcontext.md: the calls, before
        var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => client).Build();

        await context.SaveAsync(new Invoice { Customer = "c-1", Number = 7, Amount = 12.5m });
        Invoice? one = await context.LoadAsync<Invoice>("c-1", 7);

        IBatchWrite<Invoice> batch = context.CreateBatchWrite<Invoice>();
        batch.AddPutItems(many);
        await batch.ExecuteAsync();

        List<Invoice> newest = await context
            .QueryAsync<Invoice>("c-42", QueryOperator.Between, [1, 50], new QueryConfig { BackwardQuery = true })
            .GetRemainingAsync();
        List<Invoice> open = await context
            .QueryAsync<Invoice>("open", QueryOperator.GreaterThanOrEqual, [90m], new QueryConfig { IndexName = "by-status" })
            .GetRemainingAsync();
        List<Invoice> all = await context.ScanAsync<Invoice>([]).GetRemainingAsync();
        List<Invoice> large = await context
            .ScanAsync<Invoice>([new ScanCondition("Amount", ScanOperator.GreaterThan, 95m)])
            .GetRemainingAsync();

        await context.DeleteAsync<Invoice>("c-1", 7);
        #endregion

        #region docs/coming-from-dynamodbcontext.md: a transaction and a document, before
        // A transaction.
        ITransactWrite<Invoice> write = context.CreateTransactWrite<Invoice>();
        write.AddSaveItem(new Invoice { Customer = "c-1", Number = 8, Amount = 20m });
        write.AddDeleteKey("c-1", 7);
        await write.ExecuteAsync();

        // An item without a class.
        ITable table = new TableBuilder(client, "invoices")
            .AddHashKey("Customer", DynamoDBEntryType.String)
            .AddRangeKey("Number", DynamoDBEntryType.Numeric)
            .Build();
        Document document = await table.GetItemAsync("c-1", 8);
        document["Paid"] = document["Amount"].AsDecimal();
        await table.PutItemAsync(document);
        #endregion

        decimal paid = (await table.GetItemAsync("c-1", 8))["Paid"].AsDecimal();
        await context.DeleteAsync<Invoice>("c-1", 8);
        return $"{one?.Title} {newest.Count} {newest[0].Number} {open.Count} {open[0].Number} {all.Count} {large.Count} {paid}";
    }
}

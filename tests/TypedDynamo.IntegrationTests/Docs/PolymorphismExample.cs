using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs;

#region docs/recipes/polymorphism.md: values
[DynamoDerivedType(typeof(CardPayment), "card")]
[DynamoDerivedType(typeof(BankTransfer), "transfer")]
public abstract record Payment(decimal Amount);

public sealed record CardPayment(decimal Amount, string LastDigits) : Payment(Amount);

public sealed record BankTransfer(decimal Amount, string Iban) : Payment(Amount);

[DynamoTable("bills")]
public sealed record Bill([PartitionKey] string Id)
{
    public List<Payment> Payments { get; init; } = [];
}
#endregion

#region docs/recipes/polymorphism.md: items
[DynamoTable("support"), DynamoDiscriminator("kind")]
[DynamoDerivedType(typeof(Ticket), "ticket")]
[DynamoDerivedType(typeof(Comment), "comment")]
public abstract record TicketItem
{
    [PartitionKey] public required string TicketId { get; init; }
    [SortKey] public required string Sort { get; init; }
}

[DynamoTable("support")]
public sealed record Ticket : TicketItem
{
    [Gsi("by-owner", KeyRole.Partition)] public required string Owner { get; init; }
}

public sealed record Comment : TicketItem
{
    public required string Text { get; init; }
}
#endregion

#region docs/recipes/polymorphism.md: key templates
[DynamoTable("shop-items", PartitionKey = "SHOP#{ShopId}", SortKey = "{Sort}")]
[DynamoDerivedType(typeof(Shop), "shop"), DynamoDerivedType(typeof(Sale), "sale")]
public abstract record ShopItem(string ShopId)
{
    public abstract string Sort { get; init; }
}

public sealed record Shop(string ShopId, string Name) : ShopItem(ShopId)
{
    public override string Sort { get => "SHOP"; init { } }
}

public sealed record Sale(string ShopId, Guid SaleId) : ShopItem(ShopId)
{
    public override string Sort { get => $"SALE#{SaleId}"; init { } }
}
#endregion

#region docs/recipes/polymorphism.md: an entity
[DynamoTable("support", Discriminator = "counter"), DynamoDiscriminator("kind")]
public sealed record TicketCounter([PartitionKey] string TicketId, [SortKey] string Sort, long Value);
#endregion

public static class PolymorphismExample
{
    public static async Task<decimal> PayAsync(AmazonDynamoDBClient client)
    {
        #region docs/recipes/polymorphism.md: payments
        var bills = new BillTable(client);
        await bills.PutAsync(new Bill("b-1") { Payments = [new CardPayment(12, "0042"), new BankTransfer(30, "AT61…")] });

        Bill bill = (await bills.GetAsync("b-1"))!;
        decimal paidByCard = bill.Payments.OfType<CardPayment>().Sum(payment => payment.Amount);
        #endregion

        return paidByCard;
    }

    public static async Task<List<string>> ReadAsync(AmazonDynamoDBClient client)
    {
        var lines = new List<string>();

        #region docs/recipes/polymorphism.md: one query
        var items = new TicketItemTable(client);
        await items.PutAsync(new Ticket { TicketId = "t-7", Sort = "#", Owner = "Ada" });
        await items.PutAsync(new Comment { TicketId = "t-7", Sort = "2026-01-02", Text = "Fixed." });

        await foreach (TicketItem item in items.Query("t-7"))
        {
            lines.Add(item switch
            {
                Ticket ticket => $"owned by {ticket.Owner}",
                Comment comment => comment.Text,
                _ => "",
            });
        }
        #endregion

        await foreach (Ticket ticket in new TicketTable(client).Query("t-7"))
        {
            lines.Add(ticket.Sort);
        }

        return lines;
    }
}

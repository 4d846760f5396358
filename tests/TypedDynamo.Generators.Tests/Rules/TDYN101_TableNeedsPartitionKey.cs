namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN101_TableNeedsPartitionKey : RuleTest
{
    [Fact]
    public Task ReportsATypeWithoutPartitionKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record ⟦Order⟧
        {
            public required string CustomerId { get; init; }
        }
        """,
        "TDYN101: 'Order' has no partition key; mark one property with [PartitionKey]");

    [Fact]
    public Task ReportsASortKeyAlone() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record ⟦Order⟧([SortKey] string Id);
        """,
        "TDYN101: 'Order' has no partition key; mark one property with [PartitionKey]");

    // The user sees one error where the key is missing, and not one more at every use of the table.
    [Fact]
    public Task LeavesTheTableUsableInSource() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record ⟦Order⟧
        {
            public required string CustomerId { get; init; }
        }

        public static class Program
        {
            public static async System.Threading.Tasks.Task Run(Amazon.DynamoDBv2.IAmazonDynamoDB client)
            {
                var orders = new OrderTable(client, new DynamoTableOptions { TableName = "x" });
                Order put = await orders.PutAsync(new Order { CustomerId = "a" });
                Order? got = await orders.GetAsync("a", consistent: true);
                await orders.DeleteAsync("a");
                await foreach (Order order in orders.Query("a").Descending().Take(3)) { }
                await foreach (Order order in orders.ScanAllAsync()) { }
                _ = OrderTable.KeyOf(put).Equals(new OrderKey("a"));
                _ = OrderTable.Schema.TableName;
            }
        }
        """,
        "TDYN101: 'Order' has no partition key; mark one property with [PartitionKey]");

    [Fact]
    public Task StaysQuietOnAPartitionKey() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task StaysQuietOnAPartitionKeyOfABase() => ShouldStayQuiet(
        """
        public abstract record Entity([PartitionKey] string Id);

        [DynamoTable("orders")]
        public record Order(string Id) : Entity(Id);
        """);

    [Fact]
    public Task StaysQuietWithoutTheAnnotation() => ShouldStayQuiet("public class Order;");

    [Fact]
    public Task APragmaSuppressesIt() => ShouldStayQuiet(
        """
        #pragma warning disable TDYN101
        [DynamoTable("orders")]
        public record Order(string Id);
        #pragma warning restore TDYN101
        """);

    [Fact]
    public Task TheFixTakesTheId() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            public string Name { get; set; } = "";

            /// <summary>Its number.</summary>
            [DynamoAttribute("i")]
            public Guid OrderId { get; set; }
            public int Count { get; set; }
        }
        """,
        "Mark 'OrderId' with [PartitionKey]",
        """
        [DynamoTable("orders")]
        public class Order
        {
            public string Name { get; set; } = "";

            /// <summary>Its number.</summary>
            [DynamoAttribute("i"), PartitionKey]
            public Guid OrderId { get; set; }
            public int Count { get; set; }
        }
        """);

    [Fact]
    public Task TheFixGivesAllTypesTheirs() => ShouldFixAll(
        """
        [DynamoTable("orders")]
        public record Order([SortKey] string Id, int Line, string? Note, string Name);

        [TypedDynamo.DynamoTable("lines")]
        public record Line(int Count, int Id);
        """,
        """
        [DynamoTable("orders")]
        public record Order([SortKey] string Id, int Line, string? Note, [PartitionKey] string Name);

        [TypedDynamo.DynamoTable("lines")]
        public record Line(int Count, [PartitionKey] int Id);
        """);

    [Fact]
    public Task TheFixNamesTheAnnotationInFullWhereItMeansSomethingElse() => ShouldFix(
        """
        namespace Shop
        {
            public class PartitionKeyAttribute : Attribute;

            [DynamoTable("orders")]
            public record Order(string Id);
        }
        """,
        "Mark 'Id' with [PartitionKey]",
        """
        namespace Shop
        {
            public class PartitionKeyAttribute : Attribute;

            [DynamoTable("orders")]
            public record Order([global::TypedDynamo.PartitionKey] string Id);
        }
        """);

    [Fact]
    public Task NoFixIsOfferedWhereNothingCouldBeTheKey() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public record Order(int Count, double Id, string? Name, [SortKey] string Line);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN119_KeyIsComposedOrNot : RuleTest
{
    [Fact]
    public Task ReportsAMarkedKeyBesideTemplates() => ShouldReport(
        """
        [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B")]
        public record Order([PartitionKey] string [|Id|], [SortKey] int [|Line|]);
        """,
        "TDYN119: 'Order' has key templates, and 'Id' is marked as a key; remove [PartitionKey], and write {Id} in a template",
        "TDYN119: 'Order' has key templates, and 'Line' is marked as a key; remove [SortKey], and write {Line} in a template");

    [Fact]
    public Task ReportsASortKeyTemplateAlone() => ShouldReport(
        """
        [DynamoTable("app", SortKey = "B#{Line}")]
        public record [|Order|](string Id, string Line);

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.Query();
        }
        """,
        "TDYN119: 'Order' has a template for its sort key and none for its partition key; set PartitionKey too");

    [Fact]
    public Task StaysQuietOnEitherOfThem() => ShouldStayQuiet(
        """
        [DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B")]
        public record Order(string Id);

        [DynamoTable("other", PartitionKey = null, SortKeyAttribute = "s")]
        public record Other([PartitionKey] string Id, [SortKey] string Line);
        """);
}

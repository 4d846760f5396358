namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN102_TableHasOnePartitionKey : RuleTest
{
    [Fact]
    public Task ReportsTheSecondPartitionKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string First { get; set; } = "";
            [PartitionKey] public string [|Second|] { get; set; } = "";
        }

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.GetAsync("a");
        }
        """,
        "TDYN102: 'Order' has two partition keys, 'First' and 'Second'; remove [PartitionKey] from one of them");

    [Fact]
    public Task ReportsEachPartitionKeyThatIsTooMany() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string A, [PartitionKey] string [|B|], [property: PartitionKey] string [|C|]);
        """,
        "TDYN102: 'Order' has two partition keys, 'A' and 'B'; remove [PartitionKey] from one of them",
        "TDYN102: 'Order' has two partition keys, 'A' and 'C'; remove [PartitionKey] from one of them");

    [Fact]
    public Task StaysQuietWhenAnOverrideRepeatsTheAnnotation() => ShouldStayQuiet(
        """
        public class Entity
        {
            [PartitionKey] public virtual string Id { get; set; } = "";
        }

        [DynamoTable("orders")]
        public class Order : Entity
        {
            [PartitionKey] public override string Id { get; set; } = "";
        }
        """);

    [Fact]
    public Task StaysQuietWhenPropertyAndParameterAreOne() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order([PartitionKey] string id)
        {
            [PartitionKey] public string Id { get; } = id;
        }
        """);

    [Fact]
    public Task TheFixRemovesTheSecond() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [PartitionKey]
            public string [|Name|] { get; set; } = "";
            [DynamoAttribute("n"), PartitionKey] public string [|Note|] { get; set; } = "";
        }
        """,
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            [DynamoAttribute("n")] public string Note { get; set; } = "";
        }
        """);
}

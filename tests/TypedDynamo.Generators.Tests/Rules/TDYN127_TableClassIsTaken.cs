namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN127_TableClassIsTaken : RuleTest
{
    [Theory]
    [InlineData("public class OrderTable;", "OrderTable")]
    [InlineData("public interface OrderTable;", "OrderTable")]
    [InlineData("public record OrderTable([PartitionKey] string Id);", "OrderTable")]
    [InlineData("public record struct OrderKey;", "OrderKey")]
    [InlineData("public partial class OrderKey;", "OrderKey")]
    [InlineData("public class OrderView;", "OrderView")]
    [InlineData("public static partial class OrderViewExtensions;", "OrderViewExtensions")]
    public Task ReportsANameThatIsTaken(string other, string name) => ShouldReport(
        $"""
        namespace Shop;

        [DynamoTable("orders")]
        public record [|Order|]([PartitionKey] string Id);

        {other}
        """,
        $"TDYN127: 'Order' gets the generated class '{name}', but there is a type of that name already; rename one of the two");

    [Fact]
    public Task ReportsTheTableOfAnotherType() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Outer_Order([PartitionKey] string Id);

        public static class Outer
        {
            [DynamoTable("others")]
            public record [|Order|]([PartitionKey] string Id);
        }
        """,
        "TDYN127: 'Outer.Order' gets the generated class 'Outer_OrderTable', but there is a type of that name already; rename one of the two");

    [Fact]
    public Task StaysQuietOnAPartOfTheClassAndOnOthers() => ShouldStayQuiet(
        """
        namespace Shop
        {
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id);

            public partial class OrderTable
            {
                public int Count => 3;
            }

            public class OrderTable<T>;

            file record OrderKey;
        }

        namespace Other
        {
            public class OrderTable;
        }
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN201_TypeCannotBeMapped : RuleTest
{
    [Theory]
    [InlineData("object")]
    [InlineData("char")]
    [InlineData("int[]")]
    [InlineData("byte[][]")]
    [InlineData("Uri")]
    [InlineData("TimeOnly")]
    [InlineData("Order")]
    [InlineData("dynamic")]
    [InlineData("(int A, string B)")]
    [InlineData("char?")]
    [InlineData("nint")]
    public Task ReportsATypeThatNoAttributeHolds(string type) => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public {{type}} ⟦Value⟧ { get; set; } = default!;
        }

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.PutAsync(new Order { Id = "a" });
        }
        """,
        $"TDYN201: 'Order.Value' is of type '{type}', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Fact]
    public Task ReportsConstructorParametersOnce() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Uri ⟦Site⟧);
        """,
        "TDYN201: 'Order.Site' is of type 'Uri', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnWhatIsIgnored() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public object? Value { get; set; }
            internal object? Hidden { get; set; }
            public static object? Shared { get; set; }
            public object? Field;
            public object this[int index] => index;
            public object Given { set { } }
            public object Closed { private get; set; } = "";
        }
        """);

    [Fact]
    public Task StaysQuietOnTypesThatOnlyLookAlikeElsewhere() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, System.Guid A, Nullable<System.DateOnly> B, Alias.Kind C)
        {
            public System.Byte[]? D { get; init; }
        }

        namespace Alias
        {
            public enum Kind : byte { One }
        }
        """);
}

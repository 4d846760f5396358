namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN205_TypeCannotBeItem : RuleTest
{
    [Theory]
    [InlineData("class [|Order|]<T> where T : class", "Order<T>", "generic", "annotate a type without type parameters")]
    [InlineData("static class [|Order|]", "Order", "static", "remove 'static'")]
    [InlineData("abstract class [|Order|]", "Order", "abstract", "annotate the types that derive from it, or list them by [DynamoDerivedType]")]
    [InlineData("ref struct [|Order|]", "Order", "a ref struct", "remove 'ref'")]
    [InlineData("file class [|Order|]", "Order", "visible in its file only", "remove 'file'")]
    public Task ReportsTypesThatCannotBeItems(string declaration, string name, string reason, string remedy) => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        {{(declaration.StartsWith("file", StringComparison.Ordinal) ? "" : "public")}} {{declaration}}
        {
        }

        public static class Program
        {
            internal static async System.Threading.Tasks.Task Run(OrderTable orders)
            {
                var order = await orders.GetAsync("a");
                await orders.PutAsync(order!);
                await foreach (var other in orders.Query("a")) { }
            }
        }
        """,
        $"TDYN205: '{name}' is {reason} and cannot be the item of a table; {remedy}");

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public Task ReportsTypesThatAreHidden(string accessibility) => ShouldReport(
        $$"""
        public class Outer
        {
            [DynamoTable("orders")]
            {{accessibility}} class [|Order|]
            {
                [PartitionKey] public Kind Id { get; set; }
                [SortKey] public int Line { get; set; }
                public Kind Kind { get; set; }
            }

            private enum Kind { A }
        }
        """.Replace("private enum", accessibility + " enum", StringComparison.Ordinal),
        "TDYN205: 'Outer.Order' is hidden in another type and cannot be the item of a table; make it internal or public");

    [Fact]
    public Task ReportsTypesThatAreHiddenWithTheirContainer() => ShouldReport(
        """
        public class Outer
        {
            private class Inner
            {
                [DynamoTable("orders")]
                public record [|Order|]([PartitionKey] string Id);
            }
        }
        """,
        "TDYN205: 'Outer.Inner.Order' is hidden in another type and cannot be the item of a table; make it internal or public");

    [Fact]
    public Task ReportsTypesInAGenericOne() => ShouldReport(
        """
        public class Outer<T>
        {
            [DynamoTable("orders")]
            public record [|Order|]([PartitionKey] T Id);
        }
        """,
        "TDYN205: 'Outer<T>.Order' is generic and cannot be the item of a table; annotate a type without type parameters");

    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    [InlineData("protected internal")]
    public Task StaysQuietOnNestedTypesThatCanBeReached(string accessibility) => ShouldStayQuiet(
        $$"""
        public class Outer
        {
            [DynamoTable("orders")]
            {{accessibility}} record Order([PartitionKey] string Id);
        }
        """);

    [Fact]
    public Task StaysQuietOnAbstractTypesThatListOthers() => ShouldStayQuiet(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record AppItem([PartitionKey] string Id);
        public record Order(string Id) : AppItem(Id);
        """);

    [Theory]
    [InlineData("sealed class")]
    [InlineData("partial class")]
    [InlineData("struct")]
    [InlineData("record struct")]
    [InlineData("sealed record")]
    public Task StaysQuietOnEveryOtherKindOfType(string kind) => ShouldStayQuiet(
        $$"""
        [DynamoTable("orders")]
        public {{kind}} Order
        {
            [PartitionKey] public string Id { get; set; }
            public Order() => Id = "";
        }
        """);

    [Fact]
    public Task TheFixRemovesTheModifier() => ShouldFix(
        """
        [DynamoTable("orders")]
        public abstract class [|Order|]
        {
            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        "Remove 'abstract'",
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
        }
        """);

    [Fact]
    public Task TheFixMakesAFilesTypeVisible() => ShouldFix(
        """
        [DynamoTable("orders")]
        file record [|Order|]([PartitionKey] string Id);
        """,
        "Remove 'file'",
        """
        [DynamoTable("orders")]
        record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task NoFixIsOfferedForABase() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public abstract class [|Order|]
        {
            [PartitionKey] public abstract string Id { get; set; }
        }
        """);

    [Fact]
    public Task NoFixIsOfferedForAGenericType() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public abstract record [|Order|]<T>([PartitionKey] T Id);
        """);
}

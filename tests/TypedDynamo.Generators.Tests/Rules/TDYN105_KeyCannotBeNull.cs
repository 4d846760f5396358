namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN105_KeyCannotBeNull : RuleTest
{
    [Theory]
    [InlineData("string?", "string")]
    [InlineData("int?", "int")]
    [InlineData("Nullable<Guid>", "Guid")]
    [InlineData("byte[]?", "byte[]")]
    public Task ReportsANullableKey(string type, string remedy) => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] {{type}} [|Id|]);
        """,
        $"TDYN105: 'Order.Id' is a key and cannot be null; make its type '{remedy}'");

    [Fact]
    public Task ReportsANullableSortKey() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] DateOnly? [|Day|]);

        public static class Program
        {
            public static object Run(OrderTable orders, DateOnly? day) => orders.Query("a", k => k > new DateOnly(2024, 1, 1));
        }
        """,
        "TDYN105: 'Order.Day' is a key and cannot be null; make its type 'DateOnly'");

    [Fact]
    public Task StaysQuietOnOtherProperties() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, string? Note, int? Count);
        """);

    // Such code does not say whether the key may be null; writing one is refused at run time.
    [Fact]
    public Task StaysQuietInCodeWithoutNullableAnnotations() => ShouldStayQuiet(
        """
        #nullable disable
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task TheFixRemovesTheQuestionMarks() => ShouldFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string? [|Id|], [SortKey] int? [|Line|]);
        """,
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line);
        """);

    [Fact]
    public Task NoFixIsOfferedForTheLongForm() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] Nullable<int> [|Id|]);
        """);
}

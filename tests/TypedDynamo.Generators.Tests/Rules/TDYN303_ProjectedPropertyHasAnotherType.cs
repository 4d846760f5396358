namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN303_ProjectedPropertyHasAnotherType : RuleTest
{
    private const string Order = """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, decimal Total, int? Count, System.Collections.Generic.List<string> Words);

        """;

    [Fact]
    public Task ReportsOtherTypes() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record OrderTotal(double [|Total|], long? [|Count|], System.Collections.Generic.IReadOnlyList<string> [|Words|]);
        """,
        "TDYN303: 'OrderTotal.Total' is of type 'double', and 'Order.Total' is of type 'decimal'; "
        + "make it 'decimal', or leave it out with [DynamoIgnore]",
        "TDYN303: 'OrderTotal.Count' is of type 'long?', and 'Order.Count' is of type 'int?'; "
        + "make it 'int?', or leave it out with [DynamoIgnore]",
        "TDYN303: 'OrderTotal.Words' is of type 'IReadOnlyList<string>', and 'Order.Words' is of type 'List<string>'; "
        + "make it 'List<string>', or leave it out with [DynamoIgnore]");

    [Fact]
    public Task ReportsATypeThatCouldNotBeStoredAtAllOnce() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record OrderTotal(Type [|Total|]);
        """,
        "TDYN303: 'OrderTotal.Total' is of type 'Type', and 'Order.Total' is of type 'decimal'; "
        + "make it 'decimal', or leave it out with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnTheSameTypesNullableOrNot() => ShouldStayQuiet(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record OrderTotal(string? Id, decimal? Total, int Count, System.Collections.Generic.List<string>? Words);
        """);
}

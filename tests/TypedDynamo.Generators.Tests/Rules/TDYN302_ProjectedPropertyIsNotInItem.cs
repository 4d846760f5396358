namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN302_ProjectedPropertyIsNotInItem : RuleTest
{
    private const string Order = """
        public record Address(string City);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, decimal Total)
        {
            [DynamoFlatten] public required Address To { get; init; }
            [DynamoExtensionData] public System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>? More { get; init; }
            [DynamoIgnore] public string Display => $"{Id}: {Total}";
            public static int Count { get; set; }
        }

        """;

    [Fact]
    public Task ReportsAPropertyThatTheItemHasNot() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record struct OrderTotal(decimal Total, decimal [|Tax|])
        {
            public string [|Text|] => Total.ToString();
        }
        """,
        "TDYN302: 'OrderTotal.Tax' cannot be read of an item, because 'Order' has no property 'Tax'; "
        + "give it the name of one of the properties of 'Order', or leave it out with [DynamoIgnore]",
        "TDYN302: 'OrderTotal.Text' cannot be read of an item, because 'Order' has no property 'Text'; "
        + "give it the name of one of the properties of 'Order', or leave it out with [DynamoIgnore]");

    [Fact]
    public Task ReportsANameInAnotherCase() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record struct OrderTotal(decimal [|total|]);
        """,
        "TDYN302: 'OrderTotal.total' cannot be read of an item, because 'Order' has no property 'total'; call it 'Total'");

    [Fact]
    public Task ReportsAPropertyThatIsNotStored() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public record OrderText(string [|Display|], int [|Count|]);
        """,
        "TDYN302: 'OrderText.Display' cannot be read of an item, because 'Order.Display' is not stored: [DynamoIgnore] leaves it out; "
        + "leave it out here too with [DynamoIgnore]",
        "TDYN302: 'OrderText.Count' cannot be read of an item, because 'Order.Count' is not stored: a static property is not stored; "
        + "leave it out here too with [DynamoIgnore]");

    [Fact]
    public Task ReportsPropertiesOfSeveralAttributes() => ShouldReport(
        Order + """
        [DynamoProjection(typeof(Order))]
        public class OrderRest
        {
            public Address? [|To|] { get; set; }
            public System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>? [|More|] { get; set; }
        }
        """,
        "TDYN302: 'OrderRest.To' cannot be read of an item, because [DynamoFlatten] puts the attributes of 'Order.To' among those of the item; "
        + "leave it out with [DynamoIgnore]",
        "TDYN302: 'OrderRest.More' cannot be read of an item, because 'Order.More' holds whatever attributes 'Order' does not know; "
        + "leave it out with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnWhatIsLeftOutAndWhatAKeyHolds() => ShouldStayQuiet(
        """
        [DynamoTable("orders", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{Id}")]
        public record Order(string CustomerId, string Id, decimal Total);

        [DynamoProjection(typeof(Order))]
        public record OrderTotal(string Id, decimal Total)
        {
            [DynamoIgnore] public string Text => $"{Id}: {Total}";
            internal int Other { get; set; }
        }
        """);
}

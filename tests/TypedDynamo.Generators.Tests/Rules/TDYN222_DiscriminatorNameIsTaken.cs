namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN222_DiscriminatorNameIsTaken : RuleTest
{
    [Fact]
    public Task ReportsAPropertyOfThatName() => ShouldReport(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, Shape? [|Shape|]);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square"), DynamoDiscriminator("Kind")]
        public abstract record Shape(string Kind);
        public record Circle(string Kind) : Shape(Kind);
        public record Square(string Kind) : Shape(Kind);
        """,
        "TDYN222: 'Circle.Kind' is stored as the attribute 'Kind', which holds the discriminator; "
        + "give the discriminator of 'Shape' another name with [DynamoDiscriminator]");

    [Fact]
    public Task ReportsAnAttributeOfTheUsualName() => ShouldReport(
        """
        [DynamoTable("app", Discriminator = "order")]
        public record Order([PartitionKey] string Id, [DynamoAttribute("$type")] string [|Kind|]);
        """,
        "TDYN222: 'Order.Kind' is stored as the attribute '$type', which holds the discriminator; "
        + "give the discriminator of 'Order' another name with [DynamoDiscriminator]");

    [Fact]
    public Task ReportsAPropertyOfADerivedItem() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Order), "order"), DynamoDiscriminator("kind")]
        public abstract record AppItem([PartitionKey] string Id);
        public record Order(string Id, [DynamoAttribute("kind")] string [|Kind|]) : AppItem(Id);
        """,
        "TDYN222: 'Order.Kind' is stored as the attribute 'kind', which holds the discriminator; "
        + "give the discriminator of 'AppItem' another name with [DynamoDiscriminator]");

    [Fact]
    public Task ReportsAnEmptyName() => ShouldReport(
        """
        [DynamoTable("app", Discriminator = "order"), DynamoDiscriminator("")]
        public record [|Order|]([PartitionKey] string Id);
        """,
        "TDYN222: The attribute of the discriminator has no name; give the discriminator of 'Order' another name with [DynamoDiscriminator]");

    [Fact]
    public Task StaysQuietOnOtherNamesAndOnTypesWithoutDiscriminator() => ShouldStayQuiet(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, Shape? Shape, [DynamoAttribute("$type")] string Kind);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDiscriminator("kind")]
        public abstract record Shape(string Kind);
        public record Circle(string Kind, [property: DynamoIgnore] int kind = 1) : Shape(Kind);
        """);
}

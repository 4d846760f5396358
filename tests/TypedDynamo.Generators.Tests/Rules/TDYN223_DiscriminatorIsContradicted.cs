namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN223_DiscriminatorIsContradicted : RuleTest
{
    [Theory]
    [InlineData("DynamoTable(\"app\", Discriminator = \"client\")")]
    [InlineData("DynamoTable(\"app\"), DynamoDiscriminator(\"type\")")]
    public Task ReportsAnotherDiscriminatorThanItsBaseGives(string annotation) => ShouldReport(
        $$"""
        [DynamoTable("app"), DynamoDerivedType(typeof(Customer), "customer"), DynamoDiscriminator("kind")]
        public abstract record AppItem([PartitionKey] string Id);

        [{{annotation}}]
        public record [|Customer|](string Id) : AppItem(Id);
        """,
        "TDYN223: 'Customer' has another discriminator than 'AppItem' lists it with; "
        + "remove its own, or make it 'customer' in the attribute 'kind'");

    [Fact]
    public Task ReportsTwoOfItsOwn() => ShouldReport(
        """
        [DynamoTable("app", Discriminator = "a"), DynamoDerivedType(typeof(AppItem), "b")]
        public record [|AppItem|]([PartitionKey] string Id);
        """,
        "TDYN223: 'AppItem' has the discriminators 'a' and 'b'; remove one of them");

    [Fact]
    public Task ReportsTheDiscriminatorOfAnAbstractType() => ShouldReport(
        """
        [DynamoTable("app", Discriminator = "a"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record [|AppItem|]([PartitionKey] string Id);
        public record Order(string Id) : AppItem(Id);
        """,
        "TDYN223: 'AppItem' is abstract and has a discriminator; remove Discriminator from [DynamoTable]");

    [Fact]
    public Task ReportsANameWithoutDiscriminator() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDiscriminator("kind")]
        public record [|Order|]([PartitionKey] string Id);
        """,
        "TDYN223: 'Order' names the attribute of a discriminator but has none; give it one by Discriminator in [DynamoTable], "
        + "list its derived types by [DynamoDerivedType], or remove [DynamoDiscriminator]");

    [Fact]
    public Task StaysQuietOnOneDiscriminatorAndOnBasesOfOtherTables() => ShouldStayQuiet(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Customer), "customer"), DynamoDerivedType(typeof(Order), "order"), DynamoDiscriminator("kind")]
        public abstract record AppItem([PartitionKey] string Id);

        [DynamoTable("app", Discriminator = "customer"), DynamoDiscriminator("kind")]
        public record Customer(string Id) : AppItem(Id);

        [DynamoTable("orders", Discriminator = "o")]
        public record Order(string Id) : AppItem(Id);

        [DynamoTable("app", Discriminator = "setting"), DynamoDerivedType(typeof(Setting), "setting")]
        public record Setting([PartitionKey] string Id);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN122_EntityKeysDiffer : RuleTest
{
    [Theory]
    [InlineData("[PartitionKey] int Id", "the partition key is 'Id' S in 'A' and 'Id' N in 'B'")]
    [InlineData("[PartitionKey, DynamoAttribute(\"id\")] string Id", "the partition key is 'Id' S in 'A' and 'id' S in 'B'")]
    [InlineData("[PartitionKey] string Id, [SortKey] int Line", "the sort key is none in 'A' and 'Line' N in 'B'")]
    [InlineData(
        "[PartitionKey] string Id, [Gsi(\"by-x\", KeyRole.Partition)] int Y",
        "the index 'by-x' is global with the partition key 'X' S and the sort key none in 'A' "
        + "and global with the partition key 'Y' N and the sort key none in 'B'")]
    public Task ReportsKeysThatDiffer(string parameters, string difference) => ShouldReport(
        $$"""
        [DynamoTable("app")]
        public record A([PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] string X);

        [DynamoTable("app")]
        public record [|B|]({{parameters}});
        """,
        $"TDYN122: 'A' and 'B' are stored in one table, but {difference}; make them the same");

    [Fact]
    public Task ReportsAnAttributeThatIsAKeyOfAnotherType() => ShouldReport(
        """
        [DynamoTable("app")]
        public record A([PartitionKey] string Id, bool X);

        [DynamoTable("app")]
        public record [|B|]([PartitionKey] string Id, [Gsi("by-x", KeyRole.Partition)] string X);
        """,
        "TDYN122: 'A' and 'B' are stored in one table, but the attribute 'X' is a key of type S in 'B' and of type BOOL in 'A'; make them the same");

    [Fact]
    public Task ReportsEachTypeOnce() => ShouldReport(
        """
        public static class Entities
        {
            [DynamoTable("app")]
            public record A([PartitionKey] string Id);

            [DynamoTable("app")]
            public record [|B|]([PartitionKey] string Key);

            [DynamoTable("app")]
            public record [|C|]([PartitionKey] byte[] Key);
        }
        """,
        "TDYN122: 'Entities.A' and 'Entities.B' are stored in one table, but the partition key is 'Id' S in 'Entities.A' and 'Key' S in 'Entities.B'; "
        + "make them the same",
        "TDYN122: 'Entities.A' and 'Entities.C' are stored in one table, but the partition key is 'Id' S in 'Entities.A' and 'Key' B in 'Entities.C'; "
        + "make them the same");

    [Fact]
    public Task NamesTypesOfOneNameByTheirNamespaces() => ShouldReport(
        """
        namespace Old
        {
            [DynamoTable("app")]
            public record A([PartitionKey] string Id);
        }

        namespace Young
        {
            [DynamoTable("app", PartitionKey = "A#{Id}")]
            public record [|A|](string Id);
        }
        """,
        "TDYN122: 'Old.A' and 'Young.A' are stored in one table, but the partition key is 'Id' S in 'Old.A' and 'PK' S in 'Young.A'; make them the same");

    [Fact]
    public Task ReportsKeysOfADerivedTypeAlone() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record AppItem([PartitionKey] string Id);
        public record Order(string Id, [SortKey] int [|Line|]) : AppItem(Id);
        """,
        "TDYN122: 'AppItem' and 'Order' are stored in one table, but the key 'Line' of 'Order' is not a key of 'AppItem'; declare it there");

    [Fact]
    public Task ReportsDerivedTypesThatStoreAKeyAsTwoTypes() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Customer), "customer"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record AppItem([PartitionKey] string Id);
        public record Customer(string Id, [Gsi("by-status", KeyRole.Partition)] DayOfWeek Status) : AppItem(Id);
        public record Order(string Id, int [|Status|]) : AppItem(Id);
        """,
        "TDYN122: 'AppItem' and 'Order' are stored in one table, but the key attribute 'Status' is stored as S and as N; "
        + "give the properties one type");

    [Fact]
    public Task StaysQuietOnEntitiesThatAgree() => ShouldStayQuiet(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(Customer), "customer"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record AppItem([PartitionKey] string Id);

        [DynamoTable("app")]
        public record Customer(string Id, [Gsi("by-status", KeyRole.Partition)] DayOfWeek Status) : AppItem(Id);

        public record Order(string Id, string Status, [Gsi("by-total", KeyRole.Partition)] decimal Total) : AppItem(Id);

        [DynamoTable("app", Discriminator = "setting")]
        public record Setting([PartitionKey, DynamoAttribute("Id")] Guid Key, bool Other);

        [DynamoTable("app", Discriminator = "setting")]
        public record SettingOnly([PartitionKey] string Id);
        """);

    [Fact]
    public Task StaysQuietOnOtherTablesAndOnTypesWithErrorsOfTheirOwn() => ShouldReport(
        """
        [DynamoTable("app")]
        public record A([PartitionKey] string Id);

        [DynamoTable("App")]
        public record B([PartitionKey] int Key);

        [DynamoTable("app")]
        public record [|C|]([SortKey] int Key);
        """,
        "TDYN101: 'C' has no partition key; mark one property with [PartitionKey]");
}

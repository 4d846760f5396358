namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN206_NoEnumToStore : RuleTest
{
    [Theory]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("List<Address>")]
    [InlineData("Address")]
    public Task ReportsWhatHoldsNoEnum(string type) => ShouldReport(
        $$"""
        using System.Collections.Generic;

        public record Address(DayOfWeek Day);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoEnum(EnumStorage.Number)] {{type}} [|Value|]);
        """,
        $"TDYN206: 'Order.Value' is marked with [DynamoEnum], but its type '{type}' is neither an enum nor a collection of enums; "
        + "remove the annotation");

    [Fact]
    public Task StaysQuietOnEnumsAndTheirCollections() => ShouldStayQuiet(
        """
        using System.Collections.Generic;

        [assembly: DynamoEnum(EnumStorage.Name)]

        [DynamoEnum(EnumStorage.Number)]
        public enum Level { Low }

        public class Part
        {
            [DynamoEnum(EnumStorage.Name)] public Level Level { get; set; }
        }

        [DynamoTable("orders")]
        public record Order([PartitionKey, DynamoEnum(EnumStorage.Number)] DayOfWeek Day, [DynamoEnum(EnumStorage.Name)] Level? Level)
        {
            [DynamoEnum(EnumStorage.Number)] public List<DayOfWeek?> Days { get; init; } = [];
            [DynamoEnum(EnumStorage.Number)] public HashSet<DayOfWeek>? Set { get; init; }
            [DynamoEnum(EnumStorage.Number)] public Dictionary<DayOfWeek, int[]> Map { get; init; } = [];
            public Part? Part { get; init; }
        }
        """);

    [Fact]
    public Task LeavesWhatCannotBeStoredToItsOwnRule() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoEnum(EnumStorage.Number)] object [|Value|]);
        """,
        "TDYN201: 'Order.Value' is of type 'object', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");
}

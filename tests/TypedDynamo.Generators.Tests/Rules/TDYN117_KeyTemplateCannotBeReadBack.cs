namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN117_KeyTemplateCannotBeReadBack : RuleTest
{
    [Theory]
    [InlineData("", "is empty; give it literal text or a property")]
    [InlineData("A#{Id", "has an opening brace at position 2 without a closing one; write {{ for the brace itself")]
    [InlineData("A#}Id}", "has a closing brace at position 2 without an opening one; write }} for the brace itself")]
    [InlineData("{Id}}", "has a closing brace at position 4 without an opening one; write }} for the brace itself")]
    [InlineData("{Id}{Day}", "has nothing between 'Id' and 'Day', so that reading cannot tell where the one ends; write a sign such as # between them")]
    [InlineData("{Count}{Day}", "has nothing between 'Count' and 'Day', so that reading cannot tell where the one ends; write a sign such as # between them")]
    [InlineData("{Id:X}", "has the format 'X', in which 'Id' of type 'string' cannot be read back; write it without a format")]
    [InlineData("{Count:N0}", "has the format 'N0', in which 'Count' of type 'int' cannot be read back; write D and the number of digits, up to 39, such as D10")]
    [InlineData("{Count:D0}", "has the format 'D0', in which 'Count' of type 'int' cannot be read back; write D and the number of digits, up to 39, such as D10")]
    [InlineData("{Count:D40}", "has the format 'D40', in which 'Count' of type 'int' cannot be read back; write D and the number of digits, up to 39, such as D10")]
    [InlineData("{Key:X}", "has the format 'X', in which 'Key' of type 'Guid' cannot be read back; write N, D, B or P")]
    [InlineData("{Day:d}", "has the format 'd', in which 'Day' of type 'DateOnly' cannot be read back; write it of yyyy, MM and dd, each at most once, with signs between them")]
    [InlineData("{Day:yyyy-MM-dd HH}", "has the format 'yyyy-MM-dd HH', in which 'Day' of type 'DateOnly' cannot be read back; write it of yyyy, MM and dd, each at most once, with signs between them")]
    [InlineData("{At:MM-dd}", "has the format 'MM-dd', in which 'At' of type 'DateTimeOffset' cannot be read back; write it of yyyy, MM, dd, HH, mm, ss and f, each at most once, with signs between them")]
    [InlineData("{At:MMM yyyy}", "has the format 'MMM yyyy', in which 'At' of type 'DateTimeOffset' cannot be read back; write it of yyyy, MM, dd, HH, mm, ss and f, each at most once, with signs between them")]
    [InlineData("{At:}", "has the format '', in which 'At' of type 'DateTimeOffset' cannot be read back; write it of yyyy, MM, dd, HH, mm, ss and f, each at most once, with signs between them")]
    public Task ReportsATemplate(string template, string problem) => ShouldReport(
        $$"""
        [[|DynamoTable("app", PartitionKey = "{{template}}")|]]
        public record Order(string Id, int Count, Guid Key, DateOnly Day, DateTimeOffset At);
        """,
        $"TDYN117: Key template '{template}' of 'Order' {problem}");

    [Fact]
    public Task ReportsASortKeyTemplateAndHalfACharacter() => ShouldReport(
        """
        [[|DynamoTable("app", PartitionKey = "{Id}", SortKey = "\ud83d")|]]
        public record Order(string Id);
        """,
        "TDYN117: Key template '\ud83d' of 'Order' has half a surrogate pair, which has no UTF-8 form");

    [Fact]
    public Task ReportsAnAttributeThatIsTaken() => ShouldReport(
        """
        [DynamoTable("app", PartitionKey = "{Id}", SortKey = "A")]
        public record Order(string Id, string [|SK|]);

        [[|DynamoTable("other", PartitionKey = "{Id}", SortKey = "A", PartitionKeyAttribute = "k", SortKeyAttribute = "k")|]]
        public record Other(string Id);
        """,
        "TDYN117: Key template 'A' of 'Order' is stored in the attribute 'SK', as 'SK' is; rename one of them by [DynamoAttribute], or by SortKeyAttribute",
        "TDYN117: Key template 'A' of 'Other' is stored in the attribute 'k', as the partition key is; set SortKeyAttribute to another name");

    [Fact]
    public Task ReportsAnAttributeNameThatNoKeyHas() => ShouldReport(
        $$"""
        [[|[|DynamoTable("app", PartitionKey = "{Id}", SortKey = "A", PartitionKeyAttribute = "", SortKeyAttribute = "{{new string('é', 128)}}")|]|]]
        public record Order(string Id);
        """,
        "TDYN117: Key template '{Id}' of 'Order' is stored in an attribute whose name has 0 bytes in UTF-8; set PartitionKeyAttribute to one of 1 to 255",
        "TDYN117: Key template 'A' of 'Order' is stored in an attribute whose name has 256 bytes in UTF-8; set SortKeyAttribute to one of 1 to 255");

    [Theory]
    [InlineData("{{}}")]
    [InlineData("{Id}")]
    [InlineData("{Day}{Id}")]
    [InlineData("{Count:D3}{Id}")]
    [InlineData("{Key:N}{At}{At:yyyyMMddTHH}")]
    [InlineData("{Day:yyyy}{Day:MM}")]
    public Task StaysQuiet(string template) => ShouldStayQuiet(
        $$"""
        [DynamoTable("app", PartitionKey = "{{template}}")]
        public record Order(string Id, int Count, Guid Key, DateOnly Day, DateTimeOffset At);
        """);

    // A property that is read back from the key is no attribute, so its name is free.
    [Fact]
    public Task StaysQuietOnAPropertyOfTheKeysName() => ShouldStayQuiet(
        """
        [DynamoTable("app", PartitionKey = "{PK}", SortKey = "A#{SK}")]
        public record Order(string PK, Guid SK);
        """);
}

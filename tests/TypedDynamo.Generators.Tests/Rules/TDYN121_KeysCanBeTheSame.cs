namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN121_KeysCanBeTheSame : RuleTest
{
    [Theory]
    [InlineData("ORDER#{Id}", "ORDER#{Id}#LINE#{Line:D5}")]
    [InlineData("ORDER#{Id}", "ORDER#{Other}")]
    [InlineData("{Id}", "META")]
    [InlineData("{Line:D3}{Id}", "{Other}#{Line:D2}")]
    [InlineData("{Key}", "{Line:D8}-{Id}")]
    [InlineData("{Key}", "{Id}", "Guid")]
    [InlineData("{Line}", "{Line:D5}")]
    [InlineData("{Open}", "true")]
    public Task ReportsTheSecondType(string first, string second, string id = "string") => ShouldReport(
        $$"""
        #pragma warning disable TDYN120
        public abstract record Base({{id}} Id, string Other, int Line, Guid Key, DateOnly Day, bool Open);

        [[|DynamoTable("app", PartitionKey = "A#{Other}", SortKey = "{{second}}")|]]
        public record Second({{id}} Id, string Other, int Line, Guid Key, DateOnly Day, bool Open) : Base(Id, Other, Line, Key, Day, Open);

        [DynamoTable("app", PartitionKey = "A#{Other}", SortKey = "{{first}}")]
        public record First({{id}} Id, string Other, int Line, Guid Key, DateOnly Day, bool Open) : Base(Id, Other, Line, Key, Day, Open);

        [DynamoTable("app", PartitionKey = "B#{Other}", SortKey = "{{first}}")]
        public record Third({{id}} Id, string Other, int Line, Guid Key, DateOnly Day, bool Open) : Base(Id, Other, Line, Key, Day, Open);
        """,
        $"TDYN121: 'First' and 'Second' are in table 'app' and can have the same key, by 'A#{{Other}}, {first}' and 'A#{{Other}}, {second}'; "
        + "give one of them other literal text");

    [Theory]
    [InlineData("ORDER#{Id}", "PROFILE")]
    [InlineData("ORDER#{Key}", "ORDER#{Key}#LINE#{Line:D5}")]
    [InlineData("ORDER#{Line:D5}", "ORDER#{Line:D5}#{Id}")]
    [InlineData("{Id}#", "{Other}#{Id}#")]
    [InlineData("{Day}", "{Key}")]
    [InlineData("{Line:D4}", "{Line:D5}")]
    [InlineData("{Open}", "true!")]
    public Task StaysQuietOnKeysThatDiffer(string first, string second) => ShouldStayQuiet(
        $$"""
        [DynamoTable("app", PartitionKey = "A#{Other}", SortKey = "{{first}}")]
        public record First(string Id, string Other, int Line, Guid Key, DateOnly Day, bool Open);

        [DynamoTable("app", PartitionKey = "A#{Other}", SortKey = "{{second}}")]
        public record Second(string Id, string Other, int Line, Guid Key, DateOnly Day, bool Open);
        """);

    [Fact]
    public Task StaysQuietOnOtherTables() => ShouldStayQuiet(
        """
        [DynamoTable("app", PartitionKey = "A#{Id}")]
        public record First(string Id);

        [DynamoTable("app2", PartitionKey = "A#{Id}")]
        public record Second(string Id);

        [DynamoTable("app")]
        public record Third([PartitionKey, DynamoAttribute("PK")] string Id);

        [DynamoTable("app3", PartitionKey = "A#{Id}", SortKey = "{Name}"), DynamoDerivedType(typeof(Fifth), "fifth")]
        public record Fourth(string Id, string Name);

        [DynamoTable("app3", PartitionKey = "A#{Id}", SortKey = "{Name}")]
        public record Fifth(string Id, string Name) : Fourth(Id, Name);
        """);
}

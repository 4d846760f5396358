namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN118_PropertyCannotBeInKey : RuleTest
{
    [Theory]
    [InlineData("Nobody", "is no stored property", "name a stored property of the type")]
    [InlineData("id", "is no stored property", "write {Id}")]
    [InlineData("", "is no stored property", "name a stored property of the type")]
    [InlineData("a b\\\"c", "is no stored property", "name a stored property of the type")]
    [InlineData("Ignored", "is no stored property", "name a stored property of the type")]
    [InlineData("Note", "may be null", "make its type 'string'")]
    [InlineData("Count", "may be null", "make its type 'int'")]
    [InlineData("Price", "is of type 'double'", "give it a type such as string, Guid, an enum, a date or an integer")]
    [InlineData("Bytes", "is of type 'byte[]'", "give it a type such as string, Guid, an enum, a date or an integer")]
    [InlineData("Tags", "is of type 'HashSet<string>'", "give it a type such as string, Guid, an enum, a date or an integer")]
    public Task ReportsAProperty(string property, string problem, string remedy) => ShouldReport(
        $$"""
        using System.Collections.Generic;

        [[|DynamoTable("app", PartitionKey = "A#{{{property}}}")|]]
        public record Order(string Id, string? Note, int? Count, double Price, byte[] Bytes, HashSet<string> Tags)
        {
            [DynamoIgnore] public string Ignored => Id;
        }
        """,
        $"TDYN118: Key template 'A#{{{property.Replace("\\", "")}}}' of 'Order' names '{property.Replace("\\", "")}', which {problem}; {remedy}");

    [Theory]
    [InlineData("Version", "long")]
    [InlineData("TimeToLive", "DateTimeOffset")]
    [InlineData("CreatedAt", "DateTime")]
    [InlineData("UpdatedAt", "DateTime")]
    public Task ReportsAPropertyThatChanges(string annotation, string type) => ShouldReport(
        $$"""
        [[|DynamoTable("app", PartitionKey = "A#{Id}#{Changing}")|]]
        public record Order(string Id, [{{annotation}}] {{type}} Changing);
        """,
        $"TDYN118: Key template 'A#{{Id}}#{{Changing}}' of 'Order' names 'Changing', which is marked [{annotation}]; "
        + "name another property, for the key of an item never changes");

    // Whoever calls the table sees this finding alone.
    [Fact]
    public Task ReportsOneThatIsUsed() => ShouldReport(
        """
        [[|DynamoTable("app", PartitionKey = "A#{Id}", SortKey = "B#{Nobody}")|]]
        public record Order(string Id);

        public static class Program
        {
            public static object Run(OrderTable orders)
            {
                orders.GetAsync("a", 7);
                orders.DeleteAsync("a", "b");
                _ = orders.Query("a", k => k.Nobody == 7);
                return orders.Query("a", k => k.Nobody.Is(7));
            }
        }
        """,
        "TDYN118: Key template 'B#{Nobody}' of 'Order' names 'Nobody', which is no stored property; name a stored property of the type");

    [Fact]
    public Task StaysQuietOnEveryKindThatCanBeWritten() => ShouldStayQuiet(
        """
        public enum Kind { Small, Large }

        public class Base
        {
            public string Inherited { get; set; } = "";
        }

        [DynamoTable("app", PartitionKey = "{A}#{B}#{C}#{D}#{E}#{F}#{G}#{H:HHmm}{I:D39}{J:D3}{Inherited}")]
        public class Order : Base
        {
            public bool A { get; set; }
            public byte B { get; set; }
            public ulong C { get; set; }
            public decimal D { get; set; }
            public TimeSpan E { get; set; }
            public Kind F { get; set; }
            public char G { get; set; }
            public TimeOnly H { get; set; }
            public Int128 I { get; set; }
            public System.Numerics.BigInteger J { get; set; }
        }
        """);

    // Such code does not say whether it may be null; writing one is refused at run time.
    [Fact]
    public Task StaysQuietInCodeWithoutNullableAnnotations() => ShouldStayQuiet(
        """
        #nullable disable
        [DynamoTable("app", PartitionKey = "A#{Id}")]
        public record Order(string Id);
        """);
}

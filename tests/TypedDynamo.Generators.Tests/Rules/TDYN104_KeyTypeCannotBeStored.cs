namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN104_KeyTypeCannotBeStored : RuleTest
{
    [Theory]
    [InlineData("bool")]
    [InlineData("bool?")]
    [InlineData("object")]
    [InlineData("ReadOnlyMemory<char>")]
    [InlineData("JsonElement")]
    [InlineData("int[]")]
    [InlineData("dynamic")]
    [InlineData("(int, int)")]
    public Task ReportsAPartitionKeyThatDynamoDBCannotCompare(string type) => ShouldReport(
        $$"""
        using System.Text.Json;

        [DynamoTable("orders")]
        public record Order([PartitionKey] {{type}} [|Id|]);
        """,
        $"TDYN104: 'Order.Id' is a key of type '{type}', but a key is stored as a string, a number or binary data; "
        + "give it a type such as string, Guid, an enum, a date, a number or byte[]");

    [Fact]
    public Task ReportsASortKeyToo() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] bool [|Open|]);

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.Query("a", k => k == true);

            public static object Get(OrderTable orders) => orders.GetAsync("a", false);
        }
        """,
        "TDYN104: 'Order.Open' is a key of type 'bool', but a key is stored as a string, a number or binary data; "
        + "give it a type such as string, Guid, an enum, a date, a number or byte[]");

    [Theory]
    [InlineData("string")]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    [InlineData("float")]
    [InlineData("double")]
    [InlineData("decimal")]
    [InlineData("Guid")]
    [InlineData("DateTime")]
    [InlineData("DateTimeOffset")]
    [InlineData("DateOnly")]
    [InlineData("TimeSpan")]
    [InlineData("DayOfWeek")]
    [InlineData("byte[]")]
    [InlineData("char")]
    [InlineData("nint")]
    [InlineData("nuint")]
    [InlineData("Int128")]
    [InlineData("UInt128")]
    [InlineData("Half")]
    [InlineData("System.Numerics.BigInteger")]
    [InlineData("TimeOnly")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("Memory<byte>")]
    [InlineData("System.IO.MemoryStream")]
    public Task StaysQuietOnTypesThatAreStoredAsStringNumberOrBinary(string type) => ShouldStayQuiet(
        $"""
        #pragma warning disable TDYN114, TDYN115 // what DynamoDB takes is not always wise
        [DynamoTable("orders")]
        public record Order([PartitionKey] {type} Id, [SortKey] {type} Line);
        """);
}

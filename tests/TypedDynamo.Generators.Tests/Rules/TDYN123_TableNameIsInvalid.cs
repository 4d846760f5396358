namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN123_TableNameIsInvalid : RuleTest
{
    private const string Remedy = "which DynamoDB does not accept; write 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'";

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("my orders")]
    [InlineData("orders/2026")]
    [InlineData("größen")]
    [InlineData("orders\n")]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:table/")]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:table/my orders")]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:stream/orders")]
    [InlineData("arn:aws:dynamodb:eu west 1:123456789012:table/orders")]
    [InlineData("x:table/orders")]
    public Task ReportsANameOutsideTheGrammar(string name) => ShouldReport(
        $"""
        [DynamoTable(@"{name}")]
        public record [|Order|]([PartitionKey] string Id);
        """,
        $"TDYN123: 'Order' has the table name '{name}', {Remedy}");

    [Fact]
    public Task ReportsTheCharacterAfterTheLimit()
    {
        string name = new('o', 256);
        return ShouldReport(
            $"""
            [DynamoTable("{name}")]
            public record [|Order|]([PartitionKey] string Id);
            """,
            $"TDYN123: 'Order' has the table name '{name}', {Remedy}");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("...")]
    [InlineData("A-Z_a.z-09")]
    [InlineData("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")]
    [InlineData("arn:aws-cn:dynamodb:cn-north-1:123456789012:table/a.b")]
    public Task StaysQuietOnNamesWithinIt(string name) => ShouldStayQuiet(
        $"""
        [DynamoTable("{name}")]
        public record Order([PartitionKey] string Id);
        """);

    [Fact]
    public Task StaysQuietAtTheLimit() => ShouldStayQuiet(
        $"""
        [DynamoTable("{new string('o', 255)}")]
        public record Order([PartitionKey] string Id);
        """);
}

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>A rule's test fails where rule, place, message, fix or compilation are not what it expects.</summary>
public sealed class RuleVerificationTests : RuleTest
{
    private const string Message = "TDYN101: 'Order' has no partition key; mark one property with [PartitionKey]";

    [Theory]
    [InlineData("[DynamoTable(\"orders\")] public record [|Order|](string Id);", Message, null)]
    [InlineData("[DynamoTable(\"orders\")] public record Order(string Id);", null, "actual \"1\"")]
    [InlineData("[DynamoTable(\"orders\")] public record [|Order|]([PartitionKey] string Id);", Message, "actual \"0\"")]
    [InlineData("[DynamoTable(\"orders\")] public record [|Orde|]r(string Id);", Message, "to end at column")]
    [InlineData("[DynamoTable(\"orders\")] public record [|Order|](string Id);", Message + ".", "message to be")]
    [InlineData("[DynamoTable(\"orders\")] public record [|Order|](string Id);", "TDYN102: ", "TDYN102")]
    [InlineData("[DynamoTable(\"orders\")] public record [|Order|](string Id); class A : Missing;", Message, "CS0246")]
    public async Task WhatIsReportedIsWhatIsExpected(string source, string? message, string? failure)
        => await ShouldFail(() => ShouldReport(source, message is null ? [] : [message]), failure);

    [Theory]
    [InlineData("[PartitionKey] string Id, object {|TDYN201:A|}", "Mark 'Id' with [PartitionKey]", null)]
    [InlineData("[PartitionKey] string Id, object A", "Mark 'Id' with [PartitionKey]", "of fixed state")]
    [InlineData("[PartitionKey]  string Id, object {|TDYN201:A|}", "Mark 'Id' with [PartitionKey]", "content of 'Source.cs' did not match")]
    [InlineData("[PartitionKey] string Id, object {|TDYN201:A|}", "Mark 'A' with [PartitionKey]", "content of 'Source.cs' did not match")]
    [InlineData(null, null, "content of 'Source.cs' did not match")]
    public async Task WhatIsChangedIsWhatIsExpected(string? expected, string? fix, string? failure)
    {
        const string Source = "[DynamoTable(\"orders\")] public record [|Order|](string Id, object {|TDYN201:A|});";
        string fixedSource = expected is null ? Source : $"[DynamoTable(\"orders\")] public record Order({expected});";
        await ShouldFail(() => new RuleVerification(Source, fixedSource) { RuleId = "TDYN101", Fix = fix }.RunAsync(), failure);
    }

    private static async Task ShouldFail(Func<Task> test, string? failure)
    {
        if (failure is null)
        {
            await test();
        }
        else
        {
            (await Assert.ThrowsAnyAsync<Exception>(test)).Message.ShouldContain(failure);
        }
    }
}

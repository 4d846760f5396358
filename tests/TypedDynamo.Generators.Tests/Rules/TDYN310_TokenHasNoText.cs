namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN310_TokenHasNoText : RuleTest
{
    [Theory]
    [InlineData("orders.UpdateAsync(key, o => [|o.Note|] += \"!\")", "ValueUpdate<string?>")]
    [InlineData("orders.UpdateAsync(key, o => o.Note = [|o.Note|] + \"!\")", "ValueUpdate<string?>")]
    [InlineData("orders.UpdateAsync(key, o => o.Note = \"!\" + [|o.Views|])", "NumberUpdate<int>")]
    [InlineData("orders.UpdateAsync(key, o => o.Note = $\"{[|o.Views|]}!\")", "NumberUpdate<int>")]
    [InlineData("orders.UpdateAsync(key, o => o.Note = [|o.To|].ToString())", "AddressUpdate")]
    [InlineData("orders.DeleteAsync(key, o => o.Note == [|o.Id|] + \"!\")", "ScalarToken<string, StringType>")]
    [InlineData("orders.DeleteAsync(key, o => o.Note == $\"{[|o.Id|],10}\")", "ScalarToken<string, StringType>")]
    [InlineData("orders.DeleteAsync(key, o => o.Note == $\"{([|o.Views == 1|])}\")", "ItemCondition")]
    public Task ReportsTokensThatAreMadeText(string call, string type) => ShouldReport(
        Run(call),
        $"TDYN310: This '{type}' stands for an attribute whose value only DynamoDB knows, and has no text; use a value of your own");

    [Theory]
    [InlineData("orders.UpdateAsync(key, o => { o.Views += 1; o.Views = o.Views + 1; })")]
    [InlineData("orders.UpdateAsync(key, o => o.Note = $\"{key.Id}!\" + 1.ToString())")]
    [InlineData("orders.DeleteAsync(key, o => o.Note == key.ToString() + 1)")]
    public Task StaysQuietOnSumsAndOnTextsOfValues(string call) => ShouldStayQuiet(Run(call));

    private static string Run(string call) => $$"""
        public sealed record Address(string City);

        [DynamoTable("orders")]
        public sealed record Order([PartitionKey] string Id, int Views, string? Note, Address? To);

        public static class Use
        {
            public static System.Threading.Tasks.Task RunAsync(OrderTable orders, OrderKey key) => {{call}};
        }
        """;
}

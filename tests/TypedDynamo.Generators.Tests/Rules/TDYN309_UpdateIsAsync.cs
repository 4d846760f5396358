namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN309_UpdateIsAsync : RuleTest
{
    private const string Order = """
        using System.Threading.Tasks;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        [GsiProjection("by-status", IndexProjection.Include)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Lsi("by-views")] public int Views { get; init; }
            [ProjectedInto("by-status")] public string? Note { get; init; }
        }

        """;

    [Theory]
    [InlineData("orders.UpdateAsync(key, [|async o => { await Task.Yield(); o.Views += 1; }|])")]
    [InlineData("orders.UpsertAsync(key, [|async o => { o.Views += 1; await Task.Yield(); }|])")]
    [InlineData("orders.TryUpdateAsync(key, [|static async o => { await Task.Yield(); o.Views += 1; }|])")]
    [InlineData("orders.UpdateAsync(key, [|async delegate(OrderTable.UpdateTokens o) { await Task.Yield(); o.Views += 1; }|])")]
    [InlineData("orders.UpdateAsync(key, [|Later|])")]
    public Task ReportsAnAsynchronousUpdate(string call) => ShouldReport(
        Run(call),
        "TDYN309: This update is async void: the code after its first await runs after the request; "
        + "await before the call, and pass the value");

    [Theory]
    [InlineData("orders.UpdateAsync(key, o => o.Views += 1)")]
    [InlineData("orders.UpdateAsync(key, Now)")]
    [InlineData("Task.Run(async () => { await orders.UpdateAsync(key, o => o.Views += 1); })")]
    [InlineData("Array.ConvertAll(new[] { key }, async k => await orders.UpdateAsync(k, o => o.Views += 1))[0]")]
    public Task StaysQuietOnOtherLambdas(string call) => ShouldStayQuiet(Run(call));

    private static string Run(string call) => $$"""
        {{Order}}
        public static class Use
        {
            public static async void Later(OrderTable.UpdateTokens o)
            {
                await Task.Yield();
                o.Views += 1;
            }

            public static void Now(OrderTable.UpdateTokens o) => o.Views += 1;

            public static Task RunAsync(OrderTable orders, OrderKey key) => {{call}};
        }
        """;
}

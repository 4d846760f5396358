namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN305_ExpressionIsDropped : RuleTest
{
    private const string Order = """
        using System.Threading.Tasks;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("orders")]
        [GsiProjection("by-status", Projection.Include)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Lsi("by-views")] public int Views { get; init; }
            [ProjectedInto("by-status")] public string? Note { get; init; }
            public System.Collections.Generic.HashSet<string> Tags { get; init; } = [];
        }

        """;

    private const string Assign = "; assign it to the attribute that it is for";
    private const string Return = "; return or assign it";
    private const string Use = "; use what the call returns: a query is never changed, and is sent when it is enumerated";

    [Theory]
    [InlineData("⟦o.Note.IfNotExists(\"x\")⟧;", "ValueUpdate<string?>", Assign)]
    [InlineData("⟦o.Views.IfNotExists(1)⟧;", "NumberUpdate<int>", Assign)]
    [InlineData("_ = ⟦o.Views + 1⟧;", "NumberSum<int>", Assign)]
    [InlineData("_ = ⟦o.Tags⟧;", "SetUpdate<string>", Return)]
    public Task ReportsOperandsOfUpdates(string statement, string type, string remedy) => ShouldReport(
        Run("orders.UpdateAsync(key, o => { " + statement + " })"), Message(type, remedy));

    [Fact]
    public Task ReportsALambdaThatIsAnOperand()
        => ShouldReport(Run("orders.UpdateAsync(key, o => ⟦o.Note.IfNotExists(\"x\")⟧)"), Message("ValueUpdate<string?>", Assign));

    [Theory]
    [InlineData("_ = ⟦o.Views == 1⟧;", "Condition")]
    [InlineData("_ = ⟦!(o.Views == 1)⟧;", "Condition")]
    [InlineData("⟦o.Note.Exists()⟧;", "Condition")]
    [InlineData("⟦Ask(o)⟧;", "Condition")]
    [InlineData("⟦o.Tags.Size()⟧;", "SizeToken")]
    [InlineData("_ = ⟦OrderTable.Attributes.Views⟧;", "ScalarToken<int, NumberType>")]
    public Task ReportsConditions(string statement, string type) => ShouldReport(
        Run("orders.DeleteAsync(key, o => { " + statement + " return o.Exists(); })"), Message(type, Return));

    [Fact]
    public Task ReportsKeyConditions() => ShouldReport(
        Run("orders.Query(\"c\", k => { _ = ⟦k > key.PlacedAt⟧; return k < key.PlacedAt; }).CountAsync()"), Message("KeyCondition", Return));

    [Theory]
    [InlineData("query.Where(o => o.Views > 1)", "Query<Order, FilterTokens>")]
    [InlineData("query.Consistent()", "Query<Order, FilterTokens>")]
    [InlineData("orders.Query(\"c\").Descending()", "Query<Order, FilterTokens>")]
    [InlineData("orders.Query(\"c\")", "Query<Order, FilterTokens>")]
    [InlineData("orders.ByStatus.Scan()", "Scan<OrderByStatusItem, ScanTokens>")]
    [InlineData("orders.Scan().InParallel()", "ParallelScan<Order>")]
    public Task ReportsQueries(string call, string type)
        => ShouldReport(Run("Task.CompletedTask", $"var query = orders.Query(\"c\"); ⟦{call}⟧;"), Message(type, Use));

    [Theory]
    [InlineData("orders.UpdateAsync(key, o => { o.Note.Remove(); o.Tags.Add(\"x\"); o.Views.Add(1); })")]
    [InlineData("orders.UpdateAsync(key, o => { o.Views += 1; o.Note = o.Note.IfNotExists(\"x\"); })")]
    [InlineData("orders.UpdateAsync(key, o => o.Note.Remove())")]
    [InlineData("orders.UpdateAsync(key, o => o.Views += 1)")]
    [InlineData("orders.DeleteAsync(key, o => { Condition open = o.Views == 1; open &= o.Note.Exists(); return open; })")]
    [InlineData("orders.DeleteAsync(key, o => { var open = o.Views == 1; _ = open; return o.Exists(); })")]
    [InlineData("orders.DeleteAsync(key, Ask)")]
    public Task StaysQuietOnWhatIsRecordedOrReturned(string call) => ShouldStayQuiet(Run(call));

    [Theory]
    [InlineData("_ = orders.Query(\"c\");")]
    [InlineData("Action create = () => orders.Query(\"c\"); create();")]
    [InlineData("Action create = () => { orders.Query(\"c\"); }; create();")]
    [InlineData("Received(orders).Query(\"c\");")]
    [InlineData("var query = orders.Query(\"c\"); query = query.Descending();")]
    public Task StaysQuietOnQueriesThatAreMeant(string statement) => ShouldStayQuiet(Run("Task.CompletedTask", statement));

    private static string Run(string task, string statements = "") => $$"""
        {{Order}}
        public static class Use
        {
            public static Condition Ask(OrderTable.ConditionTokens o) => o.Views == 1;

            public static OrderTable Received(OrderTable orders) => orders;

            public static Task RunAsync(OrderTable orders, OrderKey key)
            {
                {{statements}}
                return {{task}};
            }
        }
        """;

    private static string Message(string type, string remedy)
        => $"TDYN305: This '{type}' is built and dropped, so that nothing comes of it{remedy}";
}

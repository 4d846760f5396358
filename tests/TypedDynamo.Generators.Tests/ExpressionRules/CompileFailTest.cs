using Microsoft.CodeAnalysis;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.ExpressionRules;

/// <summary>
/// What DynamoDB would refuse, or would do otherwise than it reads, does not compile. Beside each stands what is meant, which does.
/// </summary>
public abstract class CompileFailTest
{
    private protected const string Condition = "await orders.DeleteAsync(key, o => $);";
    private protected const string Filter = "_ = orders.Query(\"c\").Where(o => $);";
    private protected const string IndexFilter = "_ = orders.ByStatus.Query(OrderStatus.Open).Where(o => $);";
    private protected const string IndexScanFilter = "_ = orders.ByStatus.Scan().Where(o => $);";
    private protected const string LocalIndexFilter = "_ = orders.ByViews.Query(\"c\").Where(o => $);";
    private protected const string SortKey = "_ = orders.Query(\"c\", k => $);";
    private protected const string Update = "await orders.UpdateAsync(key, o => { $ });";
    private protected const string Statement = "$";

    // Stands beside every error inside a lambda whose result is wanted, and says nothing more.
    private const string LambdaCannotBeConverted = "CS1662";

    private protected const string Model = """
        using System.Collections.Generic;

        namespace Shop;

        public enum OrderStatus { Open, Paid }
        public enum Other { A }
        public sealed record Address(string City, string Zip);
        public sealed record OrderLine(string Sku, decimal Price);

        [DynamoTable("orders")]
        [GsiProjection("by-status", IndexProjection.Include)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal Total { get; init; }
            public decimal Discount { get; init; }
            [Lsi("by-views")] public int Views { get; init; }
            [ProjectedInto("by-status")] public string? Note { get; init; }
            public required string Sku { get; init; }
            public IReadOnlyList<OrderLine> Lines { get; init; } = [];
            public HashSet<string> Tags { get; init; } = [];
            public HashSet<int> Numbers { get; init; } = [];
            public Dictionary<string, string> Labels { get; init; } = [];
            public List<int> Scores { get; init; } = [];
            public Address? Address { get; init; }
            public byte[]? Image { get; init; }
            public bool IsPaid { get; init; }
            public int? Counter { get; init; }
            [Version] public long Version { get; init; }
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
            [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
            [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
        }

        [DynamoTable("customers")]
        public sealed record Customer([PartitionKey] string Id, int Views = 0);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderTotal(string CustomerId, decimal Total);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderViews(int Views);

        [DynamoProjection(typeof(Customer))]
        public readonly record struct CustomerId(string Id);
        """;

    private protected static readonly GeneratorRun s_run = GeneratorHarness.Run(Model);

    /// <summary>Demands that one snippet is refused by exactly one diagnostic, and that the other compiles.</summary>
    /// <param name="context">Where the snippets stand, in place of <c>$</c>.</param>
    /// <param name="reason">Why the first one is refused.</param>
    /// <param name="refused">What does not compile.</param>
    /// <param name="id">What compiler or analyzer say of it.</param>
    /// <param name="accepted">What is meant.</param>
    protected static async Task ShouldNotCompile(string context, string reason, string refused, string id, string accepted)
    {
        (await DiagnoseAsync(context, refused)).Select(diagnostic => diagnostic.Id).Except([LambdaCannotBeConverted])
            .ShouldBe([id], reason);
        (await DiagnoseAsync(context, accepted)).ShouldBeEmpty(reason);
    }

    private protected static Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(string context, string snippet)
    {
        string statement = context.Replace("$", snippet, StringComparison.Ordinal);
        return s_run.DiagnoseAsync($$"""
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Shop;

            internal static class Use
            {
                internal static ItemCondition Ask(OrderTable.ConditionTokens o) => o.Views == 1;

                internal static ItemCondition AskFilter(OrderTable.FilterTokens o) => o.Views == 1;

                internal static ItemCondition OfCustomer(CustomerTable.ConditionTokens o) => o.Views == 1;

                internal static async Task RunAsync(
                    OrderTable orders, CustomerTable customers, OrderKey key, Order order, DateTimeOffset at, int views, int? maybe, string? text,
                    bool flag, IReadOnlyList<OrderLine> lines, Amazon.DynamoDBv2.IAmazonDynamoDB client)
                {
                    {{statement}}
                    await Task.Yield();
                }
            }
            """);
    }
}

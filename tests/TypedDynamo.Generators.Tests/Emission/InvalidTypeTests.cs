using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

public sealed class InvalidTypeTests : EmissionTest
{
    [Fact]
    public void InvalidWithoutPartitionKey() => CheckInvalid(nameof(InvalidWithoutPartitionKey), """
        namespace Shop;

        [DynamoTable("orders")]
        public record Order([SortKey] int Line, string Name);
        """);

    [Fact]
    public void InvalidNames() => CheckInvalid(nameof(InvalidNames), """
        namespace Shop;

        [DynamoTable("a\"b\\c<d>&\n\u2028\ud800{{0}}*/\"\"\"")]
        public record Order([PartitionKey, Gsi("\"); }\r\n{0}", KeyRole.Partition)] string Id);
        """);

    [Fact]
    public void InvalidMember() => CheckInvalid(nameof(InvalidMember), """
        namespace Shop;

        [DynamoTable("orders")]
        public record struct Order([PartitionKey] string Id, object Payload);
        """);

    [Fact]
    public void InvalidType() => CheckInvalid(nameof(InvalidType), """
        namespace Shop;

        internal class Outer<T>
        {
            [DynamoTable("orders")]
            public record Order([PartitionKey] T Id, [SortKey] int Line);
        }
        """);

    [Fact]
    public void LambdasOverAnInvalidItemAreNoFurtherErrors() => GeneratorHarness.Generate("""
        using System.Collections.Generic;
        using System.Threading.Tasks;

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] int Line, object Payload, int Views, string? Note, bool IsPaid)
        {
            public List<int>? Scores { get; init; }
            public HashSet<string>? Tags { get; init; }
        }

        public static class Use
        {
            private static readonly ItemCondition s_paid = OrderTable.Attributes.IsPaid;

            public static async Task RunAsync(OrderTable orders, Order order)
            {
                await orders.PutAsync(order, o => o.NotExists());
                await orders.UpdateAsync(
                    new OrderKey("x", 1),
                    o =>
                    {
                        o.Views += 1;
                        o.Note.Remove();
                        o.Note = null;
                        o.Note = o.Note.IfNotExists("x");
                        o.Scores[0] = 1;
                        o.Tags.Add("x");
                    },
                    o => o.Note == "x" && o.Views > 2 && !o.IsPaid && s_paid);
                await orders.UpdateAsync("x", 1, o => o.Views += 5);
                await orders.UpdateAsync(new OrderKey("x", 1), o => o.Views += 5);
                await orders.Query("c", k => k > 5).Where(o => o.Views > 1 && o.Views.In(1, 2)).Consistent().HideExpired().CountAsync();
                await orders.Scan().Where(o => o.IsPaid || o.Views.Between(1, 2)).CountAsync();
                long sum = await orders.Scan().SumAsync(o => o.Views);
                int? least = await orders.Scan().MinAsync(o => o.Views);
                string? greatest = await orders.Query("c").MaxAsync(o => o.Note);
                double? mean = await orders.Scan().InParallel().AverageAsync(o => o.Views);
                Dictionary<string, long> counts = await orders.Scan().CountByAsync(o => o.Note);
                Dictionary<bool, long> sums = await orders.Scan().SumByAsync(o => o.IsPaid, o => o.Views);
                Dictionary<int, int> groups = await orders.Scan().GroupByAsync(
                    o => o.Views, o => (o.Note, o.IsPaid), () => 0, static (ref int count, OrderView o) => count += o.Views, (left, right) => left + right);
                int all = await orders.Scan().InParallel().AggregateAsync(
                    o => o.Views, () => 0, static (ref int count, OrderView o) => count += o.Views, (left, right) => left + right);
                all = await orders.Scan().AggregateAsync(o => (o.Views, o.Note), 0, static (ref int count, OrderView o) => count += o.Views);
            }
        }
        """);

    // The table of an invalid type has its public surface, so that the finding is the only error.
    private static void CheckInvalid(string scenario, string source)
    {
        var files = GeneratorHarness.Generate(source);
        files.Values.ShouldNotContain(file => file.Contains("class Mapper", StringComparison.Ordinal));
        Snapshot.Match(scenario, files);
    }
}

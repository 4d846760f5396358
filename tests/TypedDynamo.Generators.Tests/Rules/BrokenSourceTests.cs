using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>
/// Source that its author has not finished: the generator and the analyzer never throw, and no error stands in a generated file.
/// </summary>
public sealed class BrokenSourceTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;

        namespace Shop
        {
            /// <summary>The status of an order.</summary>
            public enum OrderStatus : byte { Open = 1, Paid, [Obsolete] Old }

            public abstract class Entity<TKey> where TKey : notnull
            {
                [PartitionKey, DynamoAttribute("pk")] public required TKey CustomerId { get; init; }
                [Version] public long Version { get; private set; }
            }

            [DynamoTable("orders")]
            [GsiProjection("by-status", IndexProjection.Include), LsiProjection("by-views", IndexProjection.KeysOnly)]
            public sealed partial class Order : Entity<string>
            {
                [SortKey] public required DateTimeOffset PlacedAt { get; init; }
                [Gsi("by-status", KeyRole.Partition, Order = 0)] public OrderStatus Status { get; init; } = OrderStatus.Open;
                [Gsi("by-status", KeyRole.Sort)] public decimal? Total { get; init; }
                [Lsi("by-views")] public int Views { get; set; }
                [ProjectedInto("by-status"), DynamoAttribute("n\"{0}")] public string? Note { get; init; }
                public IReadOnlyList<OrderLine> Lines { get; init; } = [];
                public Dictionary<string, List<int[]>>? Map { get; init; }
                public HashSet<Guid> Tags { get; init; } = new() { Guid.Empty };
                [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
                [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
            }

            public readonly record struct OrderLine(string Sku, int Count = 1, OrderLine.Size? Box = null)
            {
                public record Size(double Width, [DynamoAttribute("h")] double Height);
            }

            public static class Outer
            {
                [DynamoTable("readings")]
                internal readonly record struct Reading([PartitionKey] Guid Sensor, [SortKey] DateOnly Day, byte[] Data, float? Value = 1.5f);
            }
        }

        [DynamoTable("logs", PartitionKey = "LOG#{Day:yyyy-MM-dd}", SortKey = "{Id:D10}#{Level}")]
        record class Log(DateOnly Day, long Id, Guid Level, [property: DynamoIgnore] string Text = "a\tb");

        [DynamoProjection(typeof(Shop.Order))]
        sealed class OrderTotal
        {
            public required DateTimeOffset PlacedAt { get; init; }
            public decimal Total { get; private set; } = 1;
            public IReadOnlyList<Shop.OrderLine>? Lines { get; init; }
            [DynamoIgnore] public string Text => $"{Total}";
        }

        [DynamoProjection(typeof(Log))]
        readonly record struct LogId(long Id, Guid? Level);

        static class Use
        {
            public static async System.Threading.Tasks.Task RunAsync(Shop.OrderTable orders, Shop.OrderKey key)
            {
                await orders.UpdateAsync(key, async o => { o.Views += 1; o.Note += "x"; o.Note.IfNotExists($"{o.Views}"); });
                await orders.ByStatus.Query(Shop.OrderStatus.Open).Where(o => o.Note == "x").PageSize(5).Select<OrderTotal>().ToListAsync();
                orders.Query("c").Where(o => o.Views > 1);
            }
        }
        """;

    [Fact]
    public async Task ItMayEndAnywhere()
    {
        await ShouldBeLeftToTheCompiler(Source);
        for (int length = Source.Length; length >= 0; length -= 20)
        {
            await ShouldBeLeftToTheCompiler(Source[..length]);
        }
    }

    [Fact]
    public async Task AnyWordMayBeMissing()
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens()];
        for (int i = 0; i < tokens.Length; i += 7)
        {
            await ShouldBeLeftToTheCompiler(Source.Remove(tokens[i].SpanStart, tokens[i].Span.Length));
        }
    }

    [Theory]
    [InlineData("[DynamoTable(\"orders\")] public record")]
    [InlineData("[DynamoTable(\"orders\")] public class { [PartitionKey] public string Id { get; set; } }")]
    [InlineData("[DynamoTable] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable()] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(null)] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(null!)] public record Order([PartitionKey] string Id, [DynamoAttribute(null!)] int A, [Gsi(null!, KeyRole.Partition), Lsi(null!), ProjectedInto(null!)] int B);")]
    [InlineData("[DynamoTable(42)] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"a\" + Missing)] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"orders\"), DynamoTable(\"others\")] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] Missing Id, [SortKey] Other<int> Sort, List<Missing> A, Dictionary<string, Missing> B, Missing? C, Missing[] D);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id, string Id, int id) { public int Id { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] public string Id { get; set; } public string Id { get; set; } public int Id() => 3; }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order : Order { [PartitionKey] public string Id { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order : Other { [PartitionKey] public string Id { get; set; } } public class Other : Order { }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order : Missing<Order> { [PartitionKey] public override string Id { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id) : Missing(Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoTable(\"orders\")] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoTable(\"orders\")] public class Order { }")]
    [InlineData("[DynamoTable(\"orders\")] public partial record Order([PartitionKey] string Id); public partial class Order { }")]
    [InlineData("[DynamoTable(\"orders\")] public enum Order { A }")]
    [InlineData("[DynamoTable(\"orders\")] public interface IOrder { [PartitionKey] string Id { get; } }")]
    [InlineData("[DynamoTable(\"orders\")] public delegate void Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public unsafe struct Order { [PartitionKey] public int* Id { get; set; } public delegate*<int> F { get; set; } public void V { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public ref struct Order { [PartitionKey] public Span<int> Id { get; set; } public ref int R => throw null; }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] public dynamic Id { get; set; } public (int, string) T { get; set; } public T U { get; set; } public Order V { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order<T> where T : Order<T> { [PartitionKey] public T Id { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public record struct Order([PartitionKey] string Id, Order Self, Order? Other);")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] public string { get; set; } [SortKey] public int get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] public string Id { get set } public int A { bogus; } public int B => ; }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] string Id { private get; public set; } [Gsi(\"by-x\")] [Gsi] [Gsi(1, 2, 3)] [Gsi(\"by-x\", (KeyRole)9)] [Lsi] [ProjectedInto(1)] public int A { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public class Order { [PartitionKey] public string Id { get; set; } [Gsi(\"by-x\", KeyRole.Partition, Order = -1)] public int A { get; set; } [Gsi(\"by-x\", KeyRole.Partition, Order = \"x\")] public int B { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\"), GsiProjection(null, (IndexProjection)7), LsiProjection] public class Order { [PartitionKey] public string Id { get; set; } }")]
    [InlineData("[DynamoProjection] public record Total(int A);")]
    [InlineData("[DynamoProjection(null)] public record Total(int A);")]
    [InlineData("[DynamoProjection(typeof(Missing))] public record Total(int A);")]
    [InlineData("[DynamoProjection(typeof(Missing<>))] public record Total(Missing A);")]
    [InlineData("[DynamoProjection(typeof(Total)), DynamoProjection(typeof(Total))] public record Total(int A);")]
    [InlineData("[DynamoTable(\"orders\"), DynamoProjection(typeof(Order))] public record Order([PartitionKey] string Id, Missing A); [DynamoProjection(typeof(Order))] public record Total(Missing A);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id, List<int> A); [DynamoProjection(typeof(Order))] public record Total(List<Missing> A, string Id, string Id);")]
    [InlineData("public class Outer<T> { [DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); } [DynamoProjection(typeof(Outer<>.Order))] public record Total(string Id); [DynamoProjection(typeof(Outer<int>.Order))] public record Other(string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoProjection(typeof(Order))] public record Total(string Id); [DynamoProjection(typeof(Order))] public record Total(string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoProjection(typeof(Order))] public partial record Total(string Id); [DynamoProjection(typeof(Order))] public partial record Total;")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoProjection(typeof(Order))] public class { public string Id { get; set; } }")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoProjection(typeof(Order))] public class Total { public string Id { get set } public string { get; set; } public Total(string, Missing b) { } }")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); [DynamoProjection(typeof(Order))] public interface ITotal { string Id { get; } } [DynamoProjection(typeof(Order))] public enum Total { Id }")]
    [InlineData("namespace A { namespace { [DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); } }")]
    [InlineData("public class { [DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); }")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id, Line Line); public record Line(Missing A, Line B, Missing<Line> C); public record Line(int A);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] E Id, E Other); public enum E { A = B, B = A, C = Missing, C }")]
    [InlineData("[DynamoTable(\"\ud800\")] public record Order([PartitionKey] string Id);")]
    [InlineData("[assembly: DynamoTable(\"orders\")] public record Order([PartitionKey] string Id);")]
    [InlineData("public class Order { [DynamoTable(\"orders\")] public string Id { get; set; } [DynamoTable(\"x\")] public void M([PartitionKey] int i) { } }")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id); public class OrderTable : Missing { }  public partial class OrderTable { int }")]
    public Task ItMayBeNonsense(string source) => ShouldBeLeftToTheCompiler(source);

    private static async Task ShouldBeLeftToTheCompiler(string source)
    {
        // Run throws if the generator did.
        var run = GeneratorHarness.Run(source);
        run.Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceTree is { } tree
                && tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(diagnostic => diagnostic.ToString())
            .ShouldBeEmpty("of " + source);

        // AD0001 says that the analyzer threw.
        var findings = await run.Output.WithAnalyzers([new TableAnalyzer(), new ExpressionAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        findings.ShouldAllBe(finding => finding.Id.StartsWith("TDYN"), "of " + source);
    }
}

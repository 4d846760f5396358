using Microsoft.CodeAnalysis;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Incremental;

public sealed class IncrementalTests
{
    private const string Order = """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [SortKey] DateTimeOffset PlacedAt)
        {
            public DayOfWeek Day { get; init; }
            public int? Count { get; set; }
        }
        """;

    private const string Projection = """

        [DynamoProjection(typeof(Order))]
        public record struct OrderDay(string Id, DayOfWeek Day);

        """;

    [Fact]
    public void AnUnrelatedEditKeepsTheOutputCached()
        => Reasons(Order, Order + "public class Other;").ShouldAllBe(reason => IsUnchanged(reason));

    [Fact]
    public void MovingATypeKeepsItsOutputCached()
        => Reasons(Order, "public class Other;\n\n" + Order).ShouldAllBe(reason => IsUnchanged(reason));

    [Fact]
    public void RenamingAKeyAttributeRunsAgain()
    {
        var run = GeneratorHarness.Run(Order).RunAgain(Order.Replace("string Id", "string Number", StringComparison.Ordinal));

        run.Reasons.ShouldContain(IncrementalStepRunReason.Modified);
        run.Files["OrderTable.g.cs"].ShouldContain("\"Number\"");
    }

    [Fact]
    public void AChangeInsideANestedTypeRunsAgain()
    {
        const string Nested = """
            public class Line { public int Count { get; set; } public Line[]? Parts { get; init; } }
            [DynamoTable("orders")] public record Order([PartitionKey] string Id, System.Collections.Generic.List<Line> Lines);
            """;
        var run = GeneratorHarness.Run(Nested).RunAgain(Nested.Replace("Count", "Pieces", StringComparison.Ordinal));

        run.Reasons.ShouldContain(IncrementalStepRunReason.Modified);
        run.Files["OrderTable.g.cs"].ShouldContain("\"Pieces\"");
    }

    [Fact]
    public void OnlyTheTypeThatChangesRunsAgain()
    {
        string both = Order + """
            [DynamoTable("lines")]
            public record Line([PartitionKey] string Id);
            """;
        var reasons = Reasons(both, both.Replace("\"lines\"", "\"rows\"", StringComparison.Ordinal));

        // A model and an output for each type.
        reasons.Count(reason => reason == IncrementalStepRunReason.Modified).ShouldBe(2);
        reasons.Count(IsUnchanged).ShouldBe(2);
    }

    [Fact]
    public void TheSameSourceGivesEqualModelsThatAreNotTheSame()
    {
        object first = GeneratorHarness.Run(Order).Models.Single();
        object second = GeneratorHarness.Run(Order).Models.Single();

        second.ShouldNotBeSameAs(first);
        second.ShouldBe(first);
        second.GetHashCode().ShouldBe(first.GetHashCode());
    }

    [Fact]
    public void AnUnrelatedEditKeepsProjectionsCached()
    {
        var run = GeneratorHarness.Run(Order + Projection);
        var next = run.RunAgain("public class Other;\n\n" + Order + Projection + "public class Another;");

        next.Reasons.ShouldAllBe(reason => IsUnchanged(reason));
        TextOf(next, "OrderDay.Projection.g.cs").ShouldBeSameAs(TextOf(run, "OrderDay.Projection.g.cs"));
    }

    [Fact]
    public void AnEditOfTheItemWritesTheProjectionsThatReadWhatChanges()
    {
        var run = GeneratorHarness.Run(Order + Projection);
        var renamed = run.RunAgain(Order.Replace("public DayOfWeek", "[DynamoAttribute(\"d\")] public DayOfWeek", StringComparison.Ordinal) + Projection);
        var other = run.RunAgain(Order.Replace("int? Count", "int? Number", StringComparison.Ordinal) + Projection);

        renamed.Files["OrderDay.Projection.g.cs"].ShouldContain("\"Id\", \"d\")");
        TextOf(other, "OrderDay.Projection.g.cs").ShouldBeSameAs(TextOf(run, "OrderDay.Projection.g.cs"));
        other.Files["OrderTable.g.cs"].ShouldNotBe(run.Files["OrderTable.g.cs"]);
    }

    [Fact]
    public void AnEditOfAProjectionWritesItsFileAlone()
    {
        var run = GeneratorHarness.Run(Order + Projection);
        var next = run.RunAgain(Order + Projection.Replace("DayOfWeek Day", "DayOfWeek? Day", StringComparison.Ordinal));

        next.Reasons.Count(reason => reason == IncrementalStepRunReason.Modified).ShouldBe(2);
        next.Reasons.Count(IsUnchanged).ShouldBe(2);
        TextOf(next, "OrderTable.g.cs").ShouldBeSameAs(TextOf(run, "OrderTable.g.cs"));
    }

    private static object TextOf(GeneratorRun run, string file) => run.Result.GeneratedSources.Single(source => source.HintName == file).SourceText;

    private static bool IsUnchanged(IncrementalStepRunReason reason)
        => reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached;

    private static IReadOnlyList<IncrementalStepRunReason> Reasons(string before, string after)
        => GeneratorHarness.Run(before).RunAgain(after).Reasons;
}

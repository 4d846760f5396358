using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

/// <summary>Projections of items in another assembly: how they are stored is said there, and only what is public can be used.</summary>
public sealed class ProjectionOfAnotherAssemblyTests
{
    private const string Order = """
        [assembly: DynamoEnum(EnumStorage.Number)]

        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoEnum(EnumStorage.Name)]
        public enum OrderLevel { Low, High }

        public readonly record struct OrderId(int Value);

        public sealed class Address
        {
            public string City { get; internal set; } = "";
        }

        [DynamoTable("orders", PartitionKey = "{Level}#{Id:D10}")]
        public sealed class Order
        {
            internal Order()
            {
            }

            public OrderLevel Level { get; private set; }
            public OrderId Id { get; internal init; }
            [DynamoAttribute("s")] public OrderStatus? Before { get; private set; }
            [DynamoAttribute("t", Format = "D5")] public int Total { get; private set; }
            [DynamoConverter(typeof(YesNo))] public bool Paid { get; private set; }
            public Address? To { get; private set; }
        }

        internal sealed class YesNo : IAttributeConverter<bool, string>
        {
            public string ToStored(bool value) => value ? "yes" : "no";
            public bool FromStored(string stored) => stored == "yes";
        }
        """;

    [Fact]
    public void ReadsTheFormsOfTheItemsAssembly()
    {
        var run = GeneratorHarness.Run(
            """
            [DynamoProjection(typeof(Shop.Order))]
            public record struct OrderTotal(Shop.OrderId Id, int Total, Shop.OrderStatus? Before);
            """,
            Compile(Order));

        run.Problems().ShouldBeEmpty();
        string file = run.Files["OrderTotal.Projection.g.cs"];
        file.ShouldContain("(\"OrderTotal\", \"t\", \"s\", \"PK\")");
        file.ShouldContain("(global::Shop.OrderStatus)reader.ReadInt32()");
        file.ShouldContain("NumberFormat<int>(\"D5\")");
        file.ShouldContain("global::Shop.OrderTable.Schema");
    }

    [Fact]
    public async Task ReportsWhatIsHiddenThere()
    {
        var findings = await AnalyzeAsync(
            """
            [DynamoProjection(typeof(Shop.Order))]
            public record struct OrderRest(bool Paid, Shop.Address? To);
            """,
            Compile(Order));

        findings.ShouldBe(
        [
            "TDYN208: 'OrderRest.Paid' cannot be converted by 'YesNo': it is hidden in 'Library'; make it public there",
            "TDYN202: 'Address.City' cannot be set when an item is read; give it a public or protected accessor, because the compiler does "
            + "not see the private ones of another assembly, or mark the property with [DynamoIgnore]",
        ]);
    }

    [Theory]
    [InlineData("[DynamoTable(\"orders\")] internal record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id);", false)]
    [InlineData("[DynamoTable(\"orders\", PartitionKey = \"{Missing}\")] public record Order(string Id);")]
    public async Task ReportsAnItemWithoutAPublicTable(string order, bool isGenerated = true)
    {
        var findings = await AnalyzeAsync(
            """
            [DynamoProjection(typeof(Order))]
            internal record OrderId(string Id);
            """,
            Compile("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"TestAssembly\")]\n" + order, isGenerated));

        findings.ShouldBe(
        [
            "TDYN301: 'OrderId' is a projection of 'Order', which has no table that can be used outside of 'Library'; "
            + "make it public there, or move the projection to that assembly",
        ]);
    }

    private static MetadataReference Compile(string source, bool isGenerated = true)
    {
        var compilation = GeneratorHarness.Compile(source).WithAssemblyName("Library");
        using var assembly = new MemoryStream();
        (isGenerated ? GeneratorHarness.Run(compilation).Output : compilation).Emit(assembly).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty();
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    private static async Task<IEnumerable<string>> AnalyzeAsync(string source, MetadataReference library)
    {
        var run = GeneratorHarness.Run(source, library);
        run.Problems().ShouldBeEmpty();
        return (await run.Output.WithAnalyzers([new TableAnalyzer()]).GetAnalyzerDiagnosticsAsync())
            .OrderBy(finding => finding.Location.SourceSpan.Start)
            .Select(finding => $"{finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}");
    }
}

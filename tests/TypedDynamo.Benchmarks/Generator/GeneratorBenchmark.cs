using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.Generators;
using TypedDynamo.Generators.Emission;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.Generators.Runtime;

namespace TypedDynamo.Benchmarks.Generator;

/// <summary>Times the generator on one project. Each figure is the median of several runs.</summary>
internal sealed class GeneratorBenchmark(SyntheticProject project)
{
    // Roslyn's own name for the step that calls the transforms.
    private const string TransformStep = "result_ForAttributeWithMetadataName";

    public int Tables => project.Tables;

    /// <summary>
    /// Times whole runs of Roslyn's driver: its search for annotations, the transforms, the emission, and its parsing of what was emitted.
    /// </summary>
    public IReadOnlyList<DriverRun> MeasureDriver(int runs)
    {
        var cold = new List<TimeSpan>();
        var unrelated = new List<TimeSpan>();
        var table = new List<TimeSpan>();
        for (int run = 0; run < runs; run++)
        {
            var compilation = project.Compile();
            var driver = CreateDriver(trackSteps: false);
            cold.Add(Time(() => driver = driver.RunGenerators(compilation)));

            var edited = SyntheticProject.EditUnrelated(compilation);
            unrelated.Add(Time(() => driver.RunGenerators(edited)));

            edited = project.EditTable(compilation);
            table.Add(Time(() => driver.RunGenerators(edited)));
        }

        // What the steps did is asked of runs of their own, for keeping record of them takes time.
        var source = project.Compile();
        var first = CreateDriver(trackSteps: true).RunGenerators(source);
        return
        [
            CreateRun("cold", cold, first),
            CreateRun("unrelated edit", unrelated, first.RunGenerators(SyntheticProject.EditUnrelated(source))),
            CreateRun("edit of one table", table, first.RunGenerators(project.EditTable(source))),
        ];
    }

    /// <summary>Times our own two steps, called as the driver calls them, and apart from them what Roslyn does with the result.</summary>
    public StepTimes MeasureSteps(int runs)
    {
        var unbound = new List<TimeSpan>();
        var bound = new List<TimeSpan>();
        var emission = new List<TimeSpan>();
        var parsing = new List<TimeSpan>();
        List<SourceText> files = [];
        for (int run = 0; run < runs; run++)
        {
            // The driver has a transform's symbol before it calls the transform, but nothing that Roslyn binds only when it is asked:
            // members, their types, attributes and constants. The second pass over the same symbols finds all that done.
            var symbols = FindSymbols(project.Compile());
            List<TableModel> models = [];
            unbound.Add(Time(() => models = Transform(symbols)));
            bound.Add(Time(() => models = Transform(symbols)));
            emission.Add(Time(() => files = [.. models.Select(TableEmitter.Write)]));
            parsing.Add(Time(() => files.ForEach(file => CSharpSyntaxTree.ParseText(file, SyntheticProject.Options).GetRoot())));
        }

        return new StepTimes(
            Median(unbound), Median(bound), Median(emission), Median(parsing),
            files.Count, files.Sum(file => file.Lines.Count), files.Sum(file => file.Length));
    }

    private static List<INamedTypeSymbol> FindSymbols(CSharpCompilation compilation) =>
    [
        .. compilation.SyntaxTrees.SelectMany(tree =>
        {
            var model = compilation.GetSemanticModel(tree);
            return tree.GetRoot().DescendantNodes()
                .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax>()
                .Select(node => model.GetDeclaredSymbol(node)!)
                .Where(symbol => symbol.HasAttribute(MetadataNames.DynamoTable));
        }),
    ];

    private static List<TableModel> Transform(List<INamedTypeSymbol> symbols)
        => [.. symbols.Select(symbol => TableParser.Parse(symbol, CancellationToken.None).Model!)];

    private static GeneratorDriver CreateDriver(bool trackSteps) => CSharpGeneratorDriver.Create(
        [new TableGenerator().AsSourceGenerator()],
        parseOptions: SyntheticProject.Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    private DriverRun CreateRun(string name, List<TimeSpan> times, GeneratorDriver tracked)
    {
        var result = tracked.GetRunResult().Results.Single();
        int expected = project.Tables;
        int models = result.TrackedSteps[StepNames.ParseTable].Sum(step => step.Outputs.Length);
        if (result.Exception is not null || models != expected)
        {
            throw new InvalidOperationException($"The generator made {models} models of {expected} tables.", result.Exception);
        }

        return new DriverRun(
            name,
            Median(times),
            Describe(result.TrackedSteps[TransformStep]),
            Describe(result.TrackedSteps[StepNames.ParseTable]),
            Describe(result.TrackedOutputSteps.SelectMany(step => step.Value)));
    }

    private static string Describe(IEnumerable<IncrementalGeneratorRunStep> steps) => string.Join(", ", steps
        .SelectMany(step => step.Outputs)
        .CountBy(output => output.Reason)
        .OrderBy(count => count.Key)
        .Select(count => FormattableString.Invariant($"{count.Value} {count.Key.ToString().ToLowerInvariant()}")));

    private static TimeSpan Time(Action action)
    {
        // What was allocated before must not be collected at this run's expense.
        GC.Collect();

        // The steps run on one thread, so that processor time is what they take on an idle machine, and is not distorted by others.
        var start = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - start;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}

/// <summary>A run of the driver.</summary>
/// <param name="Name">What was done before it.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Transforms">Which transforms ran, and whether they gave what they gave in the run before.</param>
/// <param name="Models">What became of the models, compared with the run before.</param>
/// <param name="Files">What became of the outputs: one for each table, with all its files.</param>
internal sealed record DriverRun(string Name, TimeSpan Time, string Transforms, string Models, string Files);

/// <summary>What our steps take for all tables of a project.</summary>
/// <param name="Unbound">The transform, and Roslyn's binding of what it asks for.</param>
/// <param name="Bound">The transform, where Roslyn has bound that already.</param>
/// <param name="Emission">From the models to the texts that are handed to Roslyn.</param>
/// <param name="Parsing">Roslyn's parsing of these texts.</param>
/// <param name="Files">How many files there are.</param>
/// <param name="Lines">Their lines.</param>
/// <param name="Characters">Their characters.</param>
internal sealed record StepTimes(
    TimeSpan Unbound, TimeSpan Bound, TimeSpan Emission, TimeSpan Parsing, int Files, int Lines, int Characters);

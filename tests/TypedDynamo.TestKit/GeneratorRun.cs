using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.Generators;

namespace TypedDynamo.TestKit;

/// <summary>One run of the generator.</summary>
public sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        _driver = driver;
        Output = output;
        Result = driver.GetRunResult().Results.Single();
        if (Result.Exception is { } exception)
        {
            throw new InvalidOperationException("The generator threw, which it must never do.", exception);
        }
    }

    /// <summary>Gets the user's source and what was generated from it.</summary>
    public Compilation Output { get; }

    /// <summary>Gets what the driver knows of the run.</summary>
    public GeneratorRunResult Result { get; }

    /// <summary>Gets the generated files by their names.</summary>
    public IReadOnlyDictionary<string, string> Files
        => Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>Gets what became of the models and of the files, compared with the run before.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons =>
    [
        .. Result.TrackedSteps.Where(step => step.Key is StepNames.ParseTable or StepNames.ParseProjection)
            .Concat(Result.TrackedOutputSteps)
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason),
    ];

    /// <summary>Gets the models that the parser made.</summary>
    public IReadOnlyList<object> Models =>
        [.. Result.TrackedSteps[StepNames.ParseTable].SelectMany(step => step.Outputs).Select(output => output.Value)];

    /// <summary>Runs again on other source, with the memory of this run.</summary>
    /// <param name="source">The user's source.</param>
    /// <returns>The next run.</returns>
    public GeneratorRun RunAgain(string source) => RunAgain(GeneratorHarness.Compile(source));

    /// <summary>Runs again on another compilation, with the memory of this run.</summary>
    /// <param name="compilation">The user's source.</param>
    /// <returns>The next run.</returns>
    public GeneratorRun RunAgain(Compilation compilation) => Start(_driver, compilation);

    /// <summary>What the compiler says of the output, warnings included.</summary>
    /// <returns>One line for each problem.</returns>
    public IReadOnlyList<string> Problems() => GeneratorHarness.Problems(Output);

    /// <summary>What compiler and analyzers say of one more file beside the output, from warnings upwards.</summary>
    /// <param name="source">The file.</param>
    /// <returns>The diagnostics.</returns>
    public async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(string source)
    {
        var tree = GeneratorHarness.Parse(source, "Use.cs");
        var compilation = Output.AddSyntaxTrees(tree);
        var model = compilation.GetSemanticModel(tree);
        var findings = await compilation.WithAnalyzers([new ExpressionAnalyzer()]).GetAnalyzerSemanticDiagnosticsAsync(model, null, default);
        return [.. model.GetDiagnostics().Concat(findings).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    internal static GeneratorRun Start(GeneratorDriver driver, Compilation compilation)
    {
        var next = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorRun(next, output);
    }
}

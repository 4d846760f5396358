using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Shouldly;
using TypedDynamo.Generators;

namespace TypedDynamo.TestKit;

/// <summary>Runs the generator and the analyzer on a piece of source, as the compiler does.</summary>
public static class GeneratorHarness
{
    /// <summary>The name of the harness's compilations.</summary>
    public const string AssemblyName = "TestAssembly";

    /// <summary>The file that the test's source is taken to stand in.</summary>
    public const string SourcePath = "Source.cs";

    /// <summary>Gets what every file of the harness's compilations is taken to begin with.</summary>
    public static (string Path, string Source) GlobalUsings { get; } = ("GlobalUsings.cs", "global using System; global using TypedDynamo;");

    /// <summary>Gets how source is parsed: users of .NET 8 have C# 12, so that is what generated code must be.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    /// <summary>Gets how source is compiled.</summary>
    public static CSharpCompilationOptions CompilationOptions { get; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Gets the platform's assemblies and ours.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Generates, and demands that everything compiles without a warning and that a second run has nothing to do.</summary>
    /// <param name="source">The user's source.</param>
    /// <returns>The generated files by their names.</returns>
    public static IReadOnlyDictionary<string, string> Generate(string source)
    {
        var run = Run(source);
        run.Problems().ShouldBeEmpty();

        // Every syntax node and symbol of the second compilation is new, so that only equal models keep the steps unchanged.
        run.RunAgain(source).Reasons.ShouldAllBe(reason =>
            reason == IncrementalStepRunReason.Unchanged || reason == IncrementalStepRunReason.Cached);
        return run.Files;
    }

    /// <summary>Runs the generator once.</summary>
    /// <param name="source">The user's source.</param>
    /// <param name="references">Assemblies beside the platform's and ours.</param>
    /// <returns>The run.</returns>
    public static GeneratorRun Run(string source, params MetadataReference[] references) => Run(Compile(source, references));

    /// <summary>Runs the generator once.</summary>
    /// <param name="compilation">The user's source.</param>
    /// <returns>The run.</returns>
    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new TableGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return GeneratorRun.Start(driver, compilation);
    }

    /// <summary>Generates and then analyzes, and demands that the compiler itself has nothing to say.</summary>
    /// <param name="source">The user's source.</param>
    /// <returns>The findings, in the order of their places.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source)
    {
        var run = Run(source);
        run.Problems().ShouldBeEmpty("a finding must not bring compiler errors with it");

        var analyzed = run.Output.WithAnalyzers([new TableAnalyzer(), new ExpressionAnalyzer()]);
        return [.. (await analyzed.GetAnalyzerDiagnosticsAsync()).OrderBy(finding => finding.Location.SourceSpan.Start)];
    }

    /// <summary>Parses source as the harness's compilations do.</summary>
    /// <param name="source">The source.</param>
    /// <param name="path">The file that it is taken to stand in.</param>
    /// <returns>The tree.</returns>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>Compiles source without generating anything.</summary>
    /// <param name="source">The source.</param>
    /// <param name="references">Assemblies beside the platform's and ours.</param>
    /// <returns>The compilation.</returns>
    public static CSharpCompilation Compile(string source, params MetadataReference[] references) => CSharpCompilation.Create(
        AssemblyName,
        [
            Parse(GlobalUsings.Source, GlobalUsings.Path),
            Parse(source, SourcePath),
        ],
        [.. References, .. references],
        CompilationOptions);

    /// <summary>What the compiler says of a compilation, warnings included.</summary>
    /// <param name="compilation">The user's source and what was generated from it.</param>
    /// <returns>One line for each problem.</returns>
    public static IReadOnlyList<string> Problems(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        return
        [
            .. compilation.Emit(assembly, xmlDocumentationStream: documentation).Diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)

                // The test's own source needs no documentation; generated code does.
                .Where(diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree?.FilePath != SourcePath)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }
}

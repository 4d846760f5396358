using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using TypedDynamo.CodeFixes;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>
/// Runs the generator, both analyzers and every code fix, and compares what they report and change with what is expected. A pragma must
/// suppress every finding, and the compiler must have nothing to add.
/// </summary>
internal sealed class RuleVerification : CSharpCodeFixTest<TableAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    // The references are those of the harness: the package would fetch a targeting pack.
    private static readonly ReferenceAssemblies s_noAssemblies = new("net10.0");

    /// <summary>Initializes a new instance of the <see cref="RuleVerification"/> class.</summary>
    /// <param name="source">The source, with markup where findings are expected.</param>
    /// <param name="fixedSource">What fixes make of it; the same, if none is offered; <see langword="null"/> asks for no fixes.</param>
    public RuleVerification(string source, string? fixedSource = null)
    {
        ReferenceAssemblies = s_noAssemblies;
        TestState.AdditionalReferences.AddRange(GeneratorHarness.References);

        // The harness looks at what the compiler says, snapshots at what is generated, and TableAnalyzer reports in generated code too.
        CompilerDiagnostics = CompilerDiagnostics.None;
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipGeneratedCodeCheck;
        Add(TestState, source);
        if (fixedSource is not null)
        {
            Add(FixedState, fixedSource);

            // What no fix mends is found afterwards too, and by itself the package would not expect it.
            FixedState.MarkupHandling = MarkupMode.Allow;
        }
    }

    /// <summary>Gets every rule by its id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> Rules { get; } = new TableAnalyzer().SupportedDiagnostics
        .Concat(new ExpressionAnalyzer().SupportedDiagnostics)
        .ToImmutableDictionary(rule => rule.Id);

    /// <summary>Gets every code fix that the package exports.</summary>
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(DeclarationFix).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Gets the rule whose findings <c>[|</c> and <c>|]</c> mark.</summary>
    public string? RuleId { get; init; }

    /// <summary>Gets the title of the fix that is taken; the first that is offered, if it is <see langword="null"/>.</summary>
    public string? Fix { get; init; }

    protected override string DefaultTestProjectName => GeneratorHarness.AssemblyName;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(TableGenerator)];

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TableAnalyzer(), new ExpressionAnalyzer()];

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Fixes;

    protected override ParseOptions CreateParseOptions() => GeneratorHarness.ParseOptions;

    protected override CompilationOptions CreateCompilationOptions() => GeneratorHarness.CompilationOptions;

    protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => RuleId is null ? null : Rules[RuleId];

    protected override ImmutableArray<CodeAction> FilterCodeActions(ImmutableArray<CodeAction> actions)
        => Fix is null ? actions : [.. actions.Where(action => action.Title == Fix)];

    protected override CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        GeneratorHarness.Problems(compilation).ShouldBeEmpty("a finding must not bring compiler errors with it, and neither must a fix");
        return base.CreateCompilationWithAnalyzers(compilation, analyzers, options, cancellationToken);
    }

    private static void Add(SolutionState state, string source)
    {
        state.Sources.Add((GeneratorHarness.SourcePath, source));
        state.Sources.Add(GeneratorHarness.GlobalUsings);
    }
}

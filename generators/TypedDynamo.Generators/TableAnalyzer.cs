using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators;

/// <summary>Reports what the parser finds wrong with an annotated type.</summary>
/// <remarks>
/// An analyzer reports at the location itself, which <c>#pragma warning disable</c> and <c>.editorconfig</c> reach; a generator would
/// have to carry the location through its model, and lose both that and its cached output whenever a type moves.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // The generator reads files marked as generated too, and a type that it cannot serve must not fail in silence.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(static ctx => ReportFindings(ctx), SymbolKind.NamedType);
    }

    private static void ReportFindings(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.HasAttribute(MetadataNames.DynamoTable))
        {
            return;
        }

        foreach (var finding in TableParser.Parse(type, context.CancellationToken).Findings)
        {
            context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}

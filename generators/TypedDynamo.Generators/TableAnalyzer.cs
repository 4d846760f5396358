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
        context.RegisterCompilationAction(static ctx => ReportConvertersOfAssembly(ctx));
    }

    // They belong to no table, and one that converts nothing would otherwise be passed over in silence.
    private static void ReportConvertersOfAssembly(CompilationAnalysisContext context)
    {
        var assembly = context.Compilation.Assembly;
        var converted = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var annotation in assembly.GetAttributes().Where(annotation => annotation.Is(MetadataNames.DynamoConverter)))
        {
            var converters = Converter.Read(annotation, assembly, out string? problem);
            if (converters.FirstOrDefault(converter => !converted.Add(converter.Value)) is { } second)
            {
                problem = $"the assembly has another converter for '{second.Value.NameInMessages()}'; remove one of them";
            }

            if (problem is not null)
            {
                string converter = ((ITypeSymbol)annotation.ConstructorArguments[0].Value!).NameInMessages();
                var location = annotation.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? Location.None;
                context.ReportDiagnostic(new Finding(Rules.ConverterCannotBeUsed, location, [assembly.Name, converter, problem]).ToDiagnostic());
            }
        }
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

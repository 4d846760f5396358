using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators;

/// <summary>Reports the parser's findings on an annotated type, and conflicts between the types of one table.</summary>
/// <remarks>
/// An analyzer reports at the location itself, which <c>#pragma warning disable</c> and <c>.editorconfig</c> reach; a generator would
/// have to carry the location in its model, and would lose both that and its cached output whenever a type moves.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.OfTables;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // The generator reads files marked as generated too, and a type that it cannot serve must not fail in silence.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var entities = new TableEntities(start.Compilation);
            var tables = new ConcurrentBag<(TableModel Model, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(ctx => ReportFindings(ctx, entities, tables), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(ctx => ReportSharedKeys(ctx, tables));
        });
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

    private static void ReportFindings(
        SymbolAnalysisContext context, TableEntities entities, ConcurrentBag<(TableModel Model, INamedTypeSymbol Type)> tables)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.HasAttribute(MetadataNames.DynamoProjection))
        {
            foreach (var finding in TableParser.ParseProjection(type, context.CancellationToken).Findings)
            {
                context.ReportDiagnostic(finding.ToDiagnostic());
            }
        }

        if (!type.HasAttribute(MetadataNames.DynamoTable))
        {
            return;
        }

        foreach (var finding in entities.FindingsOf(type, context.CancellationToken))
        {
            context.ReportDiagnostic(finding.ToDiagnostic());
        }

        if (entities.Parse(type, context.CancellationToken).Model is { IsUsable: true } model)
        {
            tables.Add((model, type));
        }
    }

    /// <summary>Reports each type whose items can have the same key as another type's, once.</summary>
    private static void ReportSharedKeys(CompilationAnalysisContext context, IEnumerable<(TableModel Model, INamedTypeSymbol Type)> tables)
    {
        foreach (var table in tables.GroupBy(table => table.Model.TableName, StringComparer.Ordinal))
        {
            var types = table.OrderBy(candidate => candidate.Model.HintName, StringComparer.Ordinal).ToList();
            for (int i = 1; i < types.Count; i++)
            {
                var (model, type) = types[i];
                if (types.Take(i).FirstOrDefault(other => !AreOfOneBase(other.Model, model) && KeyTemplateOverlap.Exists(other.Model, model)).Model is { } first)
                {
                    context.ReportDiagnostic(new Finding(
                        Rules.KeysCanBeTheSame, type.LocationOf(MetadataNames.DynamoTable), first.Item.Name, model.Item.Name, table.Key, KeyOf(first), KeyOf(model)).ToDiagnostic());
                }
            }
        }
    }

    // A base has the items of the types that it lists.
    private static bool AreOfOneBase(TableModel one, TableModel other)
        => one.ItemTypes?.Derived.Any(type => type.Type == other.Item.Type) == true
            || other.ItemTypes?.Derived.Any(type => type.Type == one.Item.Type) == true;

    private static string KeyOf(TableModel model) => string.Join(", ", model.Item.KeyTemplates.Select(template => template.Text));
}

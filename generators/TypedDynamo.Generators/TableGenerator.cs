using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedDynamo.Generators.Emission;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators;

/// <summary>
/// Writes a table class beside every type that is annotated with <c>[DynamoTable]</c>, and a mapper for every one with
/// <c>[DynamoProjection]</c>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tables = context.SyntaxProvider.ForAttributeWithMetadataName(
                MetadataNames.DynamoTable,
                static (node, _) => node is TypeDeclarationSyntax,
                static (ctx, cancellationToken) => CarriesTheAnnotation(ctx, MetadataNames.DynamoTable)
                    ? TableParser.Parse((INamedTypeSymbol)ctx.TargetSymbol, cancellationToken).Model
                    : null)
            .Where(static model => model is not null)
            .WithTrackingName(StepNames.ParseTable);

        var projections = context.SyntaxProvider.ForAttributeWithMetadataName(
                MetadataNames.DynamoProjection,
                static (node, _) => node is TypeDeclarationSyntax,
                static (ctx, cancellationToken) => CarriesTheAnnotation(ctx, MetadataNames.DynamoProjection)
                    ? TableParser.ParseProjection((INamedTypeSymbol)ctx.TargetSymbol, cancellationToken).Model
                    : null)
            .Where(static model => model is not null)
            .WithTrackingName(StepNames.ParseProjection);

        context.RegisterSourceOutput(tables, static (ctx, model) => TableEmitter.Emit(ctx, model!));
        context.RegisterSourceOutput(projections, static (ctx, model) => ProjectionEmitter.Emit(ctx, model!));
    }

    // Two parts of one type that both carry the annotation are the compiler's error to report (CS0579); parsing the type twice would
    // add the same file twice, which ends the whole generator.
    private static bool CarriesTheAnnotation(GeneratorAttributeSyntaxContext context, string annotation)
    {
        var first = context.TargetSymbol.FindAttribute(annotation)?.ApplicationSyntaxReference;
        return first is null || (first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span));
    }
}

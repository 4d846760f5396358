using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.CodeFixes;

/// <summary>Finds the source of a type's properties.</summary>
internal static class Declarations
{
    /// <summary>Returns the properties of a type in one file, each with its source: a property or a record's parameter.</summary>
    public static IEnumerable<(IPropertySymbol Property, SyntaxNode Declaration)> PropertiesOf(
        INamedTypeSymbol type, SyntaxTree tree, CancellationToken cancellationToken)
        => type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public })
            .SelectMany(property => property.DeclaringSyntaxReferences
                .Where(reference => reference.SyntaxTree == tree)
                .Select(reference => (property, reference.GetSyntax(cancellationToken))))
            .Where(pair => pair.Item2 is PropertyDeclarationSyntax or ParameterSyntax);

    /// <summary>Returns the type that a declaration belongs to, or is.</summary>
    public static INamedTypeSymbol? TypeOf(Finding finding)
        => finding.Declaration.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault() is { } declaration
            ? finding.Model.GetDeclaredSymbol(declaration, finding.CancellationToken)
            : null;

    /// <summary>Returns the type syntax of a property or a parameter.</summary>
    public static TypeSyntax? WrittenType(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax parameter => parameter.Type,
        _ => null,
    };
}

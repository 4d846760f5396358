using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Finds the diagnostics that generated code would cause because of the marks on the type.</summary>
internal sealed partial class ItemParser
{
    public bool HasObsoleteMembers => NamedSymbols().Any(symbol =>
        symbol.FindAttribute(MetadataNames.Obsolete) is { ConstructorArguments: [_, { Value: true }] });

    // The compiler asks for an id that is an identifier, and so it can stand in a directive.
    public IEnumerable<string> ExperimentalDiagnostics => NamedSymbols()
        .Select(symbol => symbol.FindAttribute(MetadataNames.Experimental))
        .Select(mark => mark?.ConstructorArguments is [{ Value: string id }] ? id : null)
        .OfType<string>()
        .Where(SyntaxFacts.IsValidIdentifier);

    /// <summary>Returns the symbols of the type that generated code names.</summary>
    private IEnumerable<ISymbol> NamedSymbols()
    {
        IEnumerable<ISymbol> own = _type.WithContainingTypes();
        return own
            .Concat(_constructor is null ? [] : [_constructor])
            .Concat(_members.SelectMany(member => SymbolsOf(member.Property)))
            .Concat(_flattened.SelectMany(flattened => flattened.Item.NamedSymbols()));
    }

    private static IEnumerable<ISymbol> SymbolsOf(IPropertySymbol property)
    {
        yield return property;
        foreach (var accessor in new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>())
        {
            yield return accessor;
        }

        foreach (var type in TypesIn(property.Type))
        {
            yield return type;
        }
    }

    private static IEnumerable<ISymbol> TypesIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => TypesIn(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(TypesIn).Concat(named.WithContainingTypes()),
        _ => [],
    };
}

using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads the names of enums, which are what is stored.</summary>
internal static class EnumParser
{
    /// <summary>Reads those of the types that are enums, each once.</summary>
    public static EquatableArray<EnumModel> ParseAll(IEnumerable<ITypeSymbol> types)
        => types
            .OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Enum)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(Parse)
            .ToEquatableArray();

    private static EnumModel Parse(INamedTypeSymbol type) => new()
    {
        Type = type.FullName(),
        Name = type.Name,
        Members = type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: not null })
            .Select(field => new EnumMemberModel
            {
                Name = field.Name,
                Value = Constants.InvariantText(field.ConstantValue!),
                CanBeNamed = field.FindAttribute(MetadataNames.Obsolete) is not { ConstructorArguments: [_, { Value: true }, ..] },
            })
            .ToEquatableArray(),
    };
}

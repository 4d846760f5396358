using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads the names of enums, which are what is stored.</summary>
internal static class EnumParser
{
    public static EnumModel Parse(INamedTypeSymbol type) => new()
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

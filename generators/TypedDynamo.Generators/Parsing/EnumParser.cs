using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads enums, and the annotations that determine how they are stored.</summary>
internal static class EnumParser
{
    /// <summary>Reads the stored form of enums from the nearest annotation; null if there is none.</summary>
    public static MemberKind? ReadStorage(IEnumerable<AttributeData> annotations)
        => annotations.FirstOrDefault(annotation => annotation.Is(MetadataNames.DynamoEnum)) switch
        {
            null => null,

            // A value that has no name, which only a cast gives, is the default.
            { ConstructorArguments: [{ Value: (int)EnumStorage.Number }] } => MemberKind.EnumNumber,
            _ => MemberKind.Enum,
        };

    public static EnumModel Parse(INamedTypeSymbol type) => new()
    {
        Type = type.FullName(),
        Name = type.Name,
        Underlying = MemberTypes.KindOf(type.EnumUnderlyingType!)!.Value,
        IsFlags = type.HasAttribute(MetadataNames.Flags),
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

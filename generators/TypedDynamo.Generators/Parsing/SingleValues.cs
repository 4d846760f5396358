using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Determines which types hold one value and are stored as that value, such as strongly typed ids.</summary>
internal static class SingleValues
{
    /// <summary>Whether the type is annotated as one.</summary>
    public static bool IsMarked(INamedTypeSymbol type) => type.HasAttribute(MetadataNames.DynamoValue);

    /// <summary>Finds the property that holds the only value of a type that is stored as that value; null for other types.</summary>
    /// <remarks>
    /// Without the annotation that is a <c>readonly struct</c> only: classes and structs that can be changed are objects that happen to have
    /// one property today, and are stored as maps, so that a second one can be added.
    /// </remarks>
    public static IPropertySymbol? Find(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        bool isValue = type is { TypeKind: TypeKind.Struct, IsReadOnly: true, IsRefLikeType: false } || IsMarked(type);
        if (!isValue || type.IsOfPlatform(assembly) || type.IsAbstract || !type.CanBeNamed(assembly))
        {
            return null;
        }

        // A constructor that takes more says that there is more to the type.
        var constructors = type.InstanceConstructors
            .Where(constructor => constructor.IsAccessibleFrom(assembly) && !constructor.IsCopyConstructor() && constructor.Parameters.Length > 0)
            .ToList();
        if (constructors.Any(constructor => constructor.Parameters.Length > 1))
        {
            return null;
        }

        var properties = ItemParser.FindStoredProperties(type).ToList();
        var held = properties.Where(property => constructors.Any(constructor => Takes(constructor, property))).ToList();
        return held.Count == 1
            && !MemberTypes.IsMarkedNullable(held[0].Type)
            && properties.All(property => property.SetMethod is null || property.Equals(held[0], SymbolEqualityComparer.Default))
                ? held[0]
                : null;
    }

    private static bool Takes(IMethodSymbol constructor, IPropertySymbol property)
        => (!property.IsRequired || constructor.HasAttribute(MetadataNames.SetsRequiredMembers))
            && constructor.Parameters[0].RefKind is RefKind.None or RefKind.In
            && string.Equals(constructor.Parameters[0].Name, property.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, property.Type);
}

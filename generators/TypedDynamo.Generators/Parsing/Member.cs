using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>A property of the item type while it is parsed. It never leaves the parser, for it holds symbols.</summary>
internal sealed class Member(IPropertySymbol property)
{
    public IPropertySymbol Property { get; } = property;

    public string Name => Property.Name;

    /// <summary>The type without its question mark.</summary>
    public ITypeSymbol Type { get; } = MemberTypes.WithoutNullable(property.Type);

    /// <summary>Null when the type cannot be stored.</summary>
    public MemberKind? Kind { get; } = property.RefKind == RefKind.None ? MemberTypes.KindOf(property.Type) : null;

    /// <summary>An override may have a getter alone, and then the setter is that of the property that it overrides.</summary>
    public IMethodSymbol? Setter { get; } = FindSetter(property);

    /// <summary>What the user wrote on the property or on the constructor parameter that becomes it.</summary>
    public IReadOnlyList<AttributeData> Annotations { get; set; } = [];

    public bool IsPartitionKey => Has(MetadataNames.PartitionKey);

    public bool IsSortKey => Has(MetadataNames.SortKey);

    public bool IsKey => IsPartitionKey || IsSortKey;

    public bool IsIndexKey => Has(MetadataNames.Gsi) || Has(MetadataNames.Lsi);

    /// <summary>The names of the indexes that are to hold the member.</summary>
    public IEnumerable<string> ProjectedInto
        => Find(MetadataNames.ProjectedInto) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } names] }
            ? names.Values.Select(name => name.Value).OfType<string>()
            : [];

    public bool IsNullableValue => Property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether null is a value of the property: code without nullable annotations does not say that it is not.</summary>
    public bool IsNullable
        => IsNullableValue || (Property.Type.IsReferenceType && Property.NullableAnnotation != NullableAnnotation.NotAnnotated);

    public string AttributeName
        => Find(MetadataNames.DynamoAttribute) is { ConstructorArguments: [{ Value: string name }] } ? name : Name;

    private AttributeData? Find(string metadataName) => Annotations.FirstOrDefault(annotation => annotation.Is(metadataName));

    private bool Has(string metadataName) => Find(metadataName) is not null;

    /// <summary>An override may have a setter alone, and then the getter is that of the property that it overrides.</summary>
    public static IMethodSymbol? FindGetter(IPropertySymbol property) => FindAccessor(property, current => current.GetMethod);

    private static IMethodSymbol? FindSetter(IPropertySymbol property) => FindAccessor(property, current => current.SetMethod);

    private static IMethodSymbol? FindAccessor(IPropertySymbol property, Func<IPropertySymbol, IMethodSymbol?> accessor)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (accessor(current) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

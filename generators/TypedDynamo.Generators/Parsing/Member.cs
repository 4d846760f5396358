using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>A property of a type while it is parsed. It never leaves the parser, for it holds symbols.</summary>
internal sealed class Member
{
    public Member(IPropertySymbol property)
    {
        Property = property;
        Type = MemberTypes.WithoutNullable(property.Type);
        Setter = FindSetter(property);
    }

    public IPropertySymbol Property { get; }

    public string Name => Property.Name;

    /// <summary>The type without its question mark.</summary>
    public ITypeSymbol Type { get; }

    /// <summary>Null when the type cannot be stored.</summary>
    public ValueModel? Value { get; private set; }

    public MemberKind? Kind => Value?.Kind;

    /// <summary>The type that cannot be stored: the property's, or that of its elements.</summary>
    public ITypeSymbol? Culprit { get; private set; }

    /// <summary>Whether the type does not resolve, which is the compiler's to report.</summary>
    public bool IsUnresolved => Culprit?.TypeKind == TypeKind.Error;

    /// <summary>An override may have a getter alone, and then the setter is that of the property that it overrides.</summary>
    public IMethodSymbol? Setter { get; }

    /// <summary>What the user wrote on the property or on the constructor parameter that becomes it.</summary>
    public IReadOnlyList<AttributeData> Annotations { get; set; } = [];

    /// <summary>What the annotations make of the value, beyond storing it.</summary>
    public AttributeRole Role => AttributeRoles.All.FirstOrDefault(role => Has(role.MetadataName()));

    public bool IsPartitionKey => Has(MetadataNames.PartitionKey);

    public bool IsSortKey => Has(MetadataNames.SortKey);

    public bool IsKey => IsPartitionKey || IsSortKey;

    /// <summary>Whether it is part of the key of an index that could be read.</summary>
    public bool IsIndexKey { get; set; }

    /// <summary>The names of the indexes that are to hold the member.</summary>
    public IEnumerable<string> ProjectedInto
        => Find(MetadataNames.ProjectedInto) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } names] }
            ? names.Values.Select(name => name.Value).OfType<string>()
            : [];

    public bool IsNullableValue => Property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public string AttributeName
        => Find(MetadataNames.DynamoAttribute) is { ConstructorArguments: [{ Value: string name }] } ? name : Name;

    /// <summary>Says what the property is stored as. What its annotations say of that is known by now.</summary>
    public void ReadValue(MemberTypes types, ISymbol place)
    {
        if (Property.RefKind != RefKind.None)
        {
            Culprit = Type;
            return;
        }

        Value = types.Read(Property.Type, place, out var culprit);
        Culprit = culprit;
        if (Role == AttributeRole.TimeToLive && Value is not null)
        {
            Value = Value with { Kind = Value.Kind.InEpochSeconds() };
        }
    }

    public AttributeData? Find(string metadataName) => Annotations.FirstOrDefault(annotation => annotation.Is(metadataName));

    public bool Has(string metadataName) => Find(metadataName) is not null;

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

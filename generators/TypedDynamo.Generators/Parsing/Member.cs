using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>A property of a type while it is parsed. It never leaves the parser, because it holds symbols.</summary>
internal sealed class Member(IPropertySymbol property)
{
    public IPropertySymbol Property { get; } = property;

    public string Name => Property.Name;

    /// <summary>The type without its question mark.</summary>
    public ITypeSymbol Type { get; } = MemberTypes.WithoutNullable(property.Type);

    /// <summary>Null when the type cannot be stored.</summary>
    public ValueModel? Value { get; private set; }

    public MemberKind? Kind => Value?.Kind;

    /// <summary>The type that cannot be stored: the property's, or that of its elements.</summary>
    public ITypeSymbol? Culprit { get; private set; }

    /// <summary>Whether it cannot be stored for a reason that has been reported.</summary>
    public bool HasProblem => Value is null && Culprit is null;

    /// <summary>Whether the type does not resolve, which the compiler reports.</summary>
    public bool IsUnresolved => Culprit?.TypeKind == TypeKind.Error;

    /// <summary>An override may have a getter alone, and then the setter is that of the property that it overrides.</summary>
    public IMethodSymbol? Setter { get; } = FindSetter(property);

    /// <summary>Whether the property stores its value in a field of the compiler, and does not compute it.</summary>
    public bool HoldsItsValue => Property.ContainingType.GetMembers()
        .OfType<IFieldSymbol>()
        .Any(storage => SymbolEqualityComparer.Default.Equals(storage.AssociatedSymbol, Property));

    /// <summary>The annotations on the property or on the constructor parameter that sets it.</summary>
    public IReadOnlyList<AttributeData> Annotations { get; set; } = [];

    /// <summary>The role that the annotations give the attribute.</summary>
    public AttributeRole Role => AttributeRoles.All.FirstOrDefault(role => Has(role.MetadataName()));

    /// <summary>Whether the object's attributes are stored in the outer item.</summary>
    public bool IsFlattened => Has(MetadataNames.DynamoFlatten);

    /// <summary>The prefix of these attributes' names.</summary>
    public string Prefix
        => Find(MetadataNames.DynamoFlatten)?.NamedArguments.FirstOrDefault(argument => argument.Key == MemberNames.DynamoFlatten.Prefix).Value.Value as string ?? "";

    /// <summary>Whether it holds the attributes which the type does not know.</summary>
    public bool IsExtensionData => Has(MetadataNames.DynamoExtensionData);

    public bool IsPartitionKey => Has(MetadataNames.PartitionKey);

    public bool IsSortKey => Has(MetadataNames.SortKey);

    public bool IsKey => IsPartitionKey || IsSortKey;

    /// <summary>Whether it is part of the key of an index that can be read.</summary>
    public bool IsIndexKey => IndexKeys.Any();

    /// <summary>The indexes whose keys it is part of, as far as their annotations are complete.</summary>
    public IEnumerable<(string Index, bool IsLocal, bool IsSortKey, int Order)> IndexKeys
    {
        get
        {
            foreach (var annotation in Annotations)
            {
                if (annotation.Is(MetadataNames.Gsi) && annotation.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } global, { Value: int role }])
                {
                    int order = annotation.NamedArguments.FirstOrDefault(argument => argument.Key == MemberNames.Gsi.Order).Value.Value as int? ?? 0;
                    yield return (global.Value as string ?? "", IsLocal: false, IsSortKey: (KeyRole)role == KeyRole.Sort, order);
                }
                else if (annotation.Is(MetadataNames.Lsi) && annotation.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } local])
                {
                    yield return (local.Value as string ?? "", IsLocal: true, IsSortKey: true, Order: 0);
                }
            }
        }
    }

    /// <summary>Whether a template of the table's key contains it.</summary>
    public bool IsInKeyText { get; set; }

    /// <summary>Whether it is read back from the key's text, and is not stored as an attribute of its own.</summary>
    public bool IsKeyOnly { get; set; }

    public bool HasOwnName => Find(MetadataNames.DynamoAttribute) is { ConstructorArguments.Length: 1 };

    /// <summary>The names of the indexes that must hold the member.</summary>
    public IEnumerable<string> ProjectedInto
        => Annotations
            .Where(annotation => annotation.Is(MetadataNames.ProjectedInto))
            .SelectMany(annotation => annotation.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } names]
                ? names.Values.Select(name => name.Value).OfType<string>()
                : []);

    public bool IsNullableValue => Property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public string AttributeName
        => Find(MetadataNames.DynamoAttribute) is { ConstructorArguments: [{ Value: string name }] } ? name : Name;

    private List<string> Formats => Annotations
        .Where(annotation => annotation.Is(MetadataNames.DynamoAttribute) || annotation.Is(MetadataNames.PartitionKey) || annotation.Is(MetadataNames.SortKey))
        .SelectMany(annotation => annotation.NamedArguments)
        .Where(argument => argument.Key == MemberNames.DynamoAttribute.Format)
        .Select(argument => argument.Value.Value)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .ToList();

    /// <summary>Determines how the member is stored, by its type and its annotations.</summary>
    /// <param name="types">The types.</param>
    /// <param name="place">The member of the annotated type that holds it.</param>
    public void ReadValue(MemberTypes types, ISymbol place)
    {
        if (Property.RefKind != RefKind.None)
        {
            Culprit = Type;
            return;
        }

        // The attributes of a flattened object stand in the outer item, and unknown ones have no type.
        if (IsFlattened || IsExtensionData)
        {
            bool fits = IsFlattened ? types.IsPlainObject(Type) : CollectionTypes.IsMapOfAttributeValues(Type);
            Value = fits ? MemberTypes.Describe(Property.Type, IsFlattened ? MemberKind.Object : MemberKind.Map, Type.FullName()) : null;
            Culprit = fits ? null : Type;
            return;
        }

        Value = types.ReadMember(Property.Type, FindAll(MetadataNames.DynamoConverter), Formats, place, out var culprit);
        Culprit = culprit;
        if (EnumParser.ReadStorage(Annotations) is { } storage)
        {
            Value = Value?.WithEnumsAs(storage);
        }

        if (Value is { IsReferenceType: true } && Property.HasAttribute(MetadataNames.MaybeNull))
        {
            Value = Value with { IsNullable = true };
        }

        if (Role == AttributeRole.TimeToLive && Value is not null)
        {
            Value = Value with { Kind = Value.Kind.InEpochSeconds() };
        }
    }

    public AttributeData? Find(string metadataName) => Annotations.FirstOrDefault(annotation => annotation.Is(metadataName));

    public bool Has(string metadataName) => Find(metadataName) is not null;

    private List<AttributeData> FindAll(string metadataName) => Annotations.Where(annotation => annotation.Is(metadataName)).ToList();

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

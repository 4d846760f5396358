using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    private const string UsualDiscriminator = "$type";

    // What an annotation names does not resolve, which is the compiler's to report.
    private bool _hasUnresolvedTypes;

    /// <summary>Reads the types that a value of a type can be, as far as they can be stored.</summary>
    /// <param name="type">The type that lists others by <c>[DynamoDerivedType]</c>.</param>
    /// <param name="place">The symbol at which findings are reported.</param>
    /// <param name="own">The discriminator of the type itself, unless it is listed with one.</param>
    private List<DerivedType> ReadDerivedTypes(INamedTypeSymbol type, ISymbol place, string? own)
    {
        string name = type.NameForPeople();
        var derived = new List<DerivedType>();
        foreach (var annotation in type.GetAttributes().Where(annotation => annotation.Is(MetadataNames.DynamoDerivedType)))
        {
            if (annotation.ConstructorArguments is not [{ Value: ITypeSymbol listed }, { Kind: not TypedConstantKind.Error } text]
                || listed.TypeKind == TypeKind.Error)
            {
                _hasUnresolvedTypes = true;
                continue;
            }

            string listedName = listed is INamedTypeSymbol { SpecialType: SpecialType.None } named ? named.NameForPeople() : listed.NameInMessages();
            if (FaultOf(listed, type) is var (fault, remedy) && fault is not null)
            {
                Report(place, Rules.DerivedTypeCannotBeStored, name, listedName, fault, remedy!);
            }
            else if (text.Value is not string discriminator)
            {
                Report(place, Rules.DiscriminatorIsTaken, $"'{name}' gives '{listedName}' no discriminator; give it a text");
            }
            else if (derived.Any(other => SymbolEqualityComparer.Default.Equals(other.Type, listed)))
            {
                Report(place, Rules.DiscriminatorIsTaken, $"'{name}' lists '{listedName}' twice; remove one of the two annotations");
            }
            else if (derived.FirstOrDefault(other => other.Discriminator == discriminator) is { } twin)
            {
                Report(
                    place, Rules.DiscriminatorIsTaken,
                    $"'{name}' gives '{twin.Type.NameForPeople()}' and '{listedName}' the same discriminator '{discriminator}'; give one of them another");
            }
            else
            {
                derived.Add(new DerivedType((INamedTypeSymbol)listed, discriminator));
            }
        }

        // Last, for the type without discriminator is the one that is left when all others are not it.
        if (!type.IsAbstract && derived.All(other => !SymbolEqualityComparer.Default.Equals(other.Type, type)))
        {
            derived.Add(new DerivedType(type, own));
        }

        return derived;
    }

    private (string? Fault, string? Remedy) FaultOf(ITypeSymbol listed, INamedTypeSymbol type)
    {
        // The base of an unbound generic type is not its own, so that comes first.
        if (listed is INamedTypeSymbol generic && generic.WithContainingTypes().Any(part => part.Arity > 0))
        {
            return ("is generic", "list a type without type parameters");
        }

        if (listed is not INamedTypeSymbol named || !DerivesFrom(named, type))
        {
            return ("does not derive from it", "list types that do");
        }

        if (named.IsAbstract || named.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return ("is abstract", "list the types that derive from it in its place");
        }

        if (named.IsRefLikeType)
        {
            return ("is a ref struct", "remove 'ref'");
        }

        return named.WithContainingTypes().All(part => !part.IsFileLocal && part.IsAccessibleFrom(_type.ContainingAssembly))
            ? default
            : ("is hidden from generated code", "make it internal or public");
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol baseType)
    {
        if (baseType.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Contains(baseType, SymbolEqualityComparer.Default);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, baseType))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the types that an item of the table can be; none if all are of the annotated type and need no discriminator.</summary>
    private List<DerivedType> ReadItemTypes(out string attribute)
    {
        var table = _type.FindAttribute(MetadataNames.DynamoTable)!;
        string? own = table.NamedArguments.FirstOrDefault(argument => argument.Key == MemberNames.DynamoTable.Discriminator).Value.Value as string;
        var named = DiscriminatorName(_type);
        attribute = named ?? UsualDiscriminator;

        if (own is not null && _type.IsAbstract)
        {
            Report(_type, Rules.DiscriminatorIsContradicted, _typeName, "is abstract and has a discriminator; remove Discriminator from [DynamoTable]");
        }

        if (FindListing() is var (listing, listed) && listing is not null)
        {
            string place = listing.NameForPeople();
            string listingAttribute = DiscriminatorName(listing) ?? UsualDiscriminator;
            if ((own is not null && own != listed) || (named is not null && named != listingAttribute))
            {
                Report(
                    _type, Rules.DiscriminatorIsContradicted, _typeName,
                    $"has another discriminator than '{place}' lists it with; remove its own, or make it '{listed}' in the attribute '{listingAttribute}'");
            }

            own = listed;
            attribute = listingAttribute;
        }

        bool lists = _type.HasAttribute(MetadataNames.DynamoDerivedType);
        if (!lists && own is null)
        {
            if (named is not null)
            {
                Report(
                    _type, Rules.DiscriminatorIsContradicted, _typeName,
                    "names the attribute of a discriminator but has none; give it one by Discriminator in [DynamoTable], "
                    + "list its derived types by [DynamoDerivedType], or remove [DynamoDiscriminator]");
            }

            return [];
        }

        var types = ReadDerivedTypes(_type, _type, own);
        if (own is not null && types.FirstOrDefault(type => SymbolEqualityComparer.Default.Equals(type.Type, _type)) is { } self
            && self.Discriminator != own)
        {
            Report(
                _type, Rules.DiscriminatorIsContradicted, _typeName,
                $"has the discriminators '{own}' and '{self.Discriminator}'; remove one of them");
        }

        return types;
    }

    /// <summary>Finds the base that lists the type as an entity of the same table.</summary>
    private (INamedTypeSymbol? Listing, string? Discriminator) FindListing()
    {
        for (var type = _type.BaseType; type is not null; type = type.BaseType)
        {
            if (type.HasAttribute(MetadataNames.DynamoTable) && ReadTableName(type) == ReadTableName(_type))
            {
                foreach (var annotation in type.GetAttributes().Where(annotation => annotation.Is(MetadataNames.DynamoDerivedType)))
                {
                    if (annotation.ConstructorArguments is [{ Value: ITypeSymbol listed }, { Value: string discriminator }]
                        && SymbolEqualityComparer.Default.Equals(listed, _type))
                    {
                        return (type, discriminator);
                    }
                }
            }
        }

        return default;
    }

    private static string? DiscriminatorName(INamedTypeSymbol type)
        => type.FindAttribute(MetadataNames.DynamoDiscriminator) is { ConstructorArguments: [{ Value: string name }] } ? name : null;

    private PolymorphicModel Describe(INamedTypeSymbol type, string attribute, List<DerivedType> derived, ISymbol place)
    {
        if (attribute.Length == 0)
        {
            Report(place, Rules.DiscriminatorNameIsTaken, "The attribute of the discriminator has no name", type.NameForPeople());
        }

        return new PolymorphicModel
        {
            Name = type.NameForPeople(),
            Type = type.FullName(),
            IsValueType = type.IsValueType,
            Attribute = attribute,
            Derived = derived
                .Select(part => new DerivedTypeModel { Type = part.Type.FullName(), Discriminator = part.Discriminator })
                .ToEquatableArray(),
        };
    }

    /// <summary>Reads the types inside the item. Reading one may find others, or itself again if it is recursive.</summary>
    private (List<ItemParser> Nested, List<PolymorphicModel> Polymorphic) ReadNested(MemberTypes types)
    {
        var nested = new List<ItemParser>();
        var polymorphic = new List<PolymorphicModel>();
        while (nested.Count < types.Nested.Count || polymorphic.Count < types.Polymorphic.Count)
        {
            if (polymorphic.Count < types.Polymorphic.Count)
            {
                var (type, place) = types.Polymorphic[polymorphic.Count];
                var derived = ReadDerivedTypes(type, place, own: null);
                string attribute = DiscriminatorName(type) ?? UsualDiscriminator;
                polymorphic.Add(Describe(type, attribute, derived, place));
                foreach (var part in derived)
                {
                    types.AddNested(part.Type, place);
                }
            }
            else
            {
                var (type, place) = types.Nested[nested.Count];
                var item = ParseItem(type, types, place);
                item.CheckMembers();
                nested.Add(item);
            }
        }

        foreach (var model in polymorphic)
        {
            CheckDiscriminator(model, nested);
        }

        return (nested, polymorphic);
    }

    /// <summary>Checks that no property has the discriminator's attribute name.</summary>
    private void CheckDiscriminator(PolymorphicModel model, IEnumerable<ItemParser> items)
    {
        foreach (var item in items.Where(item => model.Derived.Any(derived => derived.Type == item.Type.FullName())))
        {
            if (item.Members.FirstOrDefault(member => member.AttributeName == model.Attribute) is { } member)
            {
                ReportOnce(
                    item.Place ?? member.Property, Rules.DiscriminatorNameIsTaken,
                    $"'{item.Type.NameForPeople()}.{member.Name}' is stored as the attribute '{model.Attribute}', which holds the discriminator", model.Name);
            }
        }
    }

    /// <summary>One of the types that a polymorphic value can be, while it is parsed.</summary>
    private sealed record DerivedType(INamedTypeSymbol Type, string? Discriminator);
}

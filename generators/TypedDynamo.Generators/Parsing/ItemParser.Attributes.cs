using System.Text;
using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    // Developer Guide, "Naming rules".
    private const int MaxAttributeNameBytes = 65_535;

    /// <summary>Collects the public properties of the type and its bases, those of the bases first, each name once.</summary>
    private List<Member> CollectMembers()
    {
        var levels = new List<List<IPropertySymbol>>();
        var hidden = new HashSet<string>(StringComparer.Ordinal);

        for (var type = _type; type is not null; type = type.BaseType)
        {
            var declared = type.GetMembers();
            levels.Insert(0, declared
                .OfType<IPropertySymbol>()
                .Where(property => IsStored(property) && !hidden.Contains(property.Name))
                .ToList());

            // A member hides or overrides those of its name below it, whether it is stored itself or not.
            hidden.UnionWith(declared.Where(member => member.IsAccessibleFrom(_assembly)).Select(member => member.Name));
        }

        return levels.SelectMany(level => level).Select(property => new Member(property)).ToList();
    }

    /// <summary>Whether a type has a property to store.</summary>
    public static bool HasStoredProperty(INamedTypeSymbol type) => FindStoredProperties(type).Any();

    /// <summary>Finds the properties to store of a type and its bases.</summary>
    public static IEnumerable<IPropertySymbol> FindStoredProperties(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(IsStored))
            {
                yield return property;
            }
        }
    }

    // One without a name is being typed.
    private static bool IsStored(IPropertySymbol property) => property.Name.Length > 0 && FindReasonNotStored(property) is null;

    /// <summary>Returns why a property is not an attribute of the item.</summary>
    /// <param name="property">The property.</param>
    /// <returns>Null if it is one.</returns>
    public static string? FindReasonNotStored(IPropertySymbol property)
    {
        if (property.IsStatic)
        {
            return "a static property is not stored";
        }

        if (property.IsIndexer)
        {
            return "an indexer is not stored";
        }

        if (Member.FindGetter(property)?.DeclaredAccessibility != Accessibility.Public)
        {
            return "a property without a public get accessor is not stored";
        }

        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.HasAttribute(MetadataNames.DynamoIgnore))
            {
                return "[DynamoIgnore] leaves it out";
            }
        }

        return null;
    }

    private void ReadAnnotations()
    {
        // A projection has none of its own.
        if (_projected is not null)
        {
            return;
        }

        foreach (var member in _members)
        {
            var annotations = new List<AttributeData>();
            var constructors = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            AddConstructor(_constructor);
            AddConstructor(_type.FindPrimaryConstructor(_cancellationToken));

            for (var property = member.Property; property is not null; property = property.OverriddenProperty)
            {
                annotations.AddRange(property.GetAttributes());
                AddConstructor(property.ContainingType.FindPrimaryConstructor(_cancellationToken));
            }

            // Without `property:`, the annotation of a positional record belongs to the constructor's parameter.
            annotations.AddRange(constructors
                .Select(constructor => FindParameter(constructor, member))
                .SelectMany(parameter => parameter?.GetAttributes() ?? []));

            member.Annotations = annotations.Where(HasMeaning).ToList();

            void AddConstructor(IMethodSymbol? constructor)
            {
                if (constructor is not null)
                {
                    constructors.Add(constructor);
                }
            }
        }
    }

    public void CheckMembers()
    {
        var conflicting = CheckRoles();
        CheckNames();
        CheckObjectModel();
        foreach (var (_, item) in _flattened)
        {
            item.CheckMembers();
        }

        foreach (var member in _members.Where(member => !member.IsUnresolved && !conflicting.Contains(member)))
        {
            if (FindTypesAskedFor(member) is { } types)
            {
                Report(
                    member.Property, Rules.AnnotationAsksForAnotherType, _typeName, member.Name, types.Annotation,
                    member.Property.Type.NameInMessages(), types.Types);
                continue;
            }

            if (member.Kind is null)
            {
                // Of a key, ReadKeys has said so already, and of a conversion, the one who read it.
                if (!member.IsKey && !member.HasProblem)
                {
                    Report(member.Property, Rules.TypeCannotBeMapped, _typeName, member.Name, Describe(member));
                }

                continue;
            }

            if (member.Has(MetadataNames.DynamoEnum) && !member.Value!.HoldsEnum)
            {
                Report(member.Property, Rules.NoEnumToStore, _typeName, member.Name, member.Property.Type.NameInMessages());
            }

            if (_constructor is not null && !CanBeSet(member, _constructor))
            {
                Report(member.Property, Rules.PropertyCannotBeSet, _typeName, member.Name, RemedyFor(member));
            }
        }
    }

    /// <summary>Finds an annotation of a member that requires other types than the member's; null if none does.</summary>
    private static (string Annotation, string Types)? FindTypesAskedFor(Member member) => member switch
    {
        { IsFlattened: true, Value: null } => ("DynamoFlatten", "a class, record or struct that has properties to store"),
        { IsExtensionData: true, Value: null } => ("DynamoExtensionData", "Dictionary<string, AttributeValue>"),
        _ when member.Role != AttributeRole.None && !member.Role.Takes(member.Kind) => (member.Role.ToString(), member.Role.TakenTypes()),
        _ => null,
    };

    private void CheckNames()
    {
        // Those of flattened types are the outer item's.
        if (_outer is not null)
        {
            return;
        }

        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, member, item) in MembersByPath().Where(stored => stored.Item.Mapped.Contains(stored.Member)))
        {
            var place = member.Property;
            string attribute = item._prefix + member.AttributeName;
            int nameBytes = Encoding.UTF8.GetByteCount(attribute);
            if (nameBytes == 0)
            {
                item.Report(place, Rules.AttributeNameIsEmpty, _typeName, path);
            }
            else if (nameBytes > MaxAttributeNameBytes)
            {
                item.Report(place, Rules.AttributeNameIsTooLong, _typeName, path, Constants.InvariantText(nameBytes));
            }
            else if (byName.TryGetValue(attribute, out string other))
            {
                item.Report(place, Rules.AttributeNameIsTaken, _typeName, other, path, attribute);
            }
            else
            {
                byName.Add(attribute, path);
            }
        }
    }

    private void CheckObjectModel()
    {
        foreach (var member in _members)
        {
            if (ObjectModel.FindLoss(member, isNested: _place is not null) is var (annotation, remedy))
            {
                Report(member.Property, Rules.ObjectModelAnnotationHasNoEffect, _typeName, member.Name, annotation, remedy);
            }
        }

        if (ObjectModel.FindField(_type) is var (annotationOfField, field))
        {
            Report(field, Rules.ObjectModelAnnotationHasNoEffect, _typeName, field.Name, annotationOfField, "make the field a property");
        }
    }

    private static string Describe(Member member)
    {
        string type = member.Property.Type.NameInMessages();
        return SymbolEqualityComparer.Default.Equals(member.Culprit, member.Type)
            ? $"'{type}', which"
            : $"'{type}', whose '{member.Culprit!.NameInMessages()}'";
    }

    private static string RemedyFor(Member member)
    {
        if (member.Setter is not null)
        {
            return "give it a public init or set accessor, because the hidden one of a generic base class cannot be reached on .NET 8";
        }

        return member.Property.Locations.Any(location => location.IsInSource)
            ? "give it an init or set accessor or a constructor parameter of its name and type"
            : "give it a public or protected accessor, because the compiler does not see the private ones of another assembly";
    }

    public AttributeModel ReadAttribute(Member member)
    {
        var parameter = FindParameter(_constructor, member);
        var population = ChoosePopulation(member, _constructor);
        var absence = ChooseAbsence(member, population, parameter);
        bool mayBeInitialized = absence == Absence.KeepsInitializer & MayBeInitialized(member, out string? initializer);

        return new AttributeModel
        {
            Name = _prefix + member.AttributeName,
            Member = member.Name,
            Value = member.IsKey || member.IsInKeyText ? member.Value! with { IsNullable = false } : member.Value!,
            AcceptsNull = population == Population.Constructor
                ? parameter!.NullableAnnotation != NullableAnnotation.NotAnnotated
                : member.Property.NullableAnnotation != NullableAnnotation.NotAnnotated
                    && !member.Property.HasAttribute(MetadataNames.DisallowNull),
            Role = member.Role,
            Population = population,
            Absence = absence,
            MayBeInitialized = mayBeInitialized,
            Default = absence == Absence.KeepsInitializer ? initializer
                : parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? Constants.InvariantText(value)
                : null,
            DefaultKind = MemberTypes.KindOf(member.Type) ?? default,
            IsKey = member.IsKey || member.IsIndexKey,
            DeclaringType = (member.Setter ?? (ISymbol)member.Property).ContainingType.FullName(),
        };
    }

    private static Absence ChooseAbsence(Member member, Population population, IParameterSymbol? parameter)
    {
        if (member.IsKey || member.IsInKeyText)
        {
            return Absence.Throws;
        }

        if (member.Kind!.Value.IsSet() && !member.Value!.IsNullable)
        {
            return Absence.ReadsEmpty;
        }

        // Null is stored as an absent attribute, so what may be null must be readable when it is absent.
        var withoutValue = member.Value!.IsNullable ? Absence.ReadsDefault : member.IsExtensionData ? Absence.ReadsEmpty : Absence.Throws;
        return population switch
        {
            Population.Constructor when parameter!.HasExplicitDefaultValue => Absence.ReadsDefault,
            Population.Constructor or Population.Initializer or Population.ConstructorAndInitializer => withoutValue,
            _ => member.Property.IsRequired ? withoutValue : Absence.KeepsInitializer,
        };
    }
}

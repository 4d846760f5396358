using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    // What is said of an attribute of the table, whichever type has it.
    private static readonly string[] s_tableAnnotations =
        [MetadataNames.Gsi, MetadataNames.Lsi, MetadataNames.ProjectedInto, MetadataNames.TimeToLive];

    /// <summary>Reads the types that an item can be; the annotated type, if it is one of them, has been read already.</summary>
    private List<ItemParser> ReadEntities(List<DerivedType> itemTypes, ItemParser item, MemberTypes types)
        => itemTypes.Select(derived =>
        {
            if (SymbolEqualityComparer.Default.Equals(derived.Type, _type))
            {
                return item;
            }

            // A type that has a table of its own has its findings there.
            bool isAnnotated = derived.Type.HasAttribute(MetadataNames.DynamoTable);
            return new ItemParser(
                derived.Type, _type.ContainingAssembly, types, null, isAnnotated ? IgnoreFinding : ReportOnce, _cancellationToken);
        }).ToList();

    /// <summary>Returns the members of the annotated type, and those of the others that are keys or projected: a key belongs to the whole
    /// table.</summary>
    private List<Member> MergeMembers(ItemParser item, List<ItemParser> entities)
    {
        var merged = item.Members.ToList();
        foreach (var entity in entities.Where(entity => entity != item))
        {
            foreach (var member in entity.Members.Where(member => member.Value is not null))
            {
                Merge(merged, member, entity);
            }
        }

        return merged;
    }

    private void Merge(List<Member> merged, Member member, ItemParser entity)
    {
        var annotations = member.Annotations.Where(annotation => s_tableAnnotations.Any(annotation.Is)).ToList();
        var twin = merged.FirstOrDefault(other => other.AttributeName == member.AttributeName);
        if (member.IsKey && (twin is null || twin.IsPartitionKey != member.IsPartitionKey || twin.IsSortKey != member.IsSortKey))
        {
            Report(
                member.Property, Rules.EntityKeysDiffer, _typeName, entity.Type.NameForPeople(),
                $"the key '{member.AttributeName}' of '{entity.Type.NameForPeople()}' is not a key of '{_typeName}'; declare it there");
        }
        else if (twin is not null)
        {
            twin.Annotations = twin.Annotations
                .Concat(annotations.Where(annotation => twin.Annotations.All(other => !IsSame(annotation, other))))
                .ToList();
        }
        else if (annotations.Count > 0)
        {
            merged.Add(member);
        }
    }

    private static bool IsSame(AttributeData one, AttributeData other)
        => SymbolEqualityComparer.Default.Equals(one.AttributeClass, other.AttributeClass)
            && one.ConstructorArguments.SequenceEqual(other.ConstructorArguments)
            && one.NamedArguments.SequenceEqual(other.NamedArguments);

    /// <summary>Applies the annotated type's key templates to all types of the items.</summary>
    private void ApplyTemplates(List<KeyTemplateModel> templates, ItemParser item, List<ItemParser> entities)
    {
        foreach (var entity in entities.Where(entity => entity != item))
        {
            ChooseKeyOnlyMembers(entity.Members, templates);
            CheckKeyAttributeNames(entity.Members, templates);
        }
    }

    /// <summary>Checks that no attribute has another type than the key of that name: DynamoDB refuses such an item.</summary>
    private void CheckKeyTypes(List<Member> merged, List<ItemParser> entities)
    {
        foreach (var key in merged.Where(member => (member.IsKey || member.IsIndexKey) && member.Value is not null))
        {
            foreach (var entity in entities)
            {
                var other = entity.Members.FirstOrDefault(member => member.AttributeName == key.AttributeName && member.Value is not null);
                if (other is not null && other.Value!.DynamoType != key.Value!.DynamoType)
                {
                    Report(
                        other.Property, Rules.EntityKeysDiffer, _typeName, entity.Type.NameForPeople(),
                        $"the key attribute '{key.AttributeName}' is stored as {key.Value.TypeCode} and as {other.Value.TypeCode}; "
                        + "give the properties one type");
                }
            }
        }
    }

    /// <summary>Returns the table's view of its items: what all of them have, and the keys that some of them add, which may be absent.</summary>
    private static ItemModel MergeItem(ItemModel item, List<Member> added, IEnumerable<ItemParser> entities)
    {
        var names = new HashSet<string>(item.Attributes.Select(attribute => attribute.Member), StringComparer.Ordinal);
        var attributes = added.Select(member =>
        {
            var entity = entities.First(candidate => candidate.Members.Contains(member));
            string name = member.Name;
            while (!names.Add(name))
            {
                name = entity.Type.Name + name;
            }

            return entity.ReadAttribute(member) with
            {
                Member = name,
                Absence = Absence.ReadsDefault,
                Default = null,
                MayBeInitialized = false,
                IsOfDerivedType = true,
            };
        });
        return item with { Attributes = item.Attributes.Concat(attributes).ToEquatableArray(), ConstructorParameters = default };
    }

    /// <summary>Marks the attributes that are keys of the table, in whichever of its types they are declared as such.</summary>
    private static ItemModel WithKeysOf(ItemModel table, ItemModel entity) => entity with
    {
        Attributes = entity.Attributes
            .Select(attribute => attribute with
            {
                IsKey = table.Attributes.Any(key => key.IsKey && key.Name == attribute.Name && key.Type == attribute.Type),
            })
            .ToEquatableArray(),
    };

    /// <summary>Names the discriminators' attributes, so that they are not taken for unknown ones.</summary>
    private static ItemModel WithDiscriminators(ItemModel item, IEnumerable<PolymorphicModel> models) => item.ExtensionData is null ? item : item with
    {
        Discriminators = models
            .Where(model => model.Derived.Any(derived => derived.Type == item.Type))
            .Select(model => model.Attribute)
            .Distinct(StringComparer.Ordinal)
            .ToEquatableArray(),
    };

    private static bool IsAttribute(Member member)
        => member.Kind is not null && !member.IsKeyOnly && !member.IsFlattened && !member.IsExtensionData;

    private static void IgnoreFinding(ISymbol symbol, DiagnosticDescriptor rule, string[] arguments)
    {
    }
}

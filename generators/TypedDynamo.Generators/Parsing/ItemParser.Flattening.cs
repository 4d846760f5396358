using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    // In a nested type, keys, indexes and what else belongs to a whole item mean nothing: it may be the item of another table.
    private static readonly string[] s_annotationsOfNestedTypes =
    [
        MetadataNames.DynamoAttribute, MetadataNames.DynamoConverter, MetadataNames.DynamoEnum,
        MetadataNames.DynamoFlatten, MetadataNames.DynamoExtensionData,
    ];

    // The attributes of a flattened object are the item's, but nothing is asked by them, and no version is given back in them.
    private static readonly string[] s_annotationsOfFlattenedTypes =
        [.. s_annotationsOfNestedTypes, MetadataNames.TimeToLive, MetadataNames.CreatedAt, MetadataNames.UpdatedAt];

    private readonly List<(Member Member, ItemParser Item)> _flattened = [];

    private bool HasMeaning(AttributeData annotation)
        => _outer is null && _place is null
            || (IsInItem ? s_annotationsOfFlattenedTypes : s_annotationsOfNestedTypes).Any(name => annotation.Is(name));

    /// <summary>Whether the attributes are those of an item, rather than of a map inside it.</summary>
    private bool IsInItem => _outer?.IsInItem ?? _place is null;

    /// <summary>Returns the types whose attributes are stored together, from the inside outwards.</summary>
    private IEnumerable<ItemParser> WithOuter()
    {
        for (var current = this; current is not null; current = current._outer)
        {
            yield return current;
        }
    }

    private void ReadFlattened()
    {
        foreach (var member in _members.Where(member => member.IsFlattened && member.Value is not null))
        {
            var type = (INamedTypeSymbol)member.Type;
            if (WithOuter().Any(item => SymbolEqualityComparer.Default.Equals(item._type, type)))
            {
                Report(member.Property, Rules.FlattenedTypeHoldsItself, _typeName, member.Name, type.NameForPeople());
                continue;
            }

            _flattened.Add((member, new ItemParser(
                type, _assembly, _types, _place ?? member.Property, _report, _cancellationToken, outer: this, _prefix + member.Prefix)));
        }
    }

    private EquatableArray<FlattenedModel> FlattenedToModel() => _flattened
        .Select(flattened => new FlattenedModel
        {
            Property = ReadAttribute(flattened.Member),
            Item = flattened.Item.ToModel(canBeNamed: true),
        })
        .ToEquatableArray();

    /// <summary>Returns the properties of the type and of those that are flattened into it, each with its path from the item.</summary>
    private IEnumerable<(string Path, Member Member, ItemParser Item)> MembersByPath()
        => _members.Select(member => (member.Name, member, this))
            .Concat(_flattened.SelectMany(flattened => flattened.Item.MembersByPath()
                .Select(inner => ($"{flattened.Member.Name}.{inner.Path}", inner.Member, inner.Item))));
}

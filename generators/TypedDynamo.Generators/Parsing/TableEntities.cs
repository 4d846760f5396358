using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>The annotated types of a compilation, by their tables, to find conflicts that neither of two types has alone.</summary>
/// <remarks>Only the analyzer uses it. The generator reads one type at a time, so that an edit of one does not generate the files of others
/// again.</remarks>
internal sealed class TableEntities
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParseResult> _results = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> _byTable;

    public TableEntities(Compilation compilation)
    {
        _byTable = new Lazy<ILookup<string, INamedTypeSymbol>>(() => TypesOf(compilation.Assembly.GlobalNamespace)
            .Where(type => type.HasAttribute(MetadataNames.DynamoTable))
            .ToLookup(TableParser.ReadTableName, StringComparer.Ordinal));
    }

    /// <summary>Returns the problems of a type, and its conflicts with types before it.</summary>
    public IEnumerable<Finding> FindingsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var result = Parse(type, cancellationToken);
        if (result.Model is { IsUsable: true } model)
        {
            // Of two types that differ, one is told.
            var others = _byTable.Value[model.TableName].TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, type));
            foreach (var other in others.Select(other => Parse(other, cancellationToken).Model).OfType<TableModel>().Where(other => other.IsUsable))
            {
                if (FindDifference(other, model) is { } difference)
                {
                    var location = type.Locations.FirstOrDefault(candidate => candidate.IsInSource) ?? Location.None;
                    var finding = new Finding(
                        Rules.EntityKeysDiffer, location, NameOf(other, model), NameOf(model, other), difference);
                    return [.. result.Findings, finding];
                }
            }
        }

        return result.Findings;
    }

    public ParseResult Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
        => _results.GetOrAdd(type, added => TableParser.Parse(added, cancellationToken));

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var nested in TypesOf(member))
            {
                yield return nested;
            }
        }
    }

    // Types of different namespaces may have one name.
    private static string NameOf(TableModel model, TableModel other)
        => model.Item.Name == other.Item.Name && model.Namespace.Length > 0 ? $"{model.Namespace}.{model.Item.Name}" : model.Item.Name;

    /// <summary>Returns the difference between the keys of two entities; null if one table can have both.</summary>
    private static string? FindDifference(TableModel one, TableModel other)
    {
        string Differ(string what, string first, string second)
            => $"{what} is {first} in '{NameOf(one, other)}' and {second} in '{NameOf(other, one)}'; make them the same";

        if (Describe(one, [one.PartitionKey!]) is var first && Describe(other, [other.PartitionKey!]) is var second && first != second)
        {
            return Differ("the partition key", first, second);
        }

        first = Describe(one, one.SortKey is { } sort ? [sort] : []);
        second = Describe(other, other.SortKey is { } otherSort ? [otherSort] : []);
        if (first != second)
        {
            return Differ("the sort key", first, second);
        }

        foreach (var index in one.Indexes)
        {
            if (other.Indexes.FirstOrDefault(candidate => candidate.Name == index.Name) is { } twin
                && Describe(one, index) is var described && Describe(other, twin) is var otherDescribed && described != otherDescribed)
            {
                return Differ($"the index '{index.Name}'", described, otherDescribed);
            }
        }

        return FindKeyOfTwoTypes(one, other) ?? FindKeyOfTwoTypes(other, one);
    }

    /// <summary>Finds an attribute that has another type than the key of that name, even an index's: DynamoDB refuses such an item.</summary>
    private static string? FindKeyOfTwoTypes(TableModel one, TableModel other)
    {
        var keys = one.Item.Attributes.Where(attribute => attribute.IsKey).Select(Describe)
            .Concat(one.Item.KeyTemplates.Select(template => (template.Attribute, Code: "S")));
        foreach (var (name, code) in keys)
        {
            foreach (var (_, otherCode) in other.Derived.Prepend(other.Item)
                .SelectMany(item => item.Attributes).Select(Describe).Where(attribute => attribute.Name == name && attribute.Code != code))
            {
                return $"the attribute '{name}' is a key of type {code} in '{NameOf(one, other)}' and of type {otherCode} in '{NameOf(other, one)}'; make them the same";
            }
        }

        return null;
    }

    private static string Describe(TableModel model, IndexModel index)
        => $"{(index.IsLocal ? "local" : "global")} with the partition key {Describe(model, index.PartitionKey)} "
            + $"and the sort key {Describe(model, index.SortKey)}";

    private static string Describe(TableModel model, IEnumerable<KeyModel> keys)
    {
        var described = keys
            .Select(key => model.Item.IsComposed(key.Ordinal) ? (key.Member, "S") : Describe(model.Item.Attributes[key.Ordinal]))
            .Select(key => $"'{key.Item1}' {key.Item2}")
            .ToList();
        return described.Count == 0 ? "none" : string.Join(", ", described);
    }

    private static (string Name, string Code) Describe(AttributeModel attribute) => (attribute.Name, attribute.Value.TypeCode);
}

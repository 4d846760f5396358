using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Determines which .NET types are collections that can be stored.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";
    private const string ObjectModel = "System.Collections.ObjectModel";
    private const string Concurrent = "System.Collections.Concurrent";
    private const string Immutable = "System.Collections.Immutable";
    private const string Frozen = "System.Collections.Frozen";

    // By metadata name: where the type stands, how it behaves, and the class that stands in for an interface.
    private static readonly Dictionary<string, (string Namespace, CollectionShape Shape, string? Class)> s_types = new(StringComparer.Ordinal)
    {
        ["List`1"] = (Generic, CollectionShape.List, null),
        ["IList`1"] = (Generic, CollectionShape.List, "List"),
        ["ICollection`1"] = (Generic, CollectionShape.List, "List"),
        ["IEnumerable`1"] = (Generic, CollectionShape.List, "List"),
        ["IReadOnlyList`1"] = (Generic, CollectionShape.List, "List"),
        ["IReadOnlyCollection`1"] = (Generic, CollectionShape.List, "List"),
        ["LinkedList`1"] = (Generic, CollectionShape.List, null),
        ["Queue`1"] = (Generic, CollectionShape.List, null),
        ["Stack`1"] = (Generic, CollectionShape.List, null),
        ["Collection`1"] = (ObjectModel, CollectionShape.List, null),
        ["ObservableCollection`1"] = (ObjectModel, CollectionShape.List, null),
        ["ReadOnlyCollection`1"] = (ObjectModel, CollectionShape.List, null),
        ["ConcurrentQueue`1"] = (Concurrent, CollectionShape.List, null),
        ["ConcurrentBag`1"] = (Concurrent, CollectionShape.List, null),
        ["ImmutableArray`1"] = (Immutable, CollectionShape.List, null),
        ["ImmutableList`1"] = (Immutable, CollectionShape.List, null),
        ["IImmutableList`1"] = (Immutable, CollectionShape.List, "ImmutableList"),
        ["Dictionary`2"] = (Generic, CollectionShape.Map, null),
        ["IDictionary`2"] = (Generic, CollectionShape.Map, "Dictionary"),
        ["IReadOnlyDictionary`2"] = (Generic, CollectionShape.Map, "Dictionary"),
        ["SortedDictionary`2"] = (Generic, CollectionShape.Map, null),
        ["SortedList`2"] = (Generic, CollectionShape.Map, null),
        ["ReadOnlyDictionary`2"] = (ObjectModel, CollectionShape.Map, null),
        ["ConcurrentDictionary`2"] = (Concurrent, CollectionShape.Map, null),
        ["ImmutableDictionary`2"] = (Immutable, CollectionShape.Map, null),
        ["IImmutableDictionary`2"] = (Immutable, CollectionShape.Map, "ImmutableDictionary"),
        ["ImmutableSortedDictionary`2"] = (Immutable, CollectionShape.Map, null),
        ["FrozenDictionary`2"] = (Frozen, CollectionShape.Map, null),
        ["HashSet`1"] = (Generic, CollectionShape.Set, null),
        ["ISet`1"] = (Generic, CollectionShape.Set, "HashSet"),
        ["IReadOnlySet`1"] = (Generic, CollectionShape.Set, "HashSet"),
        ["SortedSet`1"] = (Generic, CollectionShape.SortedSet, null),
        ["ReadOnlySet`1"] = (ObjectModel, CollectionShape.Set, null),
        ["ImmutableHashSet`1"] = (Immutable, CollectionShape.Set, null),
        ["IImmutableSet`1"] = (Immutable, CollectionShape.Set, "ImmutableHashSet"),
        ["ImmutableSortedSet`1"] = (Immutable, CollectionShape.SortedSet, null),
        ["FrozenSet`1"] = (Frozen, CollectionShape.Set, null),
    };

    /// <summary>Whether a type, given without its question mark, is a dictionary from names to the SDK's values.</summary>
    public static bool IsMapOfAttributeValues(ITypeSymbol type)
        => Find(type) is { Shape: CollectionShape.Map } map && map.Element.Is(MetadataNames.AttributeValue);

    /// <summary>Whether a collection, given without its question mark, can be emptied and added to.</summary>
    public static bool CanBeFilled(ITypeSymbol type)
        => Find(type) is not null && HasMethod(type, "Clear") && HasMethod(type, "Add");

    // Immutable collections have such methods too, but theirs return another collection.
    private static bool HasMethod(ITypeSymbol type, string name)
        => (type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Prepend(type) : type.WithBaseTypes())
            .SelectMany(part => part.GetMembers(name))
            .OfType<IMethodSymbol>()
            .Any(method => method.DeclaredAccessibility == Accessibility.Public
                && (method.ReturnsVoid || method.ReturnType.SpecialType == SpecialType.System_Boolean));

    /// <summary>Describes a collection; null if the type, given without its question mark, is not one that can be stored.</summary>
    public static CollectionType? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true } array)
        {
            return new CollectionType(CollectionShape.List, Key: null, array.ElementType, Name: null, Class: null);
        }

        if (type is not INamedTypeSymbol { Arity: > 0 } named
            || !s_types.TryGetValue(named.MetadataName, out var known)
            || !named.Is($"{known.Namespace}.{named.MetadataName}"))
        {
            return null;
        }

        string place = $"global::{known.Namespace}.";
        return new CollectionType(
            known.Shape,
            known.Shape == CollectionShape.Map ? named.TypeArguments[0] : null,
            named.TypeArguments.Last(),
            place + named.Name,
            place + (known.Class ?? named.Name));
    }
}

internal enum CollectionShape
{
    List,
    Map,
    Set,
    SortedSet,
}

/// <summary>A type that is a collection.</summary>
/// <param name="Shape">Its kind.</param>
/// <param name="Key">The type of a dictionary's keys.</param>
/// <param name="Element">The type of its elements, or of a dictionary's values.</param>
/// <param name="Name">Its name in code without the arguments; null for an array.</param>
/// <param name="Class">The name of the class that reading creates.</param>
internal sealed record CollectionType(CollectionShape Shape, ITypeSymbol? Key, ITypeSymbol Element, string? Name, string? Class)
{
    /// <summary>Returns the kind that it is stored as; null if it is a set of values that DynamoDB has no sets of.</summary>
    public MemberKind? KindOf(ValueModel element) => Shape switch
    {
        CollectionShape.List => MemberKind.List,
        CollectionShape.Map => MemberKind.Map,

        // DynamoDB's sets hold no NULL. Where the source does not say whether a string may be null, it is taken not to be.
        _ when MemberTypes.IsMarkedNullable(Element) => null,

        // Binary data has no order in .NET.
        CollectionShape.SortedSet when element is { Stored: null, DynamoType: AttributeType.Binary } => null,
        _ => element.DynamoType switch
        {
            AttributeType.String => MemberKind.StringSet,
            AttributeType.Number => MemberKind.NumberSet,
            AttributeType.Binary => MemberKind.BinarySet,
            _ => null,
        },
    };

    /// <summary>Returns a type of the collection's kind with the names of its arguments.</summary>
    public static string NameOf(string? type, ValueModel? key, ValueModel element)
    {
        string name = element.Type + (element.IsNullable ? "?" : "");
        return type is null ? $"{name}[]" : $"{type}<{(key is null ? "" : key.Type + ", ")}{name}>";
    }
}

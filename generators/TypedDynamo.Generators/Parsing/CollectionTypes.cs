using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Tells which .NET types are collections that can be stored.</summary>
internal static class CollectionTypes
{
    private const string List = "List<{0}>";
    private const string Dictionary = "Dictionary<string, {0}>";
    private const string HashSet = "HashSet<{0}>";
    private const string SortedSet = "SortedSet<{0}>";

    // By metadata name: what the type is, what code calls it, and the class that stands in for an interface.
    private static readonly Dictionary<string, (CollectionShape Shape, string Name, string Class)> s_types = new(StringComparer.Ordinal)
    {
        ["List`1"] = (CollectionShape.List, List, List),
        ["IList`1"] = (CollectionShape.List, "IList<{0}>", List),
        ["ICollection`1"] = (CollectionShape.List, "ICollection<{0}>", List),
        ["IEnumerable`1"] = (CollectionShape.List, "IEnumerable<{0}>", List),
        ["IReadOnlyList`1"] = (CollectionShape.List, "IReadOnlyList<{0}>", List),
        ["IReadOnlyCollection`1"] = (CollectionShape.List, "IReadOnlyCollection<{0}>", List),
        ["Dictionary`2"] = (CollectionShape.Map, Dictionary, Dictionary),
        ["IDictionary`2"] = (CollectionShape.Map, "IDictionary<string, {0}>", Dictionary),
        ["IReadOnlyDictionary`2"] = (CollectionShape.Map, "IReadOnlyDictionary<string, {0}>", Dictionary),
        ["HashSet`1"] = (CollectionShape.Set, HashSet, HashSet),
        ["ISet`1"] = (CollectionShape.Set, "ISet<{0}>", HashSet),
        ["IReadOnlySet`1"] = (CollectionShape.Set, "IReadOnlySet<{0}>", HashSet),
        ["SortedSet`1"] = (CollectionShape.SortedSet, SortedSet, SortedSet),
    };

    /// <summary>Describes a collection; null if the type, given without its question mark, is none that can be stored.</summary>
    public static CollectionType? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true } array)
        {
            return new CollectionType(CollectionShape.List, array.ElementType, "{0}[]", "{0}[]");
        }

        if (type is not INamedTypeSymbol { Arity: > 0, ContainingType: null } named
            || named.ContainingNamespace.ToDisplayString() != "System.Collections.Generic"
            || !s_types.TryGetValue(named.MetadataName, out var known)
            || (known.Shape == CollectionShape.Map && named.TypeArguments[0].SpecialType != SpecialType.System_String))
        {
            return null;
        }

        const string Namespace = "global::System.Collections.Generic.";
        return new CollectionType(known.Shape, named.TypeArguments.Last(), Namespace + known.Name, Namespace + known.Class);
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
/// <param name="Shape">How it behaves.</param>
/// <param name="Element">The type of what it holds; of a dictionary, of its values.</param>
/// <param name="Name">Its name in code, with a place for that of the elements.</param>
/// <param name="Class">That of the class that reading makes.</param>
internal sealed record CollectionType(CollectionShape Shape, ITypeSymbol Element, string Name, string Class)
{
    /// <summary>What it is stored as; null if it is a set of what DynamoDB has no sets of.</summary>
    public MemberKind? KindOf(ValueModel element) => Shape switch
    {
        CollectionShape.List => MemberKind.List,
        CollectionShape.Map => MemberKind.Map,

        // DynamoDB's sets hold no NULL. Where the source does not say whether a string may be null, it is taken not to be.
        _ when MemberTypes.IsMarkedNullable(Element) => null,

        // Binary data has no order in .NET.
        CollectionShape.SortedSet when element is { Stored: null, WireType: WireType.Binary } => null,
        _ => element.WireType switch
        {
            WireType.String => MemberKind.StringSet,
            WireType.Number => MemberKind.NumberSet,
            WireType.Binary => MemberKind.BinarySet,
            _ => null,
        },
    };
}

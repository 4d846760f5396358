using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>A kind of collection that a random model can use.</summary>
/// <param name="Source">Its type as C# source, with a place for the elements' type.</param>
/// <param name="Type">The same type at run time.</param>
internal sealed record CollectionForm(string Source, Func<Type, Type> Type)
{
    private static readonly MethodInfo s_create = typeof(CollectionForm).GetMethod(nameof(CreateOf), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static readonly CollectionForm[] Lists =
    [
        new("{0}[]", element => element.MakeArrayType()),
        Of(typeof(List<>)),
        Of(typeof(IList<>)),
        Of(typeof(ICollection<>)),
        Of(typeof(IEnumerable<>)),
        Of(typeof(IReadOnlyList<>)),
        Of(typeof(IReadOnlyCollection<>)),
        Of(typeof(Queue<>)),
        Of(typeof(ImmutableList<>)),
    ];

    public static readonly CollectionForm[] Sets =
        [Of(typeof(HashSet<>)), Of(typeof(ISet<>)), Of(typeof(IReadOnlySet<>)), Of(typeof(ImmutableHashSet<>))];

    public static readonly CollectionForm[] Maps =
    [
        OfText(typeof(Dictionary<,>)),
        OfText(typeof(IDictionary<,>)),
        OfText(typeof(IReadOnlyDictionary<,>)),
        OfText(typeof(FrozenDictionary<,>)),
    ];

    public bool IsSet => Sets.Contains(this);

    private bool IsMap => Maps.Contains(this);

    /// <summary>Makes a collection of elements.</summary>
    public object Create(Type element, IReadOnlyList<object?> elements) => s_create.MakeGenericMethod(element).Invoke(this, [elements])!;

    private static CollectionForm Of(Type open) => new($"{Name(open)}<{{0}}>", element => open.MakeGenericType(element));

    private static CollectionForm OfText(Type open)
        => new($"{Name(open)}<string, {{0}}>", element => open.MakeGenericType(typeof(string), element));

    private static string Name(Type open) => $"global::{open.FullName![..open.FullName!.IndexOf('`', StringComparison.Ordinal)]}";

    private bool Is(Type open) => Source.StartsWith(Name(open) + "<", StringComparison.Ordinal);

    private object CreateOf<T>(IReadOnlyList<object?> elements)
    {
        T[] array = [.. elements.Select(element => (T)element!)];
        if (IsMap)
        {
            var map = array.Select((element, i) => KeyValuePair.Create($"k{i}\"\u00e9\U0001F600", element)).ToDictionary();
            return Is(typeof(FrozenDictionary<,>)) ? map.ToFrozenDictionary() : map;
        }

        return IsSet ? Is(typeof(ImmutableHashSet<>)) ? array.ToImmutableHashSet() : array.ToHashSet()
            : Source == "{0}[]" ? array
            : Is(typeof(Queue<>)) ? new Queue<T>(array)
            : Is(typeof(ImmutableList<>)) ? array.ToImmutableList()
            : array.ToList();
    }
}

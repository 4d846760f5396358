using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>The making of a collection of elements that are read one by one.</summary>
internal sealed class CollectionMaking
{
    private const string Generic = "global::System.Collections.Generic.";
    private const string ObjectModel = "global::System.Collections.ObjectModel.";
    private const string Immutable = "global::System.Collections.Immutable.";
    private const string Frozen = "global::System.Collections.Frozen.";
    private const string ArrayName = "[]";

    private static readonly CollectionMaking s_array = new($"new {GlobalNames.ArrayBuilder}<{{0}}>()", "{0}.ToArray()");
    private static readonly CollectionMaking s_class = new("new {1}({2})", "{0}");

    // By the class that is made, where that is not just filled. {0} in what creates it stands for its arguments, {1} for the class with them, and
    // {2} for the comparer; {0} in what finishes it stands for what was filled.
    private static readonly Dictionary<string, CollectionMaking> s_makings = new(StringComparer.Ordinal)
    {
        [ArrayName] = s_array,
        [Generic + "LinkedList"] = new(s_class._create, "{0}", "AddLast"),
        [Generic + "Queue"] = new(s_class._create, "{0}", "Enqueue"),
        ["global::System.Collections.Concurrent.ConcurrentQueue"] = new(s_class._create, "{0}", "Enqueue"),

        // A stack is written from its top, and filled from its bottom.
        [Generic + "Stack"] = new(s_array._create, "new {1}({0}.ToReversedArray())"),
        [ObjectModel + "ReadOnlyCollection"] = new($"new {Generic}List<{{0}}>()", "{0}.AsReadOnly()"),
        [ObjectModel + "ReadOnlySet"] = new($"new {Generic}HashSet<{{0}}>()", "new {1}({0})"),
        [ObjectModel + "ReadOnlyDictionary"] = new($"new {Generic}Dictionary<{{0}}>()", "new {1}({0})"),
        [Immutable + "ImmutableArray"] = new(s_array._create, $"{GlobalNames.ImmutableCollectionsMarshal}.AsImmutableArray({{0}}.ToArray())"),
        [Immutable + "ImmutableList"] = Builder("ImmutableList"),
        [Immutable + "ImmutableHashSet"] = Builder("ImmutableHashSet"),
        [Immutable + "ImmutableSortedSet"] = Builder("ImmutableSortedSet"),
        [Immutable + "ImmutableDictionary"] = Builder("ImmutableDictionary"),
        [Immutable + "ImmutableSortedDictionary"] = Builder("ImmutableSortedDictionary"),
        [Frozen + "FrozenSet"] = new($"new {Generic}HashSet<{{0}}>()", $"{Frozen}FrozenSet.ToFrozenSet({{0}})"),
        [Frozen + "FrozenDictionary"] = new($"new {Generic}Dictionary<{{0}}>()", $"{Frozen}FrozenDictionary.ToFrozenDictionary({{0}})"),
    };

    private readonly string _create;
    private readonly string _finish;
    private readonly string _class;

    private CollectionMaking(string create, string finish, string add = "Add", string type = "")
    {
        _create = create;
        _finish = finish;
        _class = type;
        Add = add;
    }

    /// <summary>The expression that creates what is filled.</summary>
    public string Create => _create;

    /// <summary>The expression that creates what is filled from a reader: a list as long as it will be, where the reader can tell.</summary>
    public string CreateForReading
        => _create.StartsWith($"new {Generic}List<", StringComparison.Ordinal) ? $"{_create.Substring(0, _create.Length - 2)}(reader.GetListCapacity())" : _create;

    /// <summary>The name of the method that adds an element.</summary>
    public string Add { get; }

    /// <summary>Finds how a collection is made.</summary>
    public static CollectionMaking Of(ValueModel collection)
    {
        string name = WithoutArguments(collection.Implementation!);
        var making = s_makings.TryGetValue(name, out var known) ? known : s_class;
        string arguments = (collection.Key is { } key ? key.Type + ", " : "") + ValueEmitter.TypeWithNull(collection.Element!);
        string create = string.Format(making._create, arguments, collection.Implementation, Comparer(collection, name));
        return new CollectionMaking(create, making._finish, making.Add, collection.Implementation!);
    }

    /// <summary>The expression that gives the collection.</summary>
    /// <param name="filled">What was created and filled.</param>
    public string Finish(string filled) => string.Format(_finish, filled, _class);

    /// <summary>The name of a collection's type alone; that of every array is the same.</summary>
    public static string WithoutArguments(string type)
        => type.EndsWith(ArrayName, StringComparison.Ordinal) ? ArrayName : type.Substring(0, type.IndexOf('<'));

    private static CollectionMaking Builder(string name) => new($"{Immutable}{name}.CreateBuilder<{{0}}>({{2}})", "{0}.ToImmutable()");

    // Strings are sorted by their code units, lest culture take two of them for one.
    private static string Comparer(ValueModel collection, string name)
        => name.Contains("Sorted") && (collection.Key ?? collection.Element!).Kind == MemberKind.String ? GlobalNames.OrdinalComparer : "";
}

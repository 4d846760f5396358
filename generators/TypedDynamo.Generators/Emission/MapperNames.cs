using System.Globalization;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>The names of a mapper's members, so that no two have one name whatever the user's types are called.</summary>
internal sealed class MapperNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "Mapper", TokenNames.WritersClass };
    private readonly Dictionary<string, string> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nested = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _polymorphic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _derived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keyWriters = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, ValueModel? Key, ValueModel Element), string> _methods = [];
    private readonly Dictionary<(string Type, ConversionModel Conversion), string> _converterFields = [];
    private readonly List<ValueModel> _converters = [];
    private readonly List<ValueModel> _readers = [];
    private readonly List<ValueModel> _writers = [];
    private readonly Dictionary<string, string> _enumNames;
    private readonly Dictionary<string, MemberKind> _enumNumbers;
    private readonly Dictionary<string, string> _nestedNames;

    public MapperNames(TableModel table)
        : this(
            table.Item, table.Enums, table.Nested, table.Polymorphic, table.Derived, table.ItemTypes,
            table.Indexes.Select(IndexItemEmitter.MapperClass))
    {
    }

    public MapperNames(ProjectionModel projection)
        : this(
            projection.Item, projection.Enums, projection.Nested, projection.Polymorphic, derived: default, projection.ItemTypes,
            indexMappers: [], onlyReads: true)
    {
    }

    private MapperNames(
        ItemModel item,
        EquatableArray<EnumModel> enums,
        EquatableArray<ItemModel> nested,
        EquatableArray<PolymorphicModel> polymorphic,
        EquatableArray<ItemModel> derived,
        PolymorphicModel? itemTypes,
        IEnumerable<string> indexMappers,
        bool onlyReads = false)
    {
        OnlyReads = onlyReads;
        _enumNames = enums.ToDictionary(type => type.Type, type => type.Name, StringComparer.Ordinal);
        _enumNumbers = enums.ToDictionary(type => type.Type, type => type.Underlying, StringComparer.Ordinal);
        _nestedNames = nested.ToDictionary(type => type.Type!, type => ShortNameOf(type.Name), StringComparer.Ordinal);
        foreach (var type in polymorphic)
        {
            _nestedNames[type.Type] = ShortNameOf(type.Name);
        }

        foreach (var (_, attribute) in item.Members)
        {
            if (!_keyWriters.ContainsKey(attribute.Name))
            {
                _keyWriters.Add(attribute.Name, MapperEmitter.KeyWriter(attribute.Member));
            }

            _taken.Add(MapperEmitter.KeyWriter(attribute.Member));
        }

        _taken.UnionWith(CreationEmitter.Accessors(item));
        _taken.UnionWith(indexMappers);

        foreach (var type in enums)
        {
            _enums.Add(type.Type, Free("s_" + Names.CamelCase(type.Name)));
        }

        foreach (var type in nested)
        {
            _nested.Add(type.Type!, Free(_nestedNames[type.Type!], "Mapper"));
        }

        foreach (var type in derived)
        {
            _derived.Add(type.Type!, Free(ShortNameOf(type.Name), "Mapper"));
        }

        foreach (var type in polymorphic)
        {
            _polymorphic.Add(type.Type, Free(ShortNameOf(type.Name), "Types"));
        }

        ItemTypes = itemTypes is { } types ? Free(ShortNameOf(types.Name), "Types") : null;
        foreach (var type in nested.Concat(derived).Prepend(item))
        {
            foreach (var attribute in type.StoredAttributes.Concat(type.KeyMembers))
            {
                AddValue(attribute.Value);
            }
        }
    }

    /// <summary>The prefix of the names of the mapper's members: nothing inside it, and its own name outside.</summary>
    public string Qualifier { get; init; } = "";

    /// <summary>Whether the mapper only reads, as that of a projection does.</summary>
    public bool OnlyReads { get; }

    /// <summary>The collections that are read, each by a method of its own, the inner ones first.</summary>
    public IReadOnlyList<ValueModel> Readers => _readers;

    /// <summary>The collections that are written, likewise. Interfaces are read as the class that stands in for them.</summary>
    public IReadOnlyList<ValueModel> Writers => _writers;

    /// <summary>The field that holds an enum's names.</summary>
    public string EnumField(string type) => Qualifier + _enums[type];

    /// <summary>The number behind an enum, by the name of its type in <c>System</c>.</summary>
    public MemberKind EnumNumber(string type) => _enumNumbers[type];

    /// <summary>The class that reads and writes a nested type.</summary>
    public string NestedMapper(string type) => Qualifier + _nested[type];

    /// <summary>The values that are stored as others, one for each converter.</summary>
    public IReadOnlyList<ValueModel> Converters => _converters;

    /// <summary>The field that holds the converter of a value.</summary>
    public string ConverterField(ValueModel value) => Qualifier + _converterFields[(value.Type, value.Conversion!)];

    /// <summary>The class that reads and writes a nested type as one of those that derive from it.</summary>
    public string PolymorphicMapper(string type) => Qualifier + _polymorphic[type];

    /// <summary>The class that reads and writes one of the types that an item of the table can be.</summary>
    public string DerivedMapper(string type) => _derived[type];

    /// <summary>The class that reads and writes an item as one of the types that it can be; null where there is but one.</summary>
    public string? ItemTypes { get; }

    /// <summary>The method that writes a key of the table, whichever property of whichever type holds it.</summary>
    public string KeyWriter(string attribute) => _keyWriters[attribute];

    public string Reader(ValueModel collection) => Qualifier + "Read" + _methods[(collection.Implementation!, collection.Key, collection.Element!)];

    public string Writer(ValueModel collection) => "Write" + _methods[(collection.Type, collection.Key, collection.Element!)];

    private void AddValue(ValueModel value)
    {
        if (value.Kind == MemberKind.Converted)
        {
            AddValue(value.Stored!);
            if (!_converterFields.ContainsKey((value.Type, value.Conversion!)))
            {
                _converters.Add(value);
                _converterFields.Add((value.Type, value.Conversion!), Free("s_" + Names.CamelCase(value.Conversion!.Name)));
            }
        }
        else if (value.Kind.IsCollection())
        {
            // What holds a collection decides whether it may be null; how it is read and written does not depend on it.
            if (value.Key is { } key)
            {
                AddValue(key);
            }

            AddValue(value.Element!);
            AddMethod(_readers, value with { Type = value.Implementation!, IsNullable = false });
            if (!OnlyReads)
            {
                AddMethod(_writers, value with { IsNullable = false });
            }
        }
    }

    private void AddMethod(List<ValueModel> methods, ValueModel collection)
    {
        if (methods.Contains(collection))
        {
            return;
        }

        methods.Add(collection);
        var key = (collection.Type, collection.Key, collection.Element!);
        if (!_methods.ContainsKey(key))
        {
            _methods.Add(key, Free(Describe(collection)));
        }
    }

    /// <summary>Describes a value in one word: <c>Int32List</c>, <c>NullableStringArrayMap</c>.</summary>
    public string Describe(ValueModel value)
    {
        string type = value.Kind switch
        {
            MemberKind.Enum => _enumNames[value.Type],
            MemberKind.EnumNumber => _enumNames[value.Type] + "Number",
            MemberKind.Object or MemberKind.Polymorphic => _nestedNames[value.Type],
            MemberKind.Converted => value.Conversion!.Name,
            _ when value.Kind.IsCollection() => Describe(value.Element!) + ShortName(value.Type),
            _ => value.Kind.ToString(),
        };
        return (value.IsNullable ? "Nullable" : "") + type;
    }

    private static string ShortNameOf(string name) => name.Split('.').Last();

    /// <summary>The name of a collection's type without its namespace and arguments.</summary>
    private static string ShortName(string type)
    {
        if (type.EndsWith("]", StringComparison.Ordinal))
        {
            return "Array";
        }

        string name = type.Substring(0, type.IndexOf('<'));
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    private string Free(string name, string suffix = "")
    {
        string free = name + suffix;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture) + suffix;
        }

        return free;
    }
}

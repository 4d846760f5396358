using System.Globalization;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>The names of those tokens of a table that are used in several places: those of objects, and the methods that write values.</summary>
/// <remarks>Each is written once, when everything that uses it is.</remarks>
internal sealed class TokenNames(TableModel model, MapperNames names)
{
    public const string NestedClass = "NestedTokens";
    public const string WritersClass = "Values";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { NestedClass };
    private readonly Dictionary<string, string> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<ValueModel, string> _writers = [];
    private readonly Dictionary<ItemModel, string> _flattened = [];

    public TableModel Model => model;

    public MapperNames Mapper => names;

    /// <summary>The objects that are to be written, in the order in which they came up. There may be more once some are written.</summary>
    public List<(string Name, ItemModel Item, bool IsFlattened)> Nested { get; } = [];

    /// <summary>The values that methods are to be written for.</summary>
    public List<(string Name, ValueModel Value)> Writers { get; } = [];

    /// <summary>The type with the tokens of an object's properties.</summary>
    public string Object(string type)
    {
        if (!_objects.TryGetValue(type, out string? name))
        {
            var item = model.Nested.First(nested => nested.Type == type);
            name = Free(item.Name.Split('.').Last());
            _objects.Add(type, name);
            Nested.Add((name, item, false));
        }

        return Qualified(name);
    }

    /// <summary>The type with the tokens of a flattened object's properties.</summary>
    public string Flattened(FlattenedModel flattened)
    {
        if (!_flattened.TryGetValue(flattened.Item, out string? name))
        {
            name = Free(flattened.Property.Member);
            _flattened.Add(flattened.Item, name);
            Nested.Add((name, flattened.Item, true));
        }

        return Qualified(name);
    }

    /// <summary>The method that writes a value, or null where it may be null.</summary>
    public string Writer(ValueModel value)
    {
        if (!value.IsNullable && value.Kind.HasRuntimeMethods())
        {
            return $"{GlobalNames.ValueWriters}.Write{value.Kind}";
        }

        if (!_writers.TryGetValue(value, out string? name))
        {
            // Not the names of the mapper's own methods, which these call.
            string described = names.Describe(value);
            name = described + "Value";
            for (int number = 2; Writers.Any(writer => writer.Name == name); number++)
            {
                name = $"{described}Value{number.ToString(CultureInfo.InvariantCulture)}";
            }

            _writers.Add(value, name);
            Writers.Add((name, value));
        }

        return $"{model.TableType()}.Mapper.{WritersClass}.{name}";
    }

    /// <summary>The tokens of updates, which stand beside those of conditions.</summary>
    public static string Update(string tokens) => tokens + "Update";

    private string Qualified(string name) => $"{model.TableType()}.{NestedClass}.{name}";

    private string Free(string name)
    {
        string free = name;
        for (int number = 2; _taken.Contains(free) || _taken.Contains(Update(free)); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        _taken.Add(free);
        _taken.Add(Update(free));
        return Names.Identifier(free);
    }
}

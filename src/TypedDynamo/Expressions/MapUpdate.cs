using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A dictionary in an update: <c>o =&gt; o.Labels["x"] = "y"</c>.</summary>
/// <typeparam name="T">The type of the entries' values.</typeparam>
/// <typeparam name="TToken">The tokens of an entry's value.</typeparam>
/// <remarks>An entry can be set only in an existing dictionary; otherwise the service refuses the update. Set the whole dictionary then.</remarks>
public sealed class MapUpdate<T, TToken> : NestedUpdate, IUpdateToken<MapUpdate<T, TToken>>
    where TToken : IUpdateToken<TToken>
{
    private readonly IEnumerable<KeyValuePair<string, T>>? _entries;
    private ValueWriter<T>? _writeValue;
    private Func<TokenPath, TToken>? _entry;

    /// <summary>Makes the tokens of a place.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public MapUpdate()
    {
    }

    private MapUpdate(IEnumerable<KeyValuePair<string, T>>? entries)
    {
        _entries = entries;
    }

    /// <summary>Gets an entry's value.</summary>
    /// <param name="name">The entry's key.</param>
    /// <returns>Its tokens.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or is no text of Unicode characters.</exception>
    public TToken this[string name]
    {
        get => _entry!(Place.Entry(name));
        set => UpdateAssignment.Assign(this[name], value);
    }

    /// <summary>Makes the tokens of a dictionary.</summary>
    /// <param name="entries">The entries.</param>
    public static implicit operator MapUpdate<T, TToken>(Dictionary<string, T>? entries) => new(entries);

    /// <summary>Sets the attribute, as an assignment does. Use it for values of interface types, from which C# allows no conversion.</summary>
    /// <param name="entries">The entries. The empty dictionary is stored as such.</param>
    public void Set(IEnumerable<KeyValuePair<string, T>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Assign(null, (this, entries), WriteMap);
    }

    internal void Bind(ValueWriter<T> writeValue, Func<TokenPath, TToken> entry)
    {
        _writeValue = writeValue;
        _entry = entry;
    }

    /// <inheritdoc/>
    void IUpdateToken<MapUpdate<T, TToken>>.Assign(MapUpdate<T, TToken> value)
    {
        if (value?._entries is { } entries)
        {
            Set(entries);
        }
        else
        {
            Assign<Dictionary<string, T>>(value is { IsValue: true } ? null : value, null, WriteNothing);
        }
    }

    private static void WriteMap(ref ItemWriter writer, (MapUpdate<T, TToken> Map, IEnumerable<KeyValuePair<string, T>> Entries) map)
    {
        writer.BeginMap();
        foreach ((string name, T value) in map.Entries)
        {
            writer.WriteEntryName(name);
            map.Map._writeValue!(ref writer, value);
        }

        writer.EndMap();
    }

    private static void WriteNothing(ref ItemWriter writer, Dictionary<string, T> value) => writer.WriteNull();
}

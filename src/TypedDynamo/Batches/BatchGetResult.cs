namespace TypedDynamo;

// Keys are never null, though no constraint of the tables says so: generated key types are structs.
#pragma warning disable CS8714

/// <summary>The items that <c>BatchGetAsync</c> has read, by table.</summary>
public sealed class BatchGetResult
{
    private readonly Dictionary<(string TableName, Type ItemType), object> _items = [];

    internal BatchGetResult()
    {
    }

    /// <summary>Gets the number of items found, in all tables.</summary>
    public int Count { get; private set; }

    /// <summary>Returns the items of a table by the keys that were requested. Sends nothing.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <returns>The items that were found; the dictionary lacks the other keys.</returns>
    public IReadOnlyDictionary<TKey, TItem> ItemsOf<TItem, TKey>(DynamoTable<TItem, TKey> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ItemsOf<TItem, TKey>(table.Connection.Name);
    }

    /// <summary>Returns the parts of a table's items that a projection reads, by the keys that were requested. Sends nothing.</summary>
    /// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="projection">The table's items as that type.</param>
    /// <returns>The parts of the items that were found; the dictionary lacks the other keys.</returns>
    public IReadOnlyDictionary<TKey, TProjection> ItemsOf<TProjection, TKey>(TableProjection<TProjection, TKey> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        return ItemsOf<TProjection, TKey>(projection.TableName);
    }

    internal void Add(ItemRead read, object item)
    {
        read.AddTo(_items, item);
        Count++;
    }

    private Dictionary<TKey, TItem> ItemsOf<TItem, TKey>(string tableName)
        => _items.TryGetValue((tableName, typeof(TItem)), out object? items) ? (Dictionary<TKey, TItem>)items : [];
}

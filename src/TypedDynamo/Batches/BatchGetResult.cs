using TypedDynamo.CompilerServices;

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

    /// <summary>Gets how many items were found, in all tables.</summary>
    public int Count { get; internal set; }

    /// <summary>Gives the items of one table under the keys by which they were asked for. It sends nothing.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <returns>The items. A key without an item is not among them; without any, the dictionary is empty.</returns>
    public IReadOnlyDictionary<TKey, TItem> ItemsOf<TItem, TKey>(DynamoTable<TItem, TKey> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ItemsOf<TItem, TKey>(table.Connection.Name, adds: false);
    }

    internal Dictionary<TKey, TItem> ItemsOf<TItem, TKey>(string tableName, bool adds)
    {
        if (_items.TryGetValue((tableName, typeof(TItem)), out object? found))
        {
            return (Dictionary<TKey, TItem>)found;
        }

        var items = new Dictionary<TKey, TItem>();
        if (adds)
        {
            _items.Add((tableName, typeof(TItem)), items);
        }

        return items;
    }
}

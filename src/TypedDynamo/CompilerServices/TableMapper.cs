using System.ComponentModel;

namespace TypedDynamo.CompilerServices;

/// <summary>Maps the items of a table, and their keys. The generator writes the derived class.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TableMapper<TItem, TKey> : ItemMapper<TItem>
{
    /// <summary>Creates a mapper.</summary>
    /// <param name="schema">The table's schema.</param>
    protected TableMapper(TableSchema schema)
        : base(schema)
    {
    }

    /// <summary>Takes the key out of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its key.</returns>
    public abstract TKey KeyOf(TItem item);

    /// <summary>Writes the key attributes, without the braces around them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    public abstract void WriteKey(ref ItemWriter writer, TKey key);
}

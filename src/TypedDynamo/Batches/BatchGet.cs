using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo;

// Keys are never null, though no constraint of the tables says so: generated key types are structs.
#pragma warning disable CS8714

/// <summary>The read of one item among others, of one table or several: an element of <c>BatchGetAsync</c>.</summary>
public abstract class BatchGet
{
    private protected BatchGet(TableConnection table)
    {
        Table = table;
    }

    /// <summary>Gets the table's name in DynamoDB, prefix included.</summary>
    public string TableName => Table.Name;

    /// <summary>Gets the key: a value of the table's generated key type.</summary>
    public abstract object Key { get; }

    internal TableConnection Table { get; }

    internal abstract Type ItemType { get; }

    /// <summary>Reads an item by its key.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>The read, which is sent by <c>BatchGetAsync</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is <see langword="null"/>.</exception>
    public static BatchGet Of<TItem, TKey>(DynamoTable<TItem, TKey> table, TKey key)
    {
        ArgumentNullException.ThrowIfNull(table);
        return key is null
            ? throw new ArgumentNullException(nameof(key))
            : new ItemGet<TItem, TKey>(table.Connection, table.Mapping, key);
    }

    internal abstract void WriteKey(ByteBuffer request);

    /// <summary>Reads the item whose first brace the reader has just passed; null if it is of another type.</summary>
    internal abstract object? Read(ref ItemReader reader);

    /// <summary>Adds what <see cref="Read"/> has read to the items of its type.</summary>
    internal abstract void AddTo(BatchGetResult result, object item);

    private sealed class ItemGet<TItem, TKey>(TableConnection table, TableMapper<TItem, TKey> mapper, TKey key) : BatchGet(table)
    {
        public override object Key => key!;

        internal override Type ItemType => typeof(TItem);

        internal override void WriteKey(ByteBuffer request) => KeyRequest.WriteKey(request, Table, mapper, key);

        internal override object? Read(ref ItemReader reader) => mapper.Fits(in reader) ? mapper.Read(ref reader) : null;

        internal override void AddTo(BatchGetResult result, object item)
            => result.ItemsOf<TItem, TKey>(Table.Name, adds: true)[key] = (TItem)item;
    }
}

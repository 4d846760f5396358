using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A put or a delete among others, of one table or several: an element of <c>BatchWriteAsync</c>.</summary>
public abstract class BatchWrite
{
    private protected BatchWrite(TableConnection table, BatchWriteKind kind)
    {
        Table = table;
        Kind = kind;
    }

    /// <summary>Gets the table's name in DynamoDB, prefix included.</summary>
    public string TableName => Table.Name;

    /// <summary>Gets what is done.</summary>
    public BatchWriteKind Kind { get; }

    /// <summary>Gets the item of a put, or the key of a delete.</summary>
    public abstract object Value { get; }

    internal TableConnection Table { get; }

    /// <summary>Gets what messages call the write.</summary>
    internal string Description => $"{(Kind == BatchWriteKind.Put ? "put into" : "delete from")} table '{TableName}'";

    /// <summary>Writes a whole item, in place of one with the same key.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <returns>The write, which is sent by <c>BatchWriteAsync</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="item"/> is <see langword="null"/>.</exception>
    public static BatchWrite Put<TItem, TKey>(DynamoTable<TItem, TKey> table, TItem item)
    {
        ArgumentNullException.ThrowIfNull(table);
        return item is null
            ? throw new ArgumentNullException(nameof(item))
            : new Of<TItem>(new PutForm<TItem, TKey>(table.Connection, table.Mapping), BatchWriteKind.Put, item);
    }

    /// <summary>Deletes an item by its key. It succeeds too where there is no such item.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>The write, which is sent by <c>BatchWriteAsync</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is <see langword="null"/>.</exception>
    public static BatchWrite Delete<TItem, TKey>(DynamoTable<TItem, TKey> table, TKey key)
    {
        ArgumentNullException.ThrowIfNull(table);
        return key is null
            ? throw new ArgumentNullException(nameof(key))
            : new Of<TKey>(new DeleteForm<TItem, TKey>(table.Connection, table.Mapping), BatchWriteKind.Delete, key);
    }

    internal abstract void WriteKey(ByteBuffer request);

    internal abstract void WriteElement(ByteBuffer request, DateTimeOffset time);

    private sealed class Of<TValue>(WriteForm<TValue> form, BatchWriteKind kind, TValue value) : BatchWrite(form.TableOf(value), kind)
    {
        public override object Value => value!;

        internal override void WriteKey(ByteBuffer request) => form.WriteKey(request, value);

        internal override void WriteElement(ByteBuffer request, DateTimeOffset time) => form.WriteElement(request, value, time);
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo;

// Keys are never null, though no constraint of the tables says so: generated key types are structs.
#pragma warning disable CS8714

/// <summary>The read of an item by its key, in a batch or a transaction. The extension <c>Read</c> of a table or of its projection creates one.</summary>
public abstract class ItemRead
{
    private protected ItemRead(TableConnection table)
    {
        Table = table;
    }

    /// <summary>Gets the table's name in DynamoDB, prefix included.</summary>
    public string TableName => Table.Name;

    /// <summary>Gets the key: a value of the table's generated key type.</summary>
    public abstract object Key { get; }

    internal TableConnection Table { get; }

    internal abstract object Mapper { get; }

    /// <summary>Gets the projection, or null if the whole item is read.</summary>
    internal abstract ItemSchema? Projection { get; }

    internal abstract Type ItemType { get; }

    internal abstract void WriteKey(ByteBuffer request);

    /// <summary>Writes the contents of a transaction's entry, braces included.</summary>
    internal abstract void WriteGet(ByteBuffer request);

    /// <summary>Reads the item whose first brace the reader has just passed; null if it is of another type.</summary>
    internal abstract object? ReadItem(ref ItemReader reader);

    /// <summary>Adds what <see cref="ReadItem"/> has read to the items of its table and type, by key.</summary>
    internal abstract void AddTo(Dictionary<(string TableName, Type ItemType), object> items, object item);
}

/// <summary>The read of an item by its key, with the type of its result.</summary>
/// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
public abstract class ItemRead<TResult> : ItemRead
{
    private protected ItemRead(TableConnection table)
        : base(table)
    {
    }

    /// <summary>Reads the result from the item's JSON, braces included, or from an empty span if there is no item.</summary>
    internal abstract TResult ReadResult(ReadOnlySpan<byte> item);
}

/// <summary>The read of an item, or of the part that a projection describes.</summary>
internal sealed class ItemRead<TItem, TKey, TRead, TResult>(
    TableConnection table,
    TableMapper<TItem, TKey> mapper,
    ItemMapper<TRead> resultMapper,
    bool isProjected,
    TKey key,
    Func<bool, TRead, TResult> select) : ItemRead<TResult>(table)
{
    private readonly TKey _key = key is null ? throw new ArgumentNullException(nameof(key)) : key;

    public override object Key => _key!;

    internal override object Mapper => mapper;

    internal override ItemSchema? Projection => isProjected ? resultMapper.Schema : null;

    internal override Type ItemType => typeof(TRead);

    internal override void WriteKey(ByteBuffer request) => KeyRequest.WriteKey(request, Table, mapper, _key);

    internal override void WriteGet(ByteBuffer request) => GetItemOperation.WriteRequest(request, Table, mapper, Projection, _key, consistent: false);

    internal override object? ReadItem(ref ItemReader reader) => resultMapper.Fits(in reader) ? resultMapper.Read(ref reader) : null;

    internal override void AddTo(Dictionary<(string TableName, Type ItemType), object> items, object item)
    {
        if (!items.TryGetValue((TableName, ItemType), out object? found))
        {
            found = new Dictionary<TKey, TRead>();
            items.Add((TableName, ItemType), found);
        }

        ((Dictionary<TKey, TRead>)found)[_key] = (TRead)item;
    }

    internal override TResult ReadResult(ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty)
        {
            return select(false, default!);
        }

        var reader = new ItemReader(item, Table.Context);
        reader.ReadItemStart();
        return select(true, resultMapper.Read(ref reader));
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>A read of a transaction. The extension <c>Read</c> of a table or of its projection creates one.</summary>
public abstract class TransactGet
{
    private protected TransactGet()
    {
    }

    internal abstract void AddTo(TransactionEntries entries);
}

/// <summary>A read of a transaction, with the type of its result.</summary>
/// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
public abstract class TransactGet<TResult> : TransactGet
{
    private protected TransactGet()
    {
    }

    /// <summary>Reads the result from the item's JSON, braces included, or from an empty span if there is no item.</summary>
    internal abstract TResult Read(ReadOnlySpan<byte> item);
}

/// <summary>The read of an item, or of the part that a projection describes.</summary>
internal sealed class TransactGet<TItem, TKey, TRead, TResult>(
    TableConnection table,
    TableMapper<TItem, TKey> mapper,
    ItemMapper<TRead> resultMapper,
    bool isProjected,
    TKey key,
    Func<bool, TRead, TResult> select) : TransactGet<TResult>
{
    internal override void AddTo(TransactionEntries entries)
        => entries.Add(TransactionEntryKind.Get, table, mapper, key, request => GetItemOperation.WriteRequest(
            request, table, mapper, isProjected ? resultMapper.Schema : null, key, consistent: false));

    internal override TResult Read(ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty)
        {
            return select(false, default!);
        }

        var reader = new ItemReader(item, table.Context);
        reader.ReadItemStart();
        return select(true, resultMapper.Read(ref reader));
    }
}

using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>An entry that made a transaction fail, and the reason.</summary>
public sealed class TransactionFailure
{
    private readonly TransactionEntry _entry;
    private readonly CancellationReason _reason;

    internal TransactionFailure(int index, TransactionEntry entry, CancellationReason reason)
    {
        Index = index;
        _entry = entry;
        _reason = reason;
    }

    /// <summary>Gets the index of the entry in the transaction, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the kind of the entry.</summary>
    public TransactionEntryKind Kind => _entry.Kind;

    /// <summary>Gets the name of the entry's table.</summary>
    public string TableName => _entry.Table.Name;

    /// <summary>Gets the service's reason, such as <c>ConditionalCheckFailed</c>, <c>TransactionConflict</c> or <c>ValidationError</c>.</summary>
    public string Code => _reason.Code;

    /// <summary>Gets the service's description of the reason, or <see langword="null"/> if there is none.</summary>
    public string? Message => _reason.Message;

    /// <summary>Gets whether an existing item failed the entry's condition.</summary>
    /// <value><see langword="false"/> if no item has the key, or if the entry failed for another reason than a condition.</value>
    public bool HasItem => _reason.Item is { Count: > 0 };

    /// <summary>Returns the existing item that failed the condition.</summary>
    /// <typeparam name="TItem">The item type of the entry's table.</typeparam>
    /// <returns>The item, or the default value if there is none, or if it belongs to another type of the table.</returns>
    /// <exception cref="InvalidOperationException">The entry's table has items of another type.</exception>
    /// <exception cref="ItemMappingException">The item does not fit the type.</exception>
    public TItem? Item<TItem>()
        => _entry.Mapper is ItemMapper<TItem> mapper
            ? ItemWrite.ReadObstacle(_reason.Item, _entry.Table, mapper)
            : throw new InvalidOperationException(
                $"The items of {_entry.Describe(Index)} are of type {_entry.Table.Schema.ItemType}, not {typeof(TItem).Name}.");

    /// <summary>Returns the existing item that failed the condition, as an item of a table, which may be another entity's table of the same
    /// name.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <returns>The item, or the default value if there is none, or if it belongs to another type of the table.</returns>
    /// <exception cref="ArgumentException">The entry belongs to another table.</exception>
    /// <exception cref="ItemMappingException">The item does not fit the type.</exception>
    public TItem? ItemOf<TItem, TKey>(DynamoTable<TItem, TKey> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.TableName == TableName
            ? ItemWrite.ReadObstacle(_reason.Item, table.Connection, table.Mapping)
            : throw new ArgumentException($"The failure belongs to {_entry.Describe(Index)}, not to table '{table.TableName}'.", nameof(table));
    }

    internal string Describe() => $"{_entry.Describe(Index)}: {Code}";
}

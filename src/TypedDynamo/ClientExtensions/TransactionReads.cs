using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>Creates the reads of transactions for items that are classes.</summary>
public static class ClassTransactionReads
{
    /// <summary>Creates the read of an item for a transaction. Nothing is sent yet.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>The read, whose result is the item, or <see langword="null"/> if there is none.</returns>
    public static TransactGet<TItem?> Read<TItem, TKey, TUpdate, TCondition>(
        this DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key)
        where TItem : class
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TransactGet<TItem, TKey, TItem, TItem?>(
            table.Connection, table.Mapping, table.Mapping, isProjected: false, key, static (found, item) => found ? item : null);
    }

    /// <summary>Creates the read of part of an item for a transaction. It costs as much as the whole item. Nothing is sent yet.</summary>
    /// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="projection">The table's items as that type.</param>
    /// <param name="key">The key.</param>
    /// <returns>The read, whose result is the part, or <see langword="null"/> if there is no item.</returns>
    public static TransactGet<TProjection?> Read<TProjection, TKey, TUpdate, TCondition>(
        this TableProjection<TProjection, TKey, TUpdate, TCondition> projection, TKey key)
        where TProjection : class
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.Read<TProjection?>(key, static (found, item) => found ? item : null);
    }
}

/// <summary>Creates the reads of transactions for items that are structs.</summary>
public static class StructTransactionReads
{
    /// <inheritdoc cref="ClassTransactionReads.Read{TItem, TKey, TUpdate, TCondition}(DynamoTable{TItem, TKey, TUpdate, TCondition}, TKey)"/>
    public static TransactGet<TItem?> Read<TItem, TKey, TUpdate, TCondition>(
        this DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key)
        where TItem : struct
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TransactGet<TItem, TKey, TItem, TItem?>(
            table.Connection, table.Mapping, table.Mapping, isProjected: false, key, static (found, item) => found ? item : null);
    }

    /// <inheritdoc cref="ClassTransactionReads.Read{TProjection, TKey, TUpdate, TCondition}(TableProjection{TProjection, TKey, TUpdate, TCondition}, TKey)"/>
    public static TransactGet<TProjection?> Read<TProjection, TKey, TUpdate, TCondition>(
        this TableProjection<TProjection, TKey, TUpdate, TCondition> projection, TKey key)
        where TProjection : struct
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.Read<TProjection?>(key, static (found, item) => found ? item : null);
    }
}

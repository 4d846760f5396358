namespace TypedDynamo;

/// <summary>Creates the reads of batches and transactions for items that are classes.</summary>
public static class ClassReads
{
    /// <summary>Creates the read of an item for <c>BatchGetAsync</c> or <c>TransactGetAsync</c>. Nothing is sent yet.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>The read, whose result is the item, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="key"/> is <see langword="null"/>.</exception>
    public static ItemRead<TItem?> Read<TItem, TKey>(this DynamoTable<TItem, TKey> table, TKey key)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.CreateRead<TItem?>(key, static (found, item) => found ? item : null);
    }

    /// <summary>Creates the read of a part of an item for <c>BatchGetAsync</c> or <c>TransactGetAsync</c>. It costs as much as the whole item.
    /// Nothing is sent yet.</summary>
    /// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="projection">The table's items as that type.</param>
    /// <param name="key">The key.</param>
    /// <returns>The read, whose result is the part, or <see langword="null"/> if there is no item.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="projection"/> or <paramref name="key"/> is <see langword="null"/>.</exception>
    public static ItemRead<TProjection?> Read<TProjection, TKey>(this TableProjection<TProjection, TKey> projection, TKey key)
        where TProjection : class
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.CreateRead<TProjection?>(key, static (found, item) => found ? item : null);
    }
}

/// <summary>Creates the reads of batches and transactions for items that are structs.</summary>
public static class StructReads
{
    /// <inheritdoc cref="ClassReads.Read{TItem, TKey}(DynamoTable{TItem, TKey}, TKey)"/>
    public static ItemRead<TItem?> Read<TItem, TKey>(this DynamoTable<TItem, TKey> table, TKey key)
        where TItem : struct
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.CreateRead<TItem?>(key, static (found, item) => found ? item : null);
    }

    /// <inheritdoc cref="ClassReads.Read{TProjection, TKey}(TableProjection{TProjection, TKey}, TKey)"/>
    public static ItemRead<TProjection?> Read<TProjection, TKey>(this TableProjection<TProjection, TKey> projection, TKey key)
        where TProjection : struct
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.CreateRead<TProjection?>(key, static (found, item) => found ? item : null);
    }
}

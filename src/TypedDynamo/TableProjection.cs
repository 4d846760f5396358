using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>The items of a table, of which only the attributes of a projection are read or returned.</summary>
/// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
/// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
/// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
/// <remarks>The members are virtual, and there is a constructor without a table, so that it can be mocked.</remarks>
public abstract class TableProjection<TProjection, TKey, TUpdate, TCondition> : TableProjection<TProjection, TKey>
    where TUpdate : struct, ITokens<TUpdate>
    where TCondition : struct, ITokens<TCondition>
{
    /// <summary>Makes a projection without a table, for mocks.</summary>
    protected TableProjection()
    {
    }

    /// <summary>Reads a part of an item. The extensions <c>GetAsync</c> call it.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
    /// <param name="select">Makes the result from whether the item exists, and the part that was read.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The result.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task<TResult> GetItemAsync<TResult>(
        TKey key, bool consistent, Func<bool, TProjection, TResult> select, CancellationToken cancellationToken);

    /// <summary>Reads a part of many items by BatchGetItem, 100 keys a request and several requests at once. It costs as much as the whole items.</summary>
    /// <inheritdoc cref="DynamoTable{TItem, TKey, TUpdate, TCondition}.GetManyAsync(IEnumerable{TKey}, BatchGetOptions?, CancellationToken)"/>
    public abstract ItemsByKey<TProjection, TKey> GetManyAsync(
        IEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of many items by BatchGetItem while their keys arrive. It costs as much as the whole items.</summary>
    /// <inheritdoc cref="DynamoTable{TItem, TKey, TUpdate, TCondition}.GetManyAsync(IAsyncEnumerable{TKey}, BatchGetOptions?, CancellationToken)"/>
    public abstract ItemsByKey<TProjection, TKey> GetManyAsync(
        IAsyncEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Updates attributes of an existing item, and returns the updated attributes. Sends one UpdateItem request.</summary>
    /// <remarks>Attributes that the update does not change are read as if the item lacked them.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">
    /// Whether to return the updated attributes with their new values (<c>UPDATED_NEW</c>) or their old ones (<c>UPDATED_OLD</c>).
    /// </param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The updated part, or the default value if it was not requested.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item, or the condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored, or the part lacks an attribute that the type needs.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public abstract Task<TProjection?> UpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.New,
        CancellationToken cancellationToken = default);

    /// <summary>Updates attributes of an item, or creates it, and returns the updated attributes. Sends one UpdateItem request.</summary>
    /// <inheritdoc cref="UpdateAsync"/>
    public abstract Task<TProjection?> UpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.New,
        CancellationToken cancellationToken = default);
}

/// <summary>The projection of a table with a client.</summary>
internal sealed class TableProjection<TItem, TProjection, TKey, TUpdate, TCondition>(TableConnection table, TableMapper<TItem, TKey> mapper)
    : TableProjection<TProjection, TKey, TUpdate, TCondition>
    where TUpdate : struct, ITokens<TUpdate>
    where TCondition : struct, ITokens<TCondition>
{
    private readonly ItemMapper<TProjection> _projection = ProjectedItems.Of<TProjection>(table, null);

    internal override string TableName => table.Name;

    public override Task<TResult> GetItemAsync<TResult>(
        TKey key, bool consistent, Func<bool, TProjection, TResult> select, CancellationToken cancellationToken)
        => GetItemOperation.SendAsync(table, mapper, _projection, isProjected: true, key, consistent, select, cancellationToken);

    public override ItemsByKey<TProjection, TKey> GetManyAsync(
        IEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetManyAsync(new BatchSource<TKey>(keys), options, cancellationToken);
    }

    public override ItemsByKey<TProjection, TKey> GetManyAsync(
        IAsyncEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ItemsByKey<TProjection, TKey>.Of(table, mapper, _projection, isProjected: true, keys, options, cancellationToken);
    }

    public override Task<TProjection?> UpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.New,
        CancellationToken cancellationToken = default)
        => SendAsync(new UpdateSettings(IsUpsert: false, returning) { ReturnsParts = true }, key, update, condition, cancellationToken);

    public override Task<TProjection?> UpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.New,
        CancellationToken cancellationToken = default)
        => SendAsync(new UpdateSettings(IsUpsert: true, returning) { ReturnsParts = true }, key, update, condition, cancellationToken);

    internal override ItemRead<TResult> CreateRead<TResult>(TKey key, Func<bool, TProjection, TResult> select)
        => new ItemRead<TItem, TKey, TProjection, TResult>(table, mapper, _projection, isProjected: true, key, select);

    private Task<TProjection?> SendAsync(
        UpdateSettings settings, TKey key, Action<TUpdate> update, Func<TCondition, ItemCondition>? condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(table, mapper, _projection, settings, key, update, condition, cancellationToken);
    }
}

/// <summary>Reads projections that are classes.</summary>
public static class ClassProjections
{
    /// <summary>Reads a part of an item by its key. Sends one GetItem request, which costs as much as the whole item.</summary>
    /// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="projection">The table's items as that type.</param>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The part, or <see langword="null"/> if there is no item.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public static Task<TProjection?> GetAsync<TProjection, TKey, TUpdate, TCondition>(
        this TableProjection<TProjection, TKey, TUpdate, TCondition> projection,
        TKey key,
        bool consistent = false,
        CancellationToken cancellationToken = default)
        where TProjection : class
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.GetItemAsync<TProjection?>(key, consistent, static (found, item) => found ? item : null, cancellationToken);
    }
}

/// <summary>Reads projections that are structs.</summary>
public static class StructProjections
{
    /// <summary>Reads a part of an item by its key. Sends one GetItem request, which costs as much as the whole item.</summary>
    /// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="projection">The table's items as that type.</param>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The part, or <see langword="null"/> if there is no item.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public static Task<TProjection?> GetAsync<TProjection, TKey, TUpdate, TCondition>(
        this TableProjection<TProjection, TKey, TUpdate, TCondition> projection,
        TKey key,
        bool consistent = false,
        CancellationToken cancellationToken = default)
        where TProjection : struct
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(projection);
        return projection.GetItemAsync<TProjection?>(key, consistent, static (found, item) => found ? item : null, cancellationToken);
    }
}

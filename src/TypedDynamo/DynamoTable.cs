using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>A table of typed items. The generator writes the derived class, which adds the members that depend on the key.</summary>
/// <typeparam name="TItem">The annotated type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
/// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
/// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
/// <remarks>
/// <para>
/// The table holds no state except its client and name, and is thread-safe. It does not own the client. Every call goes through the client:
/// its credentials, endpoint, retries, timeouts, events and customizers apply, and the service's exceptions pass through unchanged. Only
/// calls that say so look at the live table's definition.
/// </para>
/// <para>
/// With an <see cref="AmazonDynamoDBClient"/> itself the requests go straight through its pipeline. Any other client (a class derived from
/// that one, a wrapper, a fake or a mock) receives the SDK's ordinary calls, such as
/// <see cref="IAmazonDynamoDB.GetItemAsync(GetItemRequest, CancellationToken)"/>, at their usual cost in time and memory.
/// </para>
/// <para>The members are virtual, and there is a constructor without a client, so that the table can be mocked.</para>
/// </remarks>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition> : DynamoTable<TItem, TKey>
    where TUpdate : struct, ITokens<TUpdate>
    where TCondition : struct, ITokens<TCondition>
{
    /// <summary>Makes a table without a client, for mocks. A verb that the mock does not replace throws <see cref="InvalidOperationException"/>.</summary>
    protected DynamoTable()
    {
    }

    /// <summary>Makes a table.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="mapper">The generated mapper.</param>
    /// <param name="options">The table's name and more, or <see langword="null"/> for the annotated name.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected DynamoTable(IAmazonDynamoDB client, TableMapper<TItem, TKey> mapper, DynamoTableOptions? options)
        : base(Connect(client, mapper, options), mapper)
    {
    }

    /// <summary>
    /// Writes a whole item, and replaces one with the same key. Sends one PutItem request, which costs one write unit for each KB of the
    /// larger of the two.
    /// </summary>
    /// <remarks>
    /// Attributes of the stored item that the type does not know are lost, as with every put. A type with a <see cref="VersionAttribute"/> is written
    /// only if the stored item has the item's version, or, for version 0, none.
    /// </remarks>
    /// <param name="item">The item.</param>
    /// <param name="condition">
    /// The condition that the stored item must meet, as in <c>o =&gt; o.NotExists()</c>; <see langword="null"/> for none.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait. The write may still happen.</param>
    /// <returns>The item as it was written: with its new version, where it has one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold, or the stored item has another version.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored, or the item is too large. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TItem> PutAsync(
        TItem item, Func<TCondition, ItemCondition>? condition = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        return PutItemOperation.SendAsync(Connection, Mapping, item, condition, cancellationToken);
    }

    /// <summary>
    /// Writes a whole item if a condition holds; otherwise returns the existing item that failed the condition. Sends one PutItem request.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="condition">
    /// The condition that the stored item must meet; <see langword="null"/> for none but its version, where it has one.
    /// </param>
    /// <param name="returnOld">Whether to return the replaced item. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The write may still happen.</param>
    /// <returns>Whether the item was written, and the item as it was written or the existing item that failed the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored, or the stored item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused the request for another reason, or the client's retries are exhausted.
    /// </exception>
    public virtual Task<WriteResult<TItem>> TryPutAsync(
        TItem item, Func<TCondition, ItemCondition>? condition = null, bool returnOld = false, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        return PutItemOperation.TrySendAsync(Connection, Mapping, item, condition, returnOld, cancellationToken);
    }

    /// <summary>Reads one item by its key.</summary>
    /// <remarks>
    /// Sends one GetItem request, which costs half a read unit for each 4 KB of the item, or one if it is consistent. By default the item may be some
    /// milliseconds old.
    /// </remarks>
    /// <param name="key">The item's primary key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>
    /// The item; the default value if there is none. Generated tables of structs hide this method with one that returns a
    /// <see cref="Nullable{T}"/>.
    /// </returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TItem?> GetAsync(TKey key, bool consistent = false, CancellationToken cancellationToken = default)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        return GetItemAsync<TItem?>(key, consistent, static (_, item) => item, cancellationToken);
    }

    /// <summary>Deletes an item by its key. Sends one DeleteItem request, which also succeeds if there is no such item.</summary>
    /// <remarks>It costs one write unit for each KB of the item. A version is not checked.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returnOld">Whether to return the deleted item. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>The deleted item, if requested and if there was one; otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the deleted item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TItem?> DeleteAsync(
        TKey key, Func<TCondition, ItemCondition>? condition = null, bool returnOld = false, CancellationToken cancellationToken = default)
        => DeleteItemOperation.SendAsync(Connection, Mapping, key, null, condition, returnOld, cancellationToken);

    /// <summary>Deletes an item that you have read. Sends one DeleteItem request.</summary>
    /// <remarks>An item with a <see cref="VersionAttribute"/> is deleted only if the stored one has its version. It costs one write unit for each KB.</remarks>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>A task that ends when the item is gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConditionalCheckFailedException">The stored item has another version.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task DeleteAsync(TItem item, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        VersionCheck? expected = VersionCheck.Of(Connection, Mapping, item);
        return DeleteItemOperation.SendAsync<TItem, TKey, TCondition>(
            Connection, Mapping, Mapping.KeyOf(item), expected, null, false, cancellationToken);
    }

    /// <summary>
    /// Deletes an item if a condition holds; otherwise returns the existing item that failed the condition. Sends one DeleteItem request.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="condition">The condition that the stored item must meet.</param>
    /// <param name="returnOld">Whether to return the deleted item. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>Whether the condition held, and the deleted item, if requested, or the existing item that failed the condition.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the stored item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused the request for another reason, or the client's retries are exhausted.
    /// </exception>
    public virtual Task<WriteResult<TItem>> TryDeleteAsync(
        TKey key, Func<TCondition, ItemCondition> condition, bool returnOld = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return DeleteItemOperation.TrySendAsync(Connection, Mapping, key, condition, returnOld, cancellationToken);
    }

    // ArgumentNullException.ThrowIfNull would box an item that is a struct.
    private static void ThrowIfNull(TItem item)
    {
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }
    }

    private static TableConnection Connect(IAmazonDynamoDB client, TableMapper<TItem, TKey> mapper, DynamoTableOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(mapper);
        return new TableConnection(client, (TableSchema)mapper.Schema, options ?? new DynamoTableOptions());
    }
}

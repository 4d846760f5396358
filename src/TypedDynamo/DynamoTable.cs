using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Batches;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A table of typed items. The generator writes the derived class, which adds what depends on the key.</summary>
/// <typeparam name="TItem">The annotated type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
/// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
/// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
/// <remarks>
/// <para>
/// The table holds no state but its client and name, and may be used by many threads at once. It does not own the client. Every call goes
/// through the client: its credentials, endpoint, retries, timeouts, events and customizers apply, and the service's exceptions come as the
/// SDK throws them. No call looks at the live table's definition but those that say so.
/// </para>
/// <para>
/// With an <see cref="AmazonDynamoDBClient"/> itself the requests go straight through its pipeline. Any other client, be it derived from that
/// one, a wrapper, a fake or a mock, gets its ordinary calls, such as
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

    /// <summary>Writes a whole item, in place of one with the same key. Sends one PutItem request, which costs one write unit for each KB of the larger of the two.</summary>
    /// <remarks>
    /// Attributes of the stored item that the type does not know are lost, as with every put. A type with a <see cref="VersionAttribute"/> is written
    /// only if the stored item has the item's version, or, for version 0, none.
    /// </remarks>
    /// <param name="item">The item.</param>
    /// <param name="condition">What is asked of the stored item, as in <c>o =&gt; o.NotExists()</c>; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the wait. The write may happen all the same.</param>
    /// <returns>The item as it was written: with its new version, where it has one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold, or the stored item has another version.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store, or the item is too large. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem> PutAsync(
        TItem item, Func<TCondition, Condition>? condition = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        return PutItemOperation.SendAsync(Connection, Mapping, item, condition, WithoutState(condition), cancellationToken);
    }

    /// <summary>Writes a whole item under a condition, without a closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="item">The item.</param>
    /// <param name="state">The operands, handed to the condition.</param>
    /// <param name="condition">What is asked of the stored item, as in <c>static (o, least) =&gt; o.Total &gt; least</c>.</param>
    /// <param name="cancellationToken">Ends the wait. The write may happen all the same.</param>
    /// <inheritdoc cref="PutAsync(TItem, Func{TCondition, Condition}?, CancellationToken)"/>
    public virtual Task<TItem> PutAsync<TState>(
        TItem item, TState state, Func<TCondition, TState, Condition> condition, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(condition);
        return PutItemOperation.SendAsync(Connection, Mapping, item, state, condition, cancellationToken);
    }

    /// <summary>Writes a whole item if a condition holds, and tells which item stood in the way if it does not. Sends one PutItem request.</summary>
    /// <param name="item">The item.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing but its version, where it has one.</param>
    /// <param name="returnOld">Whether the item that is replaced comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The write may happen all the same.</param>
    /// <returns>Whether the item was written, and the item as it was written or the one that stood in the way.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store, or the stored item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryPutAsync(
        TItem item, Func<TCondition, Condition>? condition = null, bool returnOld = false, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        return PutItemOperation.TrySendAsync(Connection, Mapping, item, condition, WithoutState(condition), returnOld, cancellationToken);
    }

    /// <summary>Writes a whole item if a condition holds, without a closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="item">The item.</param>
    /// <param name="state">The operands, handed to the condition.</param>
    /// <param name="condition">What is asked of the stored item.</param>
    /// <param name="returnOld">Whether the item that is replaced comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The write may happen all the same.</param>
    /// <inheritdoc cref="TryPutAsync(TItem, Func{TCondition, Condition}?, bool, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryPutAsync<TState>(
        TItem item,
        TState state,
        Func<TCondition, TState, Condition> condition,
        bool returnOld = false,
        CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(condition);
        return PutItemOperation.TrySendAsync(Connection, Mapping, item, state, condition, returnOld, cancellationToken);
    }

    /// <summary>Reads many items by BatchGetItem, 100 keys a request and several requests at once, and retries what DynamoDB leaves unprocessed.</summary>
    /// <remarks>
    /// Nothing is sent before the enumeration starts. The items come in no particular order; a key that is asked for twice is read once, one
    /// without an item yields none. Throttles and faults that outlast the SDK's retries are retried as <see cref="BatchGetOptions.MaxAttempts"/>
    /// says; what cannot be read all the same is named by a <see cref="BatchGetException{TKey}"/> after the other items. It costs as much as a
    /// get of each item.
    /// </remarks>
    /// <param name="keys">The keys. They are taken from the sequence as they are sent, anew by each enumeration, and remembered during it.</param>
    /// <param name="options">How many requests at once, consistency and more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>
    /// The items, to be enumerated or read into a list or a dictionary. The enumeration ends in a <see cref="BatchGetException{TKey}"/>, in an
    /// <see cref="ItemMappingException"/> where an item does not fit the type, or in an <see cref="AmazonDynamoDBException"/> where the service
    /// refuses a request for a reason that holds for all its keys.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is <see langword="null"/>.</exception>
    public virtual ItemsByKey<TItem, TKey> GetManyAsync(
        IEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetManyAsync(new BatchSource<TKey>(keys), options, cancellationToken);
    }

    /// <summary>Reads many items whose keys come one by one, by BatchGetItem, up to 100 keys a request and several requests at once.</summary>
    /// <param name="keys">The keys. Where the next one is slow to come, those that are there are sent without it.</param>
    /// <param name="options">How many requests at once, consistency and more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <inheritdoc cref="GetManyAsync(IEnumerable{TKey}, BatchGetOptions?, CancellationToken)"/>
    public virtual ItemsByKey<TItem, TKey> GetManyAsync(
        IAsyncEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ItemsByKey<TItem, TKey>.Of(Connection, Mapping, Mapping, isProjected: false, keys, options, cancellationToken);
    }

    /// <summary>Changes some attributes of an item that is there. Sends one UpdateItem request, which costs one write unit for each KB of the item.</summary>
    /// <remarks>
    /// The other attributes stay as they are, those that the type does not know among them. The version and times that the library keeps are set
    /// too. Of an item that must be there, what may be absent starts from zero or empty.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. It is called at once, once.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item, or the condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem?> UpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(false, returning), update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item that is there. It needs no closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes, as in <c>static (o, count) =&gt; o.Views += count</c>.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="UpdateAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<TItem?> UpdateAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(false, returning), state, update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item that is there. If the condition does not hold, it tells which item stood in the way.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>Whether the item was changed, and the item as <paramref name="returning"/> says or as it stood in the way.</returns>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryUpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(false, returning), key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    /// <summary>Changes some attributes of an item that is there. It needs no closure, and tells which item stood in the way.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="TryUpdateAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryUpdateAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(false, returning), key, state, update, condition, cancellationToken);
    }

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. Sends one UpdateItem request, which costs one write unit for each KB of the item.</summary>
    /// <remarks>
    /// The other attributes stay as they are, those that the type does not know among them. The version and times that the library keeps are set
    /// too. Attributes that are computed with start from zero or empty.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. It is called at once, once.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem?> UpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(true, returning), update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. It needs no closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes, as in <c>static (o, count) =&gt; o.Views += count</c>.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="UpsertAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<TItem?> UpsertAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(true, returning), state, update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. If the condition does not hold, it tells which item stood in the way.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>Whether the item was changed, and the item as <paramref name="returning"/> says or as it stood in the way.</returns>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryUpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(true, returning), key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. It needs no closure, and tells which item stood in the way.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="TryUpsertAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryUpsertAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(true, returning), key, state, update, condition, cancellationToken);
    }

    /// <summary>Writes many whole items by BatchWriteItem, 25 a request and several requests at once, and retries what DynamoDB leaves unprocessed.</summary>
    /// <remarks>
    /// The items are taken from the sequence as they are sent. Of several items with one key the last one wins. Throttles and faults that
    /// outlast the SDK's retries are retried as <see cref="BatchWriteOptions.MaxAttempts"/> says; an item that is not written all the same, or
    /// that DynamoDB refuses, comes back in <see cref="BatchResult{T}.Failures"/>. Another error, such as a missing table, ends the call.
    /// It costs as much as a put of each item.
    /// </remarks>
    /// <param name="items">The items.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. Items sent before may have been written.</param>
    /// <returns>How many items were written, and which were not.</returns>
    /// <exception cref="ArgumentException">One of the items is <see langword="null"/>. Those before may have been written.</exception>
    /// <exception cref="InvalidOperationException">The items have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for every item.</exception>
    public virtual Task<BatchResult<TItem>> PutManyAsync(
        IEnumerable<TItem> items, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return PutAllAsync(new BatchSource<TItem>(items), options, cancellationToken);
    }

    /// <summary>Writes many whole items as they come, by BatchWriteItem, up to 25 a request and several requests at once.</summary>
    /// <param name="items">The items. Where the next one is slow to come, those that are there are sent without it.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. Items sent before may have been written.</param>
    /// <inheritdoc cref="PutManyAsync(IEnumerable{TItem}, BatchWriteOptions?, CancellationToken)"/>
    public virtual Task<BatchResult<TItem>> PutManyAsync(
        IAsyncEnumerable<TItem> items, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return PutAllAsync(items, options, cancellationToken);
    }

    /// <summary>Deletes many items by BatchWriteItem, 25 a request and several requests at once, and retries what DynamoDB leaves unprocessed.</summary>
    /// <remarks>
    /// A key without an item counts as deleted. Throttles and faults that outlast the SDK's retries are retried as
    /// <see cref="BatchWriteOptions.MaxAttempts"/> says; a key whose item is not deleted all the same, or that DynamoDB refuses, comes back in
    /// <see cref="BatchResult{T}.Failures"/>. Another error, such as a missing table, ends the call. It costs as much as a delete of each item.
    /// </remarks>
    /// <param name="keys">The keys. They are taken from the sequence as they are sent.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. Items whose keys were sent before may be gone.</param>
    /// <returns>How many keys were deleted, and which were not.</returns>
    /// <exception cref="ArgumentException">One of the keys is <see langword="null"/>. Items whose keys stand before may be gone.</exception>
    /// <exception cref="InvalidOperationException">The items have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for every key.</exception>
    public virtual Task<BatchResult<TKey>> DeleteManyAsync(
        IEnumerable<TKey> keys, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return DeleteAllAsync(new BatchSource<TKey>(keys), options, cancellationToken);
    }

    /// <summary>Deletes many items whose keys come one by one, by BatchWriteItem, up to 25 a request and several requests at once.</summary>
    /// <param name="keys">The keys. Where the next one is slow to come, those that are there are sent without it.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. Items whose keys were sent before may be gone.</param>
    /// <inheritdoc cref="DeleteManyAsync(IEnumerable{TKey}, BatchWriteOptions?, CancellationToken)"/>
    public virtual Task<BatchResult<TKey>> DeleteManyAsync(
        IAsyncEnumerable<TKey> keys, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return DeleteAllAsync(keys, options, cancellationToken);
    }

    /// <summary>Deletes an item by its key. Sends one DeleteItem request, which succeeds too where there is no such item.</summary>
    /// <remarks>It costs one write unit for each KB of the item. A version is not checked.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returnOld">Whether the deleted item comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <returns>The deleted item, if it was asked for and there was one; otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the deleted item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem?> DeleteAsync(
        TKey key, Func<TCondition, Condition>? condition = null, bool returnOld = false, CancellationToken cancellationToken = default)
        => DeleteItemOperation.SendAsync(Connection, Mapping, key, null, condition, WithoutState(condition), returnOld, cancellationToken);

    /// <summary>Deletes an item by its key under a condition, without a closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the condition.</param>
    /// <param name="condition">What is asked of the stored item.</param>
    /// <param name="returnOld">Whether the deleted item comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <inheritdoc cref="DeleteAsync(TKey, Func{TCondition, Condition}?, bool, CancellationToken)"/>
    public virtual Task<TItem?> DeleteAsync<TState>(
        TKey key,
        TState state,
        Func<TCondition, TState, Condition> condition,
        bool returnOld = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return DeleteItemOperation.SendAsync(Connection, Mapping, key, null, state, condition, returnOld, cancellationToken);
    }

    /// <summary>Deletes an item as it was read. Sends one DeleteItem request.</summary>
    /// <remarks>An item with a <see cref="VersionAttribute"/> is deleted only if the stored one has its version. It costs one write unit for each KB.</remarks>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <returns>A task that ends when the item is gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConditionalCheckFailedException">The stored item has another version.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task DeleteAsync(TItem item, CancellationToken cancellationToken = default)
    {
        ThrowIfNull(item);
        VersionCheck? expected = Connection.Schema.Version is null ? null : new VersionCheck(Mapping.VersionOf(item));
        return DeleteItemOperation.SendAsync<TItem, TKey, TCondition, bool>(
            Connection, Mapping, Mapping.KeyOf(item), expected, false, null, false, cancellationToken);
    }

    /// <summary>Deletes an item if a condition holds, and tells which item stood in the way if it does not. Sends one DeleteItem request.</summary>
    /// <param name="key">The key.</param>
    /// <param name="condition">What is asked of the stored item.</param>
    /// <param name="returnOld">Whether the deleted item comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <returns>Whether the condition held, and the deleted item, if it was asked for, or the one that stood in the way.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the stored item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryDeleteAsync(
        TKey key, Func<TCondition, Condition> condition, bool returnOld = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return DeleteItemOperation.TrySendAsync(Connection, Mapping, key, condition, WithoutState(condition), returnOld, cancellationToken);
    }

    /// <summary>Deletes an item if a condition holds, without a closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the condition.</param>
    /// <param name="condition">What is asked of the stored item.</param>
    /// <param name="returnOld">Whether the deleted item comes back. It costs no capacity.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <inheritdoc cref="TryDeleteAsync(TKey, Func{TCondition, Condition}, bool, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryDeleteAsync<TState>(
        TKey key,
        TState state,
        Func<TCondition, TState, Condition> condition,
        bool returnOld = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return DeleteItemOperation.TrySendAsync(Connection, Mapping, key, state, condition, returnOld, cancellationToken);
    }

    /// <summary>Reads and updates only the attributes that a type marked with <see cref="DynamoProjectionAttribute"/> has.</summary>
    /// <typeparam name="TProjection">The type.</typeparam>
    /// <returns>The table's items as that type.</returns>
    /// <exception cref="InvalidOperationException">The type is no projection of the item.</exception>
    public virtual TableProjection<TProjection, TKey, TUpdate, TCondition> Select<TProjection>()
        => new TableProjection<TItem, TProjection, TKey, TUpdate, TCondition>(Connection, Mapping);

    /// <summary>Reads the whole table: what a filter leaves of it, one page after the other or by many requests at once.</summary>
    /// <remarks>The whole table is charged. Nothing is sent before the enumeration starts.</remarks>
    /// <returns>The scan.</returns>
    public virtual Scan<TItem, TCondition> Scan() => new(CreateScan(new ScanOptions()));

    /// <summary>Reads the whole table, one Scan request after the other, the next one under way while the consumer takes the last one's items.</summary>
    /// <remarks>The whole table is charged. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Page size and consistency.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual Scan<TItem, TCondition> ScanAllAsync(ScanOptions? options = null, CancellationToken cancellationToken = default)
        => new(CreateScan(options ?? new ScanOptions()), cancellationToken);

    /// <summary>Reads the whole table by many Scan requests at once, in no particular order.</summary>
    /// <remarks>The whole table is charged, in a shorter time: see <see cref="ParallelScanOptions"/>. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Segments, concurrency and more. Without them the scan tunes itself.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual ParallelScan<TItem> ScanAllParallelAsync(
        ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        return new ParallelScan<TItem>(CreateScan(options), options, cancellationToken);
    }

    /// <summary>Sends a GetItem request. Generated code calls this.</summary>
    /// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the capacity.</param>
    /// <param name="select">Makes the result of whether there is an item, and the item.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> GetItemAsync<TResult>(
        TKey key, bool consistent, Func<bool, TItem, TResult> select, CancellationToken cancellationToken)
        => GetItemOperation.SendAsync(Connection, Mapping, Mapping, isProjected: false, key, consistent, select, cancellationToken);

    /// <summary>Sends an UpdateItem request that checks the item's version. Generated code calls this.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version that the item must have, 0 for none; <see langword="null"/> where it does not matter.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TItem?> UpdateVersionAsync<TState>(
        TKey key,
        long? expectedVersion,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition,
        Returning returning,
        CancellationToken cancellationToken)
        => SendUpdateAsync(
            key, new UpdateSettings(false, returning) { Expected = VersionCheck.Of(expectedVersion) }, state, update, condition, cancellationToken);

    /// <inheritdoc cref="UpdateVersionAsync{TState}"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TItem?> UpdateVersionAsync(
        TKey key,
        long? expectedVersion,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition,
        Returning returning,
        CancellationToken cancellationToken)
        => SendUpdateAsync(key, new UpdateSettings(false, returning) { Expected = VersionCheck.Of(expectedVersion) }, update, condition, cancellationToken);

    /// <summary>Sends a DeleteItem request that checks the item's version. Generated code calls this.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version that the item must have, 0 for none; <see langword="null"/> where it does not matter.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returnOld">Whether the deleted item comes back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The deleted item, if it was asked for and there was one; otherwise the default value.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TItem?> DeleteVersionAsync(
        TKey key, long? expectedVersion, Func<TCondition, Condition>? condition, bool returnOld, CancellationToken cancellationToken)
        => DeleteItemOperation.SendAsync(
            Connection, Mapping, key, VersionCheck.Of(expectedVersion), condition, WithoutState(condition), returnOld, cancellationToken);

    /// <summary>Begins the key condition of a query. Generated code calls this.</summary>
    /// <returns>A condition that asks nothing yet.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected KeyCondition BeginKey() => Connection.BeginKey();

    /// <summary>Makes a query. Generated code calls this.</summary>
    /// <typeparam name="TFilter">The tokens of the query's filters.</typeparam>
    /// <param name="partitionKey">The condition on the partition key, which <see cref="BeginKey"/> has begun.</param>
    /// <param name="sortKey">The condition on the sort key; the default value is none.</param>
    /// <returns>The query.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Query<TItem, TFilter> CreateQuery<TFilter>(KeyCondition partitionKey, KeyCondition sortKey = default)
        where TFilter : struct, ITokens<TFilter>
        => new(Connection.CreateQuery(null, Mapping, partitionKey, sortKey));

    private static readonly Action<TUpdate, (Action<TUpdate> Update, Func<TCondition, Condition>? Condition)> s_update =
        static (tokens, state) => state.Update(tokens);

    // ArgumentNullException.ThrowIfNull would box an item that is a struct.
    private static void ThrowIfNull(TItem item)
    {
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }
    }

    /// <summary>Lets a condition that is its own state be called as one that is handed its operands.</summary>
    private static Func<TCondition, Func<TCondition, Condition>?, Condition>? WithoutState(Func<TCondition, Condition>? condition)
        => condition is null ? null : static (tokens, condition) => condition!(tokens);

    private static Func<TCondition, (T Update, Func<TCondition, Condition>? Condition), Condition>? WithoutState<T>(
        Func<TCondition, Condition>? condition)
        => condition is null ? null : static (tokens, state) => state.Condition!(tokens);

    private Task<TItem?> SendUpdateAsync(
        TKey key,
        UpdateSettings settings,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(
            Connection, Mapping, Mapping, settings, key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    private Task<TItem?> SendUpdateAsync<TState>(
        TKey key,
        UpdateSettings settings,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(Connection, Mapping, Mapping, settings, key, state, update, condition, cancellationToken);
    }

    private Task<BatchResult<TItem>> PutAllAsync(
        IAsyncEnumerable<TItem> items, BatchWriteOptions? options, CancellationToken cancellationToken)
    {
        options = BatchVersions.Check(Connection, options, nameof(PutManyAsync), nameof(PutAsync));
        return BatchWriteOperation<TItem>.SendAsync(items, new PutForm<TItem, TKey>(Connection, Mapping), options, cancellationToken);
    }

    private Task<BatchResult<TKey>> DeleteAllAsync(
        IAsyncEnumerable<TKey> keys, BatchWriteOptions? options, CancellationToken cancellationToken)
    {
        options = BatchVersions.Check(Connection, options, nameof(DeleteManyAsync), nameof(DeleteAsync));
        return BatchWriteOperation<TKey>.SendAsync(keys, new DeleteForm<TItem, TKey>(Connection, Mapping), options, cancellationToken);
    }

    private ReadOperation<TItem> CreateScan(ScanOptions options) => ScanOperation.Create(Connection, null, Mapping, options);

    private static TableConnection Connect(IAmazonDynamoDB client, TableMapper<TItem, TKey> mapper, DynamoTableOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(mapper);
        return new TableConnection(client, (TableSchema)mapper.Schema, options ?? new DynamoTableOptions());
    }
}

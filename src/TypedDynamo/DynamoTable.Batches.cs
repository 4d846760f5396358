using Amazon.DynamoDBv2;
using TypedDynamo.Batches;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <content>Many items by their keys.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Reads many items by BatchGetItem, 100 keys a request and several requests at once, and retries unprocessed ones.</summary>
    /// <remarks>
    /// Nothing is sent before the enumeration starts. The items come in no particular order. A key that occurs twice is read once; a key
    /// without an item yields nothing. Throttling and faults that outlast the SDK's retries are retried up to
    /// <see cref="BatchGetOptions.MaxAttempts"/>; a <see cref="BatchGetException{TKey}"/> after the other items lists the keys that still
    /// could not be read. It costs as much as a get of each item.
    /// </remarks>
    /// <param name="keys">The keys. They are read from the sequence as they are sent, anew in each enumeration, and kept in memory during it.</param>
    /// <param name="options">Concurrency, consistency and more.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>
    /// The items, to be enumerated or read into a list or a dictionary. The enumeration ends with a <see cref="BatchGetException{TKey}"/>,
    /// with an <see cref="ItemMappingException"/> where an item does not fit the type, or with an <see cref="AmazonDynamoDBException"/>
    /// where the service refuses a request for a reason that holds for all its keys.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is <see langword="null"/>.</exception>
    public virtual ItemsByKey<TItem, TKey> GetManyAsync(
        IEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetManyAsync(new BatchSource<TKey>(keys), options, cancellationToken);
    }

    /// <summary>Reads many items by BatchGetItem while their keys arrive, up to 100 keys a request and several requests at once.</summary>
    /// <param name="keys">The keys. If the next one is slow to arrive, those that have arrived are sent without it.</param>
    /// <param name="options">Concurrency, consistency and more.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <inheritdoc cref="GetManyAsync(IEnumerable{TKey}, BatchGetOptions?, CancellationToken)"/>
    public virtual ItemsByKey<TItem, TKey> GetManyAsync(
        IAsyncEnumerable<TKey> keys, BatchGetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ItemsByKey<TItem, TKey>.Of(Connection, Mapping, Mapping, isProjected: false, keys, options, cancellationToken);
    }

    /// <summary>Writes many whole items by BatchWriteItem, 25 a request and several requests at once, and retries unprocessed ones.</summary>
    /// <remarks>
    /// The items are read from the sequence as they are sent. Of several items with the same key the last one wins. Throttling and faults
    /// that outlast the SDK's retries are retried up to <see cref="BatchWriteOptions.MaxAttempts"/>. <see cref="BatchResult{T}.Failures"/>
    /// lists the items that still could not be written and those that DynamoDB refuses. Any other error, such as a missing table, ends the
    /// call. It costs as much as a put of each item.
    /// </remarks>
    /// <param name="items">The items.</param>
    /// <param name="options">Concurrency and more.</param>
    /// <param name="cancellationToken">Cancels the call. Items sent before may have been written.</param>
    /// <returns>How many items were written, and which were not.</returns>
    /// <exception cref="ArgumentException">One of the items is <see langword="null"/>. Earlier ones may have been written.</exception>
    /// <exception cref="InvalidOperationException">The items have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for every item.</exception>
    public virtual Task<BatchResult<TItem>> PutManyAsync(
        IEnumerable<TItem> items, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return PutAllAsync(new BatchSource<TItem>(items), options, cancellationToken);
    }

    /// <summary>Writes many whole items by BatchWriteItem while they arrive, up to 25 a request and several requests at once.</summary>
    /// <param name="items">The items. If the next one is slow to arrive, those that have arrived are sent without it.</param>
    /// <param name="options">Concurrency and more.</param>
    /// <param name="cancellationToken">Cancels the call. Items sent before may have been written.</param>
    /// <inheritdoc cref="PutManyAsync(IEnumerable{TItem}, BatchWriteOptions?, CancellationToken)"/>
    public virtual Task<BatchResult<TItem>> PutManyAsync(
        IAsyncEnumerable<TItem> items, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return PutAllAsync(items, options, cancellationToken);
    }

    /// <summary>Deletes many items by BatchWriteItem, 25 a request and several requests at once, and retries unprocessed ones.</summary>
    /// <remarks>
    /// A key without an item counts as deleted. Throttling and faults that outlast the SDK's retries are retried up to
    /// <see cref="BatchWriteOptions.MaxAttempts"/>. <see cref="BatchResult{T}.Failures"/> lists the keys whose items still could not be
    /// deleted and those that DynamoDB refuses. Any other error, such as a missing table, ends the call. It costs as much as a delete of
    /// each item.
    /// </remarks>
    /// <param name="keys">The keys. They are read from the sequence as they are sent.</param>
    /// <param name="options">Concurrency and more.</param>
    /// <param name="cancellationToken">Cancels the call. Items whose keys were sent before may be gone.</param>
    /// <returns>How many keys were deleted, and which were not.</returns>
    /// <exception cref="ArgumentException">One of the keys is <see langword="null"/>. Items of earlier keys may be gone.</exception>
    /// <exception cref="InvalidOperationException">The items have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for every key.</exception>
    public virtual Task<BatchResult<TKey>> DeleteManyAsync(
        IEnumerable<TKey> keys, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return DeleteAllAsync(new BatchSource<TKey>(keys), options, cancellationToken);
    }

    /// <summary>Deletes many items by BatchWriteItem while their keys arrive, up to 25 a request and several requests at once.</summary>
    /// <param name="keys">The keys. If the next one is slow to arrive, those that have arrived are sent without it.</param>
    /// <param name="options">Concurrency and more.</param>
    /// <param name="cancellationToken">Cancels the call. Items whose keys were sent before may be gone.</param>
    /// <inheritdoc cref="DeleteManyAsync(IEnumerable{TKey}, BatchWriteOptions?, CancellationToken)"/>
    public virtual Task<BatchResult<TKey>> DeleteManyAsync(
        IAsyncEnumerable<TKey> keys, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return DeleteAllAsync(keys, options, cancellationToken);
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
}

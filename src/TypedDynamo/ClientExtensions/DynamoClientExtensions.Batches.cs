using System.ComponentModel;
using Amazon.DynamoDBv2;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>Operations over several tables of one client.</summary>
public static partial class DynamoClientExtensions
{
    private const string AsyncBatch = "The lambda of a batch must not be async: await before the call, and pass the values.";

    /// <summary>Puts and deletes items of one or several tables by BatchWriteItem, 25 for each request and several requests at once.</summary>
    /// <remarks>
    /// If several writes have the same key, the last one wins. Throttles and faults that outlast the SDK's retries, and writes that DynamoDB
    /// leaves unprocessed, are retried up to <see cref="BatchWriteOptions.MaxAttempts"/>. <see cref="BatchResult{T}.Failures"/> holds the writes
    /// that still do not succeed, or that DynamoDB refuses. Another error, such as a missing table, ends the call. A batch is not a
    /// transaction: each write costs as much as alone, and succeeds or fails by itself.
    /// </remarks>
    /// <example>
    /// <code>
    /// await client.BatchWriteAsync(b =&gt;
    /// {
    ///     b.Put(orders, order);
    ///     b.Delete(carts, "c-42");
    /// });
    /// </code>
    /// </example>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="build">Adds the writes, which are all checked before anything is sent. Invoked exactly once, before the method returns.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call. Writes that were already sent may have succeeded.</param>
    /// <returns>The number of writes that succeeded, and the failed ones.</returns>
    /// <exception cref="ArgumentException">The table of a write belongs to another client.</exception>
    /// <exception cref="InvalidOperationException">
    /// The items of a table have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.
    /// </exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that applies to all its writes.</exception>
    public static Task<BatchResult<BatchWriteEntry>> BatchWriteAsync(
        this IAmazonDynamoDB client,
        Action<WriteBatch> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(build);
        options ??= new BatchWriteOptions();
        var form = new MixedForm(client, options);
        IReadOnlyList<BatchWriteEntry> entries = WriteBatch.EntriesOf(build);
        for (int i = 0; i < entries.Count; i++)
        {
            form.Check(entries[i], i + 1);
        }

        return BatchWriteOperation<BatchWriteEntry>.SendAsync(new BatchSource<BatchWriteEntry>(entries), form, options, cancellationToken);
    }

    /// <summary>Puts and deletes what a lambda adds for each element of a sequence, by BatchWriteItem, 25 items for each request and several
    /// requests at once.</summary>
    /// <example>
    /// <code>
    /// await client.BatchWriteAsync(baskets, (b, basket) =&gt;
    /// {
    ///     b.Put(orders, basket.ToOrder());
    ///     b.Delete(carts, basket.CartId);
    /// });
    /// </code>
    /// </example>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="source">The elements, which are enumerated while the writes of earlier ones are sent.</param>
    /// <param name="build">Adds the writes of an element. Invoked once for each, one element after the other.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call. Writes that were already sent may have succeeded.</param>
    /// <inheritdoc cref="BatchWriteAsync(IAmazonDynamoDB, Action{WriteBatch}, BatchWriteOptions?, CancellationToken)"/>
    public static Task<BatchResult<BatchWriteEntry>> BatchWriteAsync<T>(
        this IAmazonDynamoDB client,
        IEnumerable<T> source,
        Action<WriteBatch, T> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return BatchWriteAsync(client, new BatchSource<T>(source), build, options, cancellationToken);
    }

    /// <summary>Puts and deletes what a lambda adds for each element that arrives, by BatchWriteItem, up to 25 items for each request and several
    /// requests at once.</summary>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="source">The elements. If the next one is slow to arrive, the writes of those that have arrived are sent without it.</param>
    /// <param name="build">Adds the writes of an element. Invoked once for each, one element after the other.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call. Writes that were already sent may have succeeded.</param>
    /// <inheritdoc cref="BatchWriteAsync{T}(IAmazonDynamoDB, IEnumerable{T}, Action{WriteBatch, T}, BatchWriteOptions?, CancellationToken)"/>
    public static Task<BatchResult<BatchWriteEntry>> BatchWriteAsync<T>(
        this IAmazonDynamoDB client,
        IAsyncEnumerable<T> source,
        Action<WriteBatch, T> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(build);
        options ??= new BatchWriteOptions();
        return BatchWriteOperation<BatchWriteEntry>.SendAsync(
            WriteBatch.EntriesOf(source, build, cancellationToken), new MixedForm(client, options), options, cancellationToken);
    }

    /// <summary>Rejects an async lambda, which would continue after the batch is sent.</summary>
    /// <param name="client">The client.</param>
    /// <param name="build">The lambda.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Nothing: the call does not compile.</returns>
    [Obsolete(AsyncBatch, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Task BatchWriteAsync(
        this IAmazonDynamoDB client,
        Func<WriteBatch, Task> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException(AsyncBatch);

    /// <summary>Rejects an async lambda, which would continue after its element.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="source">The elements.</param>
    /// <param name="build">The lambda.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Nothing: the call does not compile.</returns>
    [Obsolete(AsyncBatch, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Task BatchWriteAsync<T>(
        this IAmazonDynamoDB client,
        IEnumerable<T> source,
        Func<WriteBatch, T, Task> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException(AsyncBatch);

    /// <inheritdoc cref="BatchWriteAsync{T}(IAmazonDynamoDB, IEnumerable{T}, Func{WriteBatch, T, Task}, BatchWriteOptions?, CancellationToken)"/>
    [Obsolete(AsyncBatch, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Task BatchWriteAsync<T>(
        this IAmazonDynamoDB client,
        IAsyncEnumerable<T> source,
        Func<WriteBatch, T, Task> build,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException(AsyncBatch);

    /// <summary>Reads many items of one or several tables by BatchGetItem, 100 keys for each request and several requests at once.</summary>
    /// <remarks>
    /// A key that is requested twice is read once. Throttles and faults that outlast the SDK's retries, and keys that DynamoDB leaves
    /// unprocessed, are retried up to <see cref="BatchGetOptions.MaxAttempts"/>. Items of another type than the table's are skipped.
    /// Unlike in a transaction, the items are not read as of one moment. Each costs as much as a get of it.
    /// </remarks>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="reads">
    /// The reads, as in <c>[orders.Read(key), customers.Read("c-42")]</c>: of each table either whole items or one projection, for BatchGetItem
    /// accepts no more. A collection is checked before anything is sent.
    /// </param>
    /// <param name="options">The number of requests at once, consistency and more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items of each table by key.</returns>
    /// <exception cref="ArgumentException">
    /// A read is <see langword="null"/>, its table belongs to another client, or two reads request the same item as different types, or a table by
    /// different projections.
    /// </exception>
    /// <exception cref="BatchGetException{TKey}">Some items could not be read. The exception's keys are of type <see cref="ItemRead"/>.</exception>
    /// <exception cref="ItemMappingException">An item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that applies to all its keys.</exception>
    public static async Task<BatchGetResult> BatchGetAsync(
        this IAmazonDynamoDB client,
        IEnumerable<ItemRead> reads,
        BatchGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(reads);
        var form = new MixedReadForm(client);
        if (reads is IReadOnlyCollection<ItemRead>)
        {
            long number = 0;
            foreach (ItemRead read in reads)
            {
                form.Check(read, ++number);
            }
        }

        var result = new BatchGetResult();
        await foreach (ItemPage<KeyValuePair<ItemRead, object>> page in BatchGetOperation<ItemRead, KeyValuePair<ItemRead, object>>
            .FetchPagesAsync(new BatchSource<ItemRead>(reads), form, options ?? new BatchGetOptions(), default, cancellationToken)
            .ConfigureAwait(false))
        {
            using (page)
            {
                foreach ((ItemRead read, object item) in page.Items)
                {
                    result.Add(read, item);
                }
            }
        }

        return result;
    }
}

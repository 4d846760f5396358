using Amazon.DynamoDBv2;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>Operations over several tables of one client.</summary>
public static partial class DynamoClientExtensions
{
    /// <summary>Puts and deletes many items of one or several tables by BatchWriteItem, 25 for each request and several requests at once.</summary>
    /// <remarks>
    /// If several writes have the same key, the last one wins. Throttles and faults that outlast the SDK's retries, and writes that DynamoDB
    /// leaves unprocessed, are retried up to <see cref="BatchWriteOptions.MaxAttempts"/>. <see cref="BatchResult{T}.Failures"/> holds the writes
    /// that still do not succeed, or that DynamoDB refuses. Another error, such as a missing table, ends the call. A batch is not a
    /// transaction: each write costs as much as alone, and succeeds or fails by itself. A collection is checked before
    /// anything is sent; the writes of another sequence are checked as they are enumerated.
    /// </remarks>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="writes">The writes, as in <c>BatchWrite.Put(orders, order)</c> and <c>BatchWrite.Delete(stock, key)</c>.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call. Writes that were already sent may have succeeded.</param>
    /// <returns>The number of writes that succeeded, and the failed ones.</returns>
    /// <exception cref="ArgumentException">A write is <see langword="null"/>, or its table belongs to another client.</exception>
    /// <exception cref="InvalidOperationException">
    /// The items of a table have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.
    /// </exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that applies to all its writes.</exception>
    public static Task<BatchResult<BatchWrite>> BatchWriteAsync(
        this IAmazonDynamoDB client,
        IEnumerable<BatchWrite> writes,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(writes);
        options ??= new BatchWriteOptions();
        var form = new MixedForm(client, options);
        if (writes is IReadOnlyCollection<BatchWrite>)
        {
            long number = 0;
            foreach (BatchWrite write in writes)
            {
                form.Check(write, ++number);
            }
        }

        return BatchWriteOperation<BatchWrite>.SendAsync(new BatchSource<BatchWrite>(writes), form, options, cancellationToken);
    }

    /// <summary>Puts and deletes many items as they arrive, by BatchWriteItem, up to 25 for each request and several requests at once.</summary>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="writes">The writes. If the next one is slow to arrive, those that have arrived are sent without it.</param>
    /// <param name="options">The number of requests at once, and more.</param>
    /// <param name="cancellationToken">Cancels the call. Writes that were already sent may have succeeded.</param>
    /// <inheritdoc cref="BatchWriteAsync(IAmazonDynamoDB, IEnumerable{BatchWrite}, BatchWriteOptions?, CancellationToken)"/>
    public static Task<BatchResult<BatchWrite>> BatchWriteAsync(
        this IAmazonDynamoDB client,
        IAsyncEnumerable<BatchWrite> writes,
        BatchWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(writes);
        options ??= new BatchWriteOptions();
        return BatchWriteOperation<BatchWrite>.SendAsync(writes, new MixedForm(client, options), options, cancellationToken);
    }

    /// <summary>Reads many items of one or several tables by BatchGetItem, 100 keys for each request and several requests at once.</summary>
    /// <remarks>
    /// A key that is requested twice is read once. Throttles and faults that outlast the SDK's retries, and keys that DynamoDB leaves
    /// unprocessed, are retried up to <see cref="BatchGetOptions.MaxAttempts"/>. Items of another type than the table's are skipped.
    /// Unlike in a transaction, the items are not read as of one moment. Each costs as much as a get of it.
    /// </remarks>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="gets">The keys, as in <c>BatchGet.Of(orders, key)</c>. A collection is checked before anything is sent.</param>
    /// <param name="options">The number of requests at once, consistency and more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items by table.</returns>
    /// <exception cref="ArgumentException">
    /// A read is <see langword="null"/>, its table belongs to another client, or two reads request the same item as different types.
    /// </exception>
    /// <exception cref="BatchGetException{TKey}">Some items could not be read. The exception's keys are of type <see cref="BatchGet"/>.</exception>
    /// <exception cref="ItemMappingException">An item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that applies to all its keys.</exception>
    public static async Task<BatchGetResult> BatchGetAsync(
        this IAmazonDynamoDB client,
        IEnumerable<BatchGet> gets,
        BatchGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(gets);
        var form = new MixedReadForm(client);
        if (gets is IReadOnlyCollection<BatchGet>)
        {
            long number = 0;
            foreach (BatchGet get in gets)
            {
                form.Check(get, ++number);
            }
        }

        var result = new BatchGetResult();
        await foreach (ItemPage<KeyValuePair<BatchGet, object>> page in BatchGetOperation<BatchGet, KeyValuePair<BatchGet, object>>
            .FetchPagesAsync(new BatchSource<BatchGet>(gets), form, options ?? new BatchGetOptions(), default, cancellationToken)
            .ConfigureAwait(false))
        {
            using (page)
            {
                result.Count += page.Count;
                foreach ((BatchGet get, object item) in page.Items)
                {
                    get.AddTo(result, item);
                }
            }
        }

        return result;
    }
}

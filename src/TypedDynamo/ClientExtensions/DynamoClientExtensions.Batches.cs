using Amazon.DynamoDBv2;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>What a client does with several of its tables at once.</summary>
public static partial class DynamoClientExtensions
{
    /// <summary>Puts and deletes many items of one table or several by BatchWriteItem, 25 a request and several requests at once.</summary>
    /// <remarks>
    /// Of several writes of one key the last one wins. Throttles and faults that outlast the SDK's retries, and what DynamoDB leaves
    /// unprocessed, are retried as <see cref="BatchWriteOptions.MaxAttempts"/> says; a write that does not succeed all the same, or that
    /// DynamoDB refuses, comes back in <see cref="BatchResult{T}.Failures"/>. Another error, such as a missing table, ends the call. A batch
    /// is no transaction: each write costs what it costs alone, and succeeds or fails by itself. A collection is looked through before
    /// anything is sent; of another sequence the writes are looked at as they are taken.
    /// </remarks>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="writes">The writes, as in <c>BatchWrite.Put(orders, order)</c> and <c>BatchWrite.Delete(stock, key)</c>.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. What was sent before may have been written.</param>
    /// <returns>How many writes succeeded, and which did not.</returns>
    /// <exception cref="ArgumentException">A write is <see langword="null"/>, or its table has another client.</exception>
    /// <exception cref="InvalidOperationException">
    /// The items of a table have versions, and <see cref="BatchWriteOptions.IgnoreVersions"/> is not set.
    /// </exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for all its writes.</exception>
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

    /// <summary>Puts and deletes many items as they come, by BatchWriteItem, up to 25 a request and several requests at once.</summary>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="writes">The writes. Where the next one is slow to come, those that are there are sent without it.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. What was sent before may have been written.</param>
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

    /// <summary>Reads many items of one table or several by BatchGetItem, 100 keys a request and several requests at once.</summary>
    /// <remarks>
    /// A key that is asked for twice is read once. Throttles and faults that outlast the SDK's retries, and what DynamoDB leaves
    /// unprocessed, are retried as <see cref="BatchGetOptions.MaxAttempts"/> says. Items of another type than the table's are passed over.
    /// The items are not read at one point in time, as by a transaction; each costs what a get of it costs.
    /// </remarks>
    /// <param name="client">The client of all the tables.</param>
    /// <param name="gets">The keys, as in <c>BatchGet.Of(orders, key)</c>. A collection is looked through before anything is sent.</param>
    /// <param name="options">How many requests at once, consistency and more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The items by table.</returns>
    /// <exception cref="ArgumentException">
    /// A read is <see langword="null"/>, its table has another client, or another one asks for the same item as another type.
    /// </exception>
    /// <exception cref="BatchGetException{TKey}">Some items could not be read: of <see cref="BatchGet"/>, which names them.</exception>
    /// <exception cref="ItemMappingException">An item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for all its keys.</exception>
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

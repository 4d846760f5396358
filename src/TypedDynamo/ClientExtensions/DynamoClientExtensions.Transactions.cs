using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>Operations over several tables of one client.</summary>
public static partial class DynamoClientExtensions
{
    /// <summary>Writes several items, of any tables of the client, all of them or none. Sends one TransactWriteItems request.</summary>
    /// <remarks>
    /// <para>
    /// The transaction costs two write units for each KB of each item, checks included. While it conflicts with other transactions or writes,
    /// or DynamoDB throttles or fails, the request is sent again with waits between, up to <see cref="TransactWriteOptions.MaxAttempts"/>. All
    /// attempts use one token, so the transaction is applied only once even if a response was lost.
    /// </para>
    /// <para>
    /// If the connection fails in the last attempt, it is unknown whether the transaction was applied: to repeat the call safely, set an
    /// <see cref="TransactWriteOptions.IdempotencyToken"/>.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// await client.TransactWriteAsync(t =&gt;
    /// {
    ///     t.Put(orders, order);
    ///     t.Update(stock, sku, s =&gt; s.Count -= 1, condition: s =&gt; s.Count &gt;= 1);
    ///     t.Check(customers, "c-42", c =&gt; c.Active == true);
    /// });
    /// </code>
    /// </example>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="build">Adds the writes. Invoked exactly once, before the method returns. Nothing is sent before it has returned, or if it
    /// throws.</param>
    /// <param name="options">The token, and the number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait. The writes may still happen.</param>
    /// <returns>A task that completes when everything is written.</returns>
    /// <exception cref="ArgumentException">
    /// The transaction is empty or too large, or names an item twice or a table of another client. Nothing was sent.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store. Nothing was sent.</exception>
    /// <exception cref="TransactionFailedException">
    /// A condition is not met, an entry cannot be executed, or all attempts have failed. Nothing was written.
    /// </exception>
    /// <exception cref="IdempotentParameterMismatchException">The token was used for another transaction.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or all attempts have failed.</exception>
    public static async Task TransactWriteAsync(
        this IAmazonDynamoDB client,
        Action<WriteTransaction> build,
        TransactWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(build);
        options ??= new TransactWriteOptions();

        using var request = new ByteBuffer();
        var transaction = new WriteTransaction(client, request);
        try
        {
            build(transaction);
        }
        finally
        {
            transaction.Close();
        }

        IReadOnlyList<TransactionEntry> entries = transaction.Complete();
        request.Write(",\"ClientRequestToken\":\""u8);
        request.Write(JsonText.Escape(options.IdempotencyToken ?? Guid.NewGuid().ToString()));
        request.Write("\"}"u8);

        using ServiceResponse response = await TransactionRequest
            .SendAsync(DynamoOperation.TransactWriteItems, entries, request, options.MaxAttempts, cancellationToken)
            .ConfigureAwait(false);
        transaction.Commit();
    }

    /// <summary>Rejects an async lambda, which would continue after the transaction is sent.</summary>
    /// <param name="client">The client.</param>
    /// <param name="build">The lambda.</param>
    /// <param name="options">The token, and the number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Nothing: the call does not compile.</returns>
    [Obsolete("The lambda of a transaction must not be async: await before the call, and pass the values.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Task TransactWriteAsync(
        this IAmazonDynamoDB client,
        Func<WriteTransaction, Task> build,
        TransactWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException("The lambda of a transaction must not be async.");

    /// <summary>Reads several items of one type, as of one moment. Sends one TransactGetItems request.</summary>
    /// <remarks>
    /// <para>
    /// DynamoDB reads up to 100 items of up to 4 MB together, at two read units for each 4 KB of each item (Developer Guide, "Amazon DynamoDB
    /// Transactions").
    /// </para>
    /// <para>
    /// While writes conflict with it, or DynamoDB throttles or fails, the request is sent again with waits between, up to
    /// <see cref="TransactGetOptions.MaxAttempts"/>.
    /// </para>
    /// </remarks>
    /// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="reads">The reads, as in <c>keys.Select(key =&gt; orders.Read(key))</c>.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <exception cref="ArgumentException">
    /// There is no read or more than 100, two name the same item, or one names a table of another client. Nothing was sent.
    /// </exception>
    /// <exception cref="ItemMappingException">DynamoDB cannot store a key (nothing was sent), or an item does not fit its type.</exception>
    /// <exception cref="TransactionFailedException">An entry cannot be read, or all attempts have failed.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or all attempts have failed.</exception>
    public static async Task<IReadOnlyList<TResult>> TransactGetAsync<TResult>(
        this IAmazonDynamoDB client,
        IEnumerable<ItemRead<TResult>> reads,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ItemRead<TResult>[] all = [.. reads];
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, all, options ?? new TransactGetOptions(), cancellationToken).ConfigureAwait(false);
        var items = new TResult[all.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = response.Read(i, all[i]);
        }

        return items;
    }
}

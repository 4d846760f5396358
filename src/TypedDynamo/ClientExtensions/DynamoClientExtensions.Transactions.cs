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
    /// <summary>Writes several items, of any tables of the client: all of them or none. Sends one TransactWriteItems request.</summary>
    /// <remarks>
    /// <para>
    /// It costs two write units for each KB of each item, checks included. While other transactions or writes stand in the way, or DynamoDB
    /// throttles or fails, the request is sent again with waits between, as <see cref="TransactionOptions.MaxAttempts"/> says. All attempts
    /// carry one token, so that the transaction is applied once even where it is an answer that was lost.
    /// </para>
    /// <para>
    /// A connection that fails in the last attempt leaves it open whether the transaction was applied: to call again safely, give the calls
    /// an <see cref="TransactionOptions.IdempotencyToken"/>.
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
    /// <param name="build">Puts the writes down. It is called at once, once; nothing is sent before it ends, and not if it throws.</param>
    /// <param name="options">Token and attempts.</param>
    /// <param name="cancellationToken">Ends the wait. The writes may happen all the same.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="ArgumentException">
    /// The transaction is empty, too large, names an item twice or a table of another client. Nothing was sent.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store. Nothing was sent.</exception>
    /// <exception cref="TransactionFailedException">
    /// A condition does not hold or an entry cannot be done, or the attempts have ended. Nothing was written.
    /// </exception>
    /// <exception cref="IdempotentParameterMismatchException">The token is that of another transaction.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the attempts have ended.</exception>
    public static async Task TransactWriteAsync(
        this IAmazonDynamoDB client,
        Action<WriteTransaction> build,
        TransactionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(build);
        options ??= new TransactionOptions();

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

    /// <summary>Refuses a lambda that goes on when the transaction is already sent.</summary>
    /// <param name="client">The client.</param>
    /// <param name="build">The lambda.</param>
    /// <param name="options">Token and attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Nothing: it does not compile.</returns>
    [Obsolete("The lambda of a transaction must not be async: await before the call, and pass the values.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Task TransactWriteAsync(
        this IAmazonDynamoDB client,
        Func<WriteTransaction, Task> build,
        TransactionOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException("The lambda of a transaction must not be async.");

    /// <summary>Reads several items of one type, as they were at one moment. Sends one TransactGetItems request.</summary>
    /// <remarks>
    /// <para>
    /// DynamoDB reads up to 100 items of up to 4 MB together, at two read units for each 4 KB of each item (Developer Guide, "Amazon DynamoDB
    /// Transactions").
    /// </para>
    /// <para>
    /// While writes stand in the way, or DynamoDB throttles or fails, the request is sent again with waits between, as
    /// <see cref="TransactionOptions.MaxAttempts"/> says.
    /// </para>
    /// </remarks>
    /// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="reads">The reads, as in <c>keys.Select(key =&gt; orders.Read(key))</c>.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <exception cref="ArgumentException">
    /// There is no read or over 100, two are of one item, one is of a table of another client, or the options have a token. Nothing was sent.
    /// </exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take a key (nothing was sent), or an item does not fit its type.</exception>
    /// <exception cref="TransactionFailedException">An entry cannot be read, or the attempts have ended.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the attempts have ended.</exception>
    public static async Task<IReadOnlyList<TResult>> TransactGetAsync<TResult>(
        this IAmazonDynamoDB client,
        IEnumerable<TransactGet<TResult>> reads,
        TransactionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reads);
        TransactGet<TResult>[] all = [.. reads];
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, all, options ?? new TransactionOptions(), cancellationToken).ConfigureAwait(false);
        var items = new TResult[all.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = response.Read(i, all[i]);
        }

        return items;
    }
}

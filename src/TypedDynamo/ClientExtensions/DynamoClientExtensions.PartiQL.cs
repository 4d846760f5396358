using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;
using TypedDynamo.Transport;

namespace TypedDynamo;

/// <summary>Operations over several tables of one client.</summary>
public static partial class DynamoClientExtensions
{
    // API Reference, "BatchExecuteStatement" and "ExecuteTransaction".
    private const int MaxBatchStatements = 25;
    private const int MaxTransactionStatements = 100;

    /// <summary>Creates the rows of a PartiQL statement, without a class:
    /// <c>client.PartiQL($"SELECT * FROM {orders} WHERE CustomerId = {id}")</c>.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="statement">The statement. Values in braces become parameters; tables and indexes become their quoted names.</param>
    /// <returns>The rows. Nothing is sent before they are enumerated or executed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="statement"/> is <see langword="null"/>.</exception>
    public static PartiQLRows<RawItem> PartiQL(this IAmazonDynamoDB client, PartiQLStatement statement)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new(Connect(client), PartiQLOperation.RowContext, new RawProjectionMapper(PartiQLOperation.RowContext.Schema), statement);
    }

    /// <summary>Executes up to 25 PartiQL statements independently, all of them reads or all of them writes. Sends one BatchExecuteStatement
    /// request.</summary>
    /// <remarks>A statement names one item by its whole key. A statement that fails does not prevent the others from succeeding, and is not sent
    /// again.</remarks>
    /// <param name="client">The SDK's client.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="cancellationToken">Cancels the wait. Writes may still happen.</param>
    /// <returns>The result of each statement, in their order.</returns>
    /// <exception cref="ArgumentException">There is no statement, there are more than 25, or one is <see langword="null"/>. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request as a whole, or the SDK's retries ended.</exception>
    public static async Task<IReadOnlyList<PartiQLResult>> BatchPartiQLAsync(
        this IAmazonDynamoDB client, IReadOnlyList<PartiQLStatement> statements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        Check(statements, MaxBatchStatements, "batch");
        return await PartiQLOperation
            .SendAsync(Connect(client), DynamoOperation.BatchExecuteStatement, statements, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes up to 100 PartiQL statements, all of them reads or all of them writes, as one transaction. Sends one ExecuteTransaction request.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="statements">The statements, each for another item.</param>
    /// <param name="idempotencyToken">
    /// The token by which DynamoDB recognizes a repeated transaction, 1 to 36 characters; within ten minutes it is executed once.
    /// <see langword="null"/> for a new token.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait. The transaction may still happen.</param>
    /// <returns>The result of each statement, in their order.</returns>
    /// <exception cref="ArgumentException">
    /// There is no statement, there are more than 100, one is <see langword="null"/>, or the token does not have 1 to 36 characters. Nothing was
    /// sent.
    /// </exception>
    /// <exception cref="IdempotentParameterMismatchException">The token was used for another transaction.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    /// <exception cref="TransactionCanceledException">DynamoDB has executed no statement; the reasons are in the order of the statements.</exception>
    public static async Task<IReadOnlyList<PartiQLResult>> TransactPartiQLAsync(
        this IAmazonDynamoDB client,
        IReadOnlyList<PartiQLStatement> statements,
        string? idempotencyToken = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        Check(statements, MaxTransactionStatements, "transaction");
        idempotencyToken = new TransactWriteOptions { IdempotencyToken = idempotencyToken }.IdempotencyToken ?? Guid.NewGuid().ToString();
        return await PartiQLOperation
            .SendAsync(Connect(client), DynamoOperation.ExecuteTransaction, statements, idempotencyToken, cancellationToken).ConfigureAwait(false);
    }

    private static ServiceConnection Connect(IAmazonDynamoDB client) => new(client, new DynamoTableOptions());

    private static void Check(IReadOnlyList<PartiQLStatement> statements, int limit, string kind)
    {
        ArgumentNullException.ThrowIfNull(statements);
        if (statements.Count == 0 || statements.Count > limit)
        {
            throw new ArgumentException($"A {kind} has 1 to {limit} statements, and this one has {statements.Count}.", nameof(statements));
        }

        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i] is null)
            {
                throw new ArgumentException($"Statement {i + 1} of the {kind} is null.", nameof(statements));
            }
        }
    }
}

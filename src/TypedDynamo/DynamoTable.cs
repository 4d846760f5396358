using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A table, whatever its items: what its indexes, and operations over several tables, need of it.</summary>
public abstract class DynamoTable
{
    private protected DynamoTable()
    {
    }

    private protected DynamoTable(TableConnection connection)
    {
        OptionalConnection = connection;
    }

    /// <summary>Gets the table's name in DynamoDB: prefix, and annotated name or the one given in its place.</summary>
    public virtual string TableName => Connection.Name;

    internal TableConnection Connection => OptionalConnection ?? throw NoClient();

    private TableConnection? OptionalConnection { get; }

    internal static InvalidOperationException NoClient()
        => new("This table was made without a client, for a mock that did not replace the member now called.");
}

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
public abstract class DynamoTable<TItem, TKey, TUpdate, TCondition> : DynamoTable
{
    private readonly TableMapper<TItem, TKey>? _mapper;

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
        : base(Connect(client, mapper, options))
    {
        _mapper = mapper;
    }

    private TableMapper<TItem, TKey> Mapper => _mapper ?? throw NoClient();

    /// <summary>Writes a whole item, in place of one with the same key. Sends one PutItem request.</summary>
    /// <remarks>Attributes of the stored item that the type does not know are lost, as with every put.</remarks>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait. The write may happen all the same.</param>
    /// <returns>The item as it was written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem> PutAsync(TItem item, CancellationToken cancellationToken = default)
    {
        // ArgumentNullException.ThrowIfNull would box an item that is a struct.
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }

        return PutItemOperation.SendAsync(Connection, Mapper, item, cancellationToken);
    }

    /// <summary>Writes many whole items by BatchWriteItem, 25 a request and several requests at once, and retries what DynamoDB leaves unprocessed.</summary>
    /// <remarks>
    /// The items are taken from the sequence as they are sent. Of several items with one key the last one wins. Throttles and faults that
    /// outlast the SDK's retries are retried as <see cref="PutManyOptions.MaxAttempts"/> says; an item that is not written all the same, or
    /// that DynamoDB refuses, comes back in <see cref="BatchResult{TItem}.Failures"/>. Another error, such as a missing table, ends the call.
    /// </remarks>
    /// <param name="items">The items.</param>
    /// <param name="options">How many requests at once, and more.</param>
    /// <param name="cancellationToken">Ends the call. Items sent before may have been written.</param>
    /// <returns>How many items were written, and which were not.</returns>
    /// <exception cref="AmazonDynamoDBException">The service refused a request for a reason that holds for every item.</exception>
    public virtual Task<BatchResult<TItem>> PutManyAsync(
        IEnumerable<TItem> items, PutManyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return BatchWriteOperation<TItem, TKey>.SendAsync(Connection, Mapper, items, options ?? new PutManyOptions(), cancellationToken);
    }

    /// <summary>Deletes an item by its key. Sends one DeleteItem request, which succeeds too where there is no such item.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
    /// <returns>A task that ends when the item is gone.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
        => DeleteItemOperation.SendAsync(Connection, Mapper, key, cancellationToken);

    /// <summary>Reads the whole table, one Scan request after the other, the next one under way while the consumer takes the last one's items.</summary>
    /// <remarks>The whole table is charged. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Page size and consistency.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual Scan<TItem> ScanAllAsync(ScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ScanOptions();
        return new Scan<TItem>(ScanOperation.Create(Connection, null, Mapper, options), options, cancellationToken);
    }

    /// <summary>Reads the whole table by many Scan requests at once, in no particular order.</summary>
    /// <remarks>The whole table is charged, in a shorter time: see <see cref="ParallelScanOptions"/>. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Segments, concurrency and more. Without them 8 requests are under way over 32 segments.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual ParallelScan<TItem> ScanAllParallelAsync(
        ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        return new ParallelScan<TItem>(ScanOperation.Create(Connection, null, Mapper, options), options, cancellationToken);
    }

    /// <summary>Creates the table, billed by request, and waits until it can be used. Sends CreateTable, and DescribeTable until then.</summary>
    /// <param name="cancellationToken">Ends the wait. The table may come all the same.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="ResourceInUseException">There is a table of that name.</exception>
    public virtual Task CreateTableAsync(CancellationToken cancellationToken = default)
        => TableControl.CreateAsync(Connection, cancellationToken);

    /// <summary>Creates the table if there is none, waits until it can be used, and checks that its key is the annotated type's.</summary>
    /// <remarks>Sends DescribeTable, CreateTable where it is needed, and DescribeTable until the table is active. One that is being deleted is awaited first.</remarks>
    /// <param name="cancellationToken">Ends the wait. The table may come all the same.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="TableSchemaMismatchException">There is a table of that name with another key.</exception>
    public virtual Task EnsureCreatedAsync(CancellationToken cancellationToken = default)
        => TableControl.EnsureCreatedAsync(Connection, cancellationToken);

    /// <summary>Deletes the table with all its items, and waits until it is gone. Sends DeleteTable, and DescribeTable until then.</summary>
    /// <param name="cancellationToken">Ends the wait. The table goes all the same.</param>
    /// <returns>A task that ends when the table is gone.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    public virtual Task DeleteTableAsync(CancellationToken cancellationToken = default)
        => TableControl.DeleteAsync(Connection, cancellationToken);

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
        => GetItemOperation.SendAsync(Connection, Mapper, key, consistent, select, cancellationToken);

    /// <summary>Makes a query. Generated code calls this.</summary>
    /// <typeparam name="TPartitionKey">The type of the partition key.</typeparam>
    /// <param name="partitionKey">The partition key.</param>
    /// <param name="write">Writes the partition key's stored form.</param>
    /// <param name="sortKey">The condition on the sort key; the default value is none.</param>
    /// <returns>The query.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Query<TItem> CreateQuery<TPartitionKey>(
        TPartitionKey partitionKey, ValueWriter<TPartitionKey> write, KeyCondition sortKey = default)
    {
        ArgumentNullException.ThrowIfNull(write);

        TableSchema schema = Connection.Schema;
        KeyCondition key = KeyCondition.Equal(schema, schema.PartitionKey.Attribute.Ordinal, partitionKey, write).And(sortKey);
        return new Query<TItem>(new QueryOperation<TItem>(Connection, null, Mapper, key), QueryOptions.Default);
    }

    private static TableConnection Connect(IAmazonDynamoDB client, TableMapper<TItem, TKey> mapper, DynamoTableOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(mapper);
        return new TableConnection(client, (TableSchema)mapper.Schema, options ?? new DynamoTableOptions());
    }
}

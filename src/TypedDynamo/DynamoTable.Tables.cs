using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <content>Operations on the table itself. These requests cost no capacity; DynamoDB accepts few of them per second.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Creates the table with the annotated key and indexes, and waits until it is active.</summary>
    /// <remarks>
    /// Sends CreateTable, DescribeTable until the table and its indexes are active, and then UpdateTimeToLive and UpdateContinuousBackups
    /// where the settings ask for them. If a table of that name is being deleted, the call first waits until it is gone.
    /// </remarks>
    /// <param name="settings">Billing and more; <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="cancellationToken">Cancels the wait. The table may still be created.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="ResourceInUseException">There is a table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task CreateTableAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableCreation.CreateAsync(Connection, settings, cancellationToken);

    /// <summary>Creates the table if there is none, waits until it is active, and checks that its key is that of the annotated type.</summary>
    /// <remarks>
    /// Sends DescribeTable, and the requests of <see cref="CreateTableAsync"/> if there is no table. If it is being deleted, the call first
    /// waits until it is gone. It does not change an existing table: <see cref="CompareSchemaAsync"/> lists the differences, and
    /// <see cref="ChangeTableAsync"/> applies changes.
    /// </remarks>
    /// <param name="settings">Billing and more of a table that is created; <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="cancellationToken">Cancels the wait. The table may still be created.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="TableSchemaMismatchException">There is a table of that name with another key.</exception>
    /// <exception cref="TableStatusException">There is a table of that name, archived or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task EnsureCreatedAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableCreation.EnsureCreatedAsync(Connection, settings, cancellationToken);

    /// <summary>Deletes the table with all its items, and waits until it is gone. Sends DeleteTable, and DescribeTable until then.</summary>
    /// <remarks>
    /// If the table is being created or changed, the call first waits until it can be deleted. If it is already being deleted, the call
    /// only waits.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait. The table is still deleted.</param>
    /// <returns>A task that ends when the table is gone.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused the request, for example because the table is protected from deletion, or the client's retries are exhausted.
    /// </exception>
    public virtual Task DeleteTableAsync(CancellationToken cancellationToken = default)
        => TableCreation.DeleteAsync(Connection, cancellationToken);

    /// <summary>Describes the live table: state, keys, indexes, billing, and counts that are up to six hours old. Sends one DescribeTable request.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The description, or <see langword="null"/> where there is no table of that name.</returns>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TableDescription?> DescribeTableAsync(CancellationToken cancellationToken = default)
        => TableState.FindAsync(Connection, cancellationToken);

    /// <summary>
    /// Waits until the table exists, and it and all its indexes are active. Sends DescribeTable until then, after 0.1 s at first and every
    /// 5 s at last.
    /// </summary>
    /// <remarks>
    /// It also waits for a table that does not exist yet, which something else may be creating: pass a token that is cancelled at some
    /// time.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The description of the active table.</returns>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task<TableDescription> WaitUntilActiveAsync(CancellationToken cancellationToken = default)
        => TableState.WaitUntilActiveAsync(Connection, cancellationToken);

    /// <summary>Changes the live table to these settings: those that you give and that differ. Waits until they are in effect.</summary>
    /// <remarks>
    /// <para>
    /// Sends DescribeTable until no other change of the table is in progress; then, where needed, one UpdateTable for throughput and
    /// billing, and one each for stream, class, encryption and deletion protection, with DescribeTable until the table is active again;
    /// then TagResource, UpdateContinuousBackups and UpdateTimeToLive, the last after DescribeTimeToLive. A change of time to live takes
    /// effect within an hour after the call.
    /// </para>
    /// <para>Tags and point-in-time recovery are requested each time. If time to live is on for another attribute, turn that off first.</para>
    /// <para>A table that becomes provisioned takes its indexes with it: those without settings of their own get the table's numbers.</para>
    /// </remarks>
    /// <param name="changes">The settings. Those that you leave out stay as they are; tags are added or overwritten.</param>
    /// <param name="cancellationToken">Cancels the wait. DynamoDB still makes the changes that were requested.</param>
    /// <returns>A task that ends when the table is active with its new settings. If it fails, earlier changes have been made: call it again.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task ChangeTableAsync(TableSettings changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return TableChanges.ApplyAsync(Connection, changes, cancellationToken);
    }

    /// <summary>Adds a global secondary index that the annotated type has, and waits until DynamoDB has filled it from the table's items.</summary>
    /// <param name="indexName">The index's name.</param>
    /// <param name="settings">The index's capacity; <see langword="null"/> for the table's, where that is provisioned.</param>
    /// <param name="progress">The progress handler. It receives the table's state, with the index's item count, after each DescribeTable.</param>
    /// <param name="cancellationToken">Cancels the wait. DynamoDB still fills the index.</param>
    /// <exception cref="ArgumentException">The type has no such index, or it is a local one. Nothing was sent.</exception>
    /// <inheritdoc cref="AddIndexAsync(IndexSchema, IndexSettings?, IProgress{TableDescription}?, CancellationToken)"/>
    public virtual Task AddIndexAsync(
        string indexName,
        IndexSettings? settings = null,
        IProgress<TableDescription>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(indexName);
        TableSchema schema = Connection.Schema;
        IndexSchema index = schema.Indexes.FirstOrDefault(index => index.Name == indexName) ?? throw new ArgumentException(
            $"Table '{TableName}' has no index '{indexName}' to add: {schema.ItemType} has {TableDefinition.Names(schema)}. "
            + "One of another type in the table is added by its IndexSchema.",
            nameof(indexName));
        return TableChanges.AddIndexAsync(Connection, index, settings, progress, cancellationToken);
    }

    /// <summary>Adds a global secondary index of any type in the table, and waits until DynamoDB has filled it from the table's items.</summary>
    /// <remarks>
    /// Sends UpdateTable once no other change of the table is in progress, and DescribeTable before and until the index is active: minutes
    /// for a small table, hours for a large one. The writes to the index are charged. DynamoDB adds or drops one index at a time.
    /// </remarks>
    /// <param name="index">The index, from a <see cref="TableSchema"/>.</param>
    /// <param name="settings">The index's capacity; <see langword="null"/> for the table's, where that is provisioned.</param>
    /// <param name="progress">The progress handler. It receives the table's state, with the index's item count, after each DescribeTable.</param>
    /// <param name="cancellationToken">Cancels the wait. DynamoDB still fills the index.</param>
    /// <returns>A task that ends when the index is active.</returns>
    /// <exception cref="ArgumentException">The index is a local one. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused a request, for example because the index exists, or the client's retries are exhausted.
    /// </exception>
    public virtual Task AddIndexAsync(
        IndexSchema index,
        IndexSettings? settings = null,
        IProgress<TableDescription>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        return TableChanges.AddIndexAsync(Connection, index, settings, progress, cancellationToken);
    }

    /// <summary>Drops a global secondary index, whether the annotated type has it or not, and waits until it is gone.</summary>
    /// <remarks>Sends UpdateTable once no other change of the table is in progress, and DescribeTable before and until the index is gone.</remarks>
    /// <param name="indexName">The index's name.</param>
    /// <param name="progress">The progress handler. It receives the table's state after each DescribeTable.</param>
    /// <param name="cancellationToken">Cancels the wait. The index is still deleted.</param>
    /// <returns>A task that ends when the index is gone.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table, or no index, of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task DropIndexAsync(
        string indexName, IProgress<TableDescription>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(indexName);
        return TableChanges.DropIndexAsync(Connection, indexName, progress, cancellationToken);
    }

    /// <summary>Compares the live table with the annotated type, and with settings where they are given.</summary>
    /// <remarks>
    /// Sends DescribeTable; DescribeTimeToLive where the type has a <see cref="TimeToLiveAttribute"/> or the settings mention it,
    /// ListTagsOfResource where they have tags, and DescribeContinuousBackups where they have point-in-time recovery. Compares keys, types
    /// of key attributes, indexes with their keys and projections, and time to live, which is expected to be on for the annotated
    /// attribute. A type that shares its table names the others in <see cref="TableSettings.Entities"/>.
    /// </remarks>
    /// <param name="settings">Settings that the table should have; those left out are not compared.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The differences; none if the table is as it should be. A missing table is a difference too.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task<SchemaDifferences> CompareSchemaAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableComparison.CompareAsync(Connection, settings, cancellationToken);

    /// <summary>Reads whether time to live is on, and for which attribute. Sends one DescribeTimeToLive request.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Status and attribute.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TimeToLiveDescription> DescribeTimeToLiveAsync(CancellationToken cancellationToken = default)
        => TableChanges.DescribeTimeToLiveAsync(Connection, cancellationToken);

    /// <summary>Reads the table's tags. Sends DescribeTable, for the table's ARN, and one ListTagsOfResource for each page of tags.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The tags, by key.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task<IReadOnlyDictionary<string, string>> GetTagsAsync(CancellationToken cancellationToken = default)
        => TableTags.ReadAsync(Connection, cancellationToken);

    /// <summary>Adds tags to the table, or overwrites their values; other tags stay. Sends DescribeTable, for the table's ARN, and TagResource.</summary>
    /// <param name="tags">The tags, by key: at least one, 50 on a table. Keys have up to 128 characters, values up to 256.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when DynamoDB has accepted the tags. Reading them may give the old ones for a moment.</returns>
    /// <exception cref="ArgumentException">There are no tags. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task SetTagsAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count > 0
            ? TableTags.SetAsync(Connection, tags, cancellationToken)
            : throw new ArgumentException($"There are no tags to set on table '{TableName}': give at least one.", nameof(tags));
    }

    /// <summary>Removes tags from the table. Sends DescribeTable, for the table's ARN, and UntagResource.</summary>
    /// <param name="keys">The tags' keys, at least one. Keys that the table does not have are skipped.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when DynamoDB has accepted the change. Reading tags may give the old ones for a moment.</returns>
    /// <exception cref="ArgumentException">There are no keys. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the client's retries are exhausted.</exception>
    public virtual Task RemoveTagsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count > 0
            ? TableTags.RemoveAsync(Connection, keys, cancellationToken)
            : throw new ArgumentException($"There are no tags to remove from table '{TableName}': give at least one key.", nameof(keys));
    }
}

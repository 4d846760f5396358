using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <content>What is done to the table itself. These requests cost no capacity; DynamoDB takes few of them a second.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Creates the table with the annotated key and indexes, and waits until it can be used.</summary>
    /// <remarks>
    /// Sends CreateTable, DescribeTable until the table and its indexes are active, and then UpdateTimeToLive and UpdateContinuousBackups where
    /// the settings ask for them. Where a table of that name is being deleted, the call first waits until it is gone.
    /// </remarks>
    /// <param name="settings">Billing and more; <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The table may come all the same.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="ResourceInUseException">There is a table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task CreateTableAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableCreation.CreateAsync(Connection, settings, cancellationToken);

    /// <summary>Creates the table if there is none, waits until it can be used, and checks that its key is the annotated type's.</summary>
    /// <remarks>
    /// Sends DescribeTable, and what <see cref="CreateTableAsync"/> sends where there is no table. One that is being deleted is awaited first.
    /// A table that is there is not changed: <see cref="CompareSchemaAsync"/> tells how it differs, and <see cref="ChangeTableAsync"/> changes it.
    /// </remarks>
    /// <param name="settings">Billing and more of a table that is created; <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="cancellationToken">Ends the wait. The table may come all the same.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="TableSchemaMismatchException">There is a table of that name with another key.</exception>
    /// <exception cref="TableStatusException">There is a table of that name, archived or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task EnsureCreatedAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableCreation.EnsureCreatedAsync(Connection, settings, cancellationToken);

    /// <summary>Deletes the table with all its items, and waits until it is gone. Sends DeleteTable, and DescribeTable until then.</summary>
    /// <remarks>Where the table is being created or changed, the call waits until it can be deleted; where it is being deleted already, until it is gone.</remarks>
    /// <param name="cancellationToken">Ends the wait. The table goes all the same.</param>
    /// <returns>A task that ends when the table is gone.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, as it does where the table is protected from deletion, or the SDK's
    /// retries ended.</exception>
    public virtual Task DeleteTableAsync(CancellationToken cancellationToken = default)
        => TableCreation.DeleteAsync(Connection, cancellationToken);

    /// <summary>Describes the live table: state, keys, indexes, billing, and counts that are up to six hours old. Sends one DescribeTable request.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The description, or <see langword="null"/> where there is no table of that name.</returns>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TableDescription?> DescribeTableAsync(CancellationToken cancellationToken = default)
        => TableState.FindAsync(Connection, cancellationToken);

    /// <summary>Waits until the table is there, and it and all its indexes are active. Sends DescribeTable until then, after 0.1 s at first and every 5 s at last.</summary>
    /// <remarks>A table that is missing is awaited too, as by who creates it elsewhere: give a token that ends.</remarks>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The description of the active table.</returns>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task<TableDescription> WaitUntilActiveAsync(CancellationToken cancellationToken = default)
        => TableState.WaitUntilActiveAsync(Connection, cancellationToken);

    /// <summary>Changes the live table to these settings: those that are given, and are not so already. Waits until they hold.</summary>
    /// <remarks>
    /// <para>
    /// Sends DescribeTable until nothing else goes on with the table; then, where they are needed, one UpdateTable for throughput and billing, and
    /// one each for stream, class, encryption and deletion protection, with DescribeTable until the table is active again; then TagResource,
    /// UpdateContinuousBackups and UpdateTimeToLive, the last after DescribeTimeToLive. A change of time to live goes on for up to an hour after the call.
    /// </para>
    /// <para>Tags and point-in-time recovery are asked for each time. Time to live that is on for another attribute is to be turned off first.</para>
    /// <para>A table that becomes provisioned takes its indexes with it: those without settings of their own get the table's numbers.</para>
    /// </remarks>
    /// <param name="changes">The settings. What is left out stays; tags are added or overwritten.</param>
    /// <param name="cancellationToken">Ends the wait. Changes that were sent go on.</param>
    /// <returns>A task that ends when the table is active with its new settings. If it fails, earlier changes have been made: call it again.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task ChangeTableAsync(TableSettings changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return TableChanges.ApplyAsync(Connection, changes, cancellationToken);
    }

    /// <summary>Adds a global secondary index that the annotated type has, and waits until DynamoDB has filled it from the table's items.</summary>
    /// <param name="indexName">The index's name.</param>
    /// <param name="settings">The index's capacity; <see langword="null"/> for the table's, where that is provisioned.</param>
    /// <param name="progress">What is told the table's state, the index's item count in it, after each look.</param>
    /// <param name="cancellationToken">Ends the wait. The index is filled all the same.</param>
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
    /// Sends UpdateTable once nothing else goes on with the table, and DescribeTable before and until the index is active: minutes for a small table,
    /// hours for a large one. The writes to the index are charged. DynamoDB adds or drops one index at a time.
    /// </remarks>
    /// <param name="index">The index, from a <see cref="TableSchema"/>.</param>
    /// <param name="settings">The index's capacity; <see langword="null"/> for the table's, where that is provisioned.</param>
    /// <param name="progress">What is told the table's state, the index's item count in it, after each look.</param>
    /// <param name="cancellationToken">Ends the wait. The index is filled all the same.</param>
    /// <returns>A task that ends when the index is active.</returns>
    /// <exception cref="ArgumentException">The index is a local one. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, as it does where the index is there, or the SDK's retries ended.</exception>
    public virtual Task AddIndexAsync(
        IndexSchema index,
        IndexSettings? settings = null,
        IProgress<TableDescription>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        return TableChanges.AddIndexAsync(Connection, index, settings, progress, cancellationToken);
    }

    /// <summary>Drops a global secondary index, be it in the model or an old one, and waits until it is gone.</summary>
    /// <remarks>Sends UpdateTable once nothing else goes on with the table, and DescribeTable before and until the index is gone.</remarks>
    /// <param name="indexName">The index's name.</param>
    /// <param name="progress">What is told the table's state after each look.</param>
    /// <param name="cancellationToken">Ends the wait. The index goes all the same.</param>
    /// <returns>A task that ends when the index is gone.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table, or no index, of that name.</exception>
    /// <exception cref="LimitExceededException">DynamoDB allows no more such changes for now.</exception>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task DropIndexAsync(
        string indexName, IProgress<TableDescription>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(indexName);
        return TableChanges.DropIndexAsync(Connection, indexName, progress, cancellationToken);
    }

    /// <summary>Compares the live table with the annotated type, and with settings where they are given.</summary>
    /// <remarks>
    /// Sends DescribeTable; DescribeTimeToLive where the type has a <see cref="TimeToLiveAttribute"/> or the settings speak of it, ListTagsOfResource
    /// where they have tags, and DescribeContinuousBackups where they have point-in-time recovery. Compares keys, types of key attributes,
    /// indexes with their keys and projections, and time to live, which is expected to be on for the annotated attribute. A type that shares its
    /// table names the others in <see cref="TableSettings.Entities"/>.
    /// </remarks>
    /// <param name="settings">Settings that the table should have; those left out are not looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The differences; none where the table is as it should be. A table that is missing is a difference too.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the annotated type. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task<SchemaDifferences> CompareSchemaAsync(TableSettings? settings = null, CancellationToken cancellationToken = default)
        => TableComparison.CompareAsync(Connection, settings, cancellationToken);

    /// <summary>Reads whether time to live is on, and for which attribute. Sends one DescribeTimeToLive request.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Status and attribute.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TimeToLiveDescription> DescribeTimeToLiveAsync(CancellationToken cancellationToken = default)
        => TableChanges.DescribeTimeToLiveAsync(Connection, cancellationToken);

    /// <summary>Reads the table's tags. Sends DescribeTable, for the table's ARN, and ListTagsOfResource, once for each page of them.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tags, by key.</returns>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task<IReadOnlyDictionary<string, string>> GetTagsAsync(CancellationToken cancellationToken = default)
        => TableTags.ReadAsync(Connection, cancellationToken);

    /// <summary>Adds tags to the table, or overwrites their values; other tags stay. Sends DescribeTable, for the table's ARN, and TagResource.</summary>
    /// <param name="tags">The tags, by key: at least one, 50 on a table. Keys have up to 128 characters, values up to 256.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when DynamoDB has accepted the tags. Reading them may give the old ones for a moment.</returns>
    /// <exception cref="ArgumentException">There are no tags. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task SetTagsAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count > 0
            ? TableTags.SetAsync(Connection, tags, cancellationToken)
            : throw new ArgumentException($"There are no tags to set on table '{TableName}': give at least one.", nameof(tags));
    }

    /// <summary>Removes tags from the table. Sends DescribeTable, for the table's ARN, and UntagResource.</summary>
    /// <param name="keys">The tags' keys, at least one. Those that the table has not are passed over.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when DynamoDB has accepted the change. Reading tags may give the old ones for a moment.</returns>
    /// <exception cref="ArgumentException">There are no keys. Nothing was sent.</exception>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused a request, or the SDK's retries ended.</exception>
    public virtual Task RemoveTagsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Count > 0
            ? TableTags.RemoveAsync(Connection, keys, cancellationToken)
            : throw new ArgumentException($"There are no tags to remove from table '{TableName}': give at least one key.", nameof(keys));
    }
}

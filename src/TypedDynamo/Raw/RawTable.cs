using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using TypedDynamo.Tables;
using TypedDynamo.Transport;

namespace TypedDynamo;

/// <summary>A table whose items have no class: for tools, copies, and items whose attributes are not known in advance.</summary>
/// <remarks>
/// It has every verb of a typed table, with <see cref="RawItem"/> as item and as key, and expressions as text with typed values:
/// <c>raw.Scan().Where($"Amount &gt; {100m}")</c>. The items are the bytes that DynamoDB sent; only attributes that you read are decoded.
/// Writes send exactly the item or expression: a <see cref="VersionAttribute"/> of the schema's type is neither checked nor incremented.
/// </remarks>
public class RawTable : DynamoTable<RawItem, RawItem, RawTokens, RawTokens>
{
    private readonly TableSchema? _schema;

    /// <summary>Creates a table whose key is known. No request is sent.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="schema">
    /// The table's name, key and indexes: that of a typed table, such as <c>OrderTable.Schema</c>, or one of your own.
    /// <see cref="OpenAsync"/> reads it from DynamoDB.
    /// </param>
    /// <param name="options">The table's name at run time and more.</param>
    public RawTable(IAmazonDynamoDB client, TableSchema schema, DynamoTableOptions? options = null)
        : base(client, new RawItemMapper(WithoutVersion(schema)), options)
    {
        _schema = Connection.Schema;
    }

    /// <summary>Creates a table without a client, for mocks.</summary>
    protected RawTable()
    {
    }

    /// <summary>Gets the table's name, key and indexes.</summary>
    public virtual TableSchema Schema => _schema ?? throw NoClient();

    /// <summary>Opens a table whose key and indexes are read from DynamoDB. Sends one DescribeTable request.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="tableName">The table's name in DynamoDB.</param>
    /// <param name="options">The table's other settings; its names are not used.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ResourceNotFoundException">There is no such table.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public static async Task<RawTable> OpenAsync(
        IAmazonDynamoDB client, string tableName, DynamoTableOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(tableName);

        TableSchema schema = await LiveSchema.ReadAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        options = (options ?? new DynamoTableOptions()) with { TableName = tableName, TableNamePrefix = null };
        return new RawTable(client, schema, options);
    }

    /// <summary>Returns the key of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its key attributes.</returns>
    /// <exception cref="ItemMappingException">The item lacks a part of the key, or has one of another type.</exception>
    public RawItem KeyOf(RawItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Mapping.KeyOf(item);
    }

    /// <summary>Writes a whole item under a condition. Sends one PutItem request, at one write unit for each KB of the larger item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="condition">The condition that the stored item must meet, as in <c>$"attribute_not_exists(Id)"</c>.</param>
    /// <param name="cancellationToken">Cancels the wait. The write may still happen.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ItemMappingException">The key is not that of the table. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<RawItem> PutAsync(RawItem item, RawExpression condition, CancellationToken cancellationToken = default)
        => PutAsync(item, tokens => tokens.Matches(condition), cancellationToken);

    /// <summary>Updates an existing item. Sends one UpdateItem request, at one write unit for each KB of the item.</summary>
    /// <param name="key">The key attributes.</param>
    /// <param name="update">The changes, as in <c>$"SET Amount = Amount + {5} REMOVE Note"</c>.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none except that it exists.</param>
    /// <param name="returning">Which item the call returns.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise <see langword="null"/>.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item to update, or the condition does not hold.</exception>
    /// <exception cref="ItemMappingException">The key is not that of the table. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<RawItem?> UpdateAsync(
        RawItem key,
        RawExpression update,
        RawExpression? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => UpdateAsync(key, tokens => tokens.Apply(update), Matches(condition), returning, cancellationToken);

    /// <summary>Updates an item, or creates it if there is none. Sends one UpdateItem request, at one write unit for each KB of the item.</summary>
    /// <inheritdoc cref="UpdateAsync(RawItem, RawExpression, RawExpression?, Returning, CancellationToken)"/>
    public virtual Task<RawItem?> UpsertAsync(
        RawItem key,
        RawExpression update,
        RawExpression? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => UpsertAsync(key, tokens => tokens.Apply(update), Matches(condition), returning, cancellationToken);

    /// <summary>Deletes an item. Sends one DeleteItem request, which also succeeds if there is no such item.</summary>
    /// <param name="key">The key attributes.</param>
    /// <param name="returnOld">Whether to return the deleted item.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>The deleted item, if requested and if there was one.</returns>
    /// <exception cref="ItemMappingException">The key is not that of the table. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<RawItem?> DeleteAsync(RawItem key, bool returnOld = false, CancellationToken cancellationToken = default)
        => DeleteAsync(key, (Func<RawTokens, ItemCondition>?)null, returnOld, cancellationToken);

    /// <summary>Deletes an item under a condition. Sends one DeleteItem request, at one write unit for each KB of the item.</summary>
    /// <param name="key">The key attributes.</param>
    /// <param name="condition">The condition that the stored item must meet.</param>
    /// <param name="returnOld">Whether to return the deleted item.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>The deleted item, if requested and if there was one.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ItemMappingException">The key is not that of the table. Nothing was sent.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<RawItem?> DeleteAsync(
        RawItem key, RawExpression condition, bool returnOld = false, CancellationToken cancellationToken = default)
        => DeleteAsync(key, tokens => tokens.Matches(condition), returnOld, cancellationToken);

    /// <summary>Reads the items under one partition key, in the order of their sort keys.</summary>
    /// <param name="key">The key condition, as in <c>$"CustomerId = {"c-42"} AND begins_with(PlacedAt, {"2026"})"</c>.</param>
    /// <param name="indexName">The index to query; <see langword="null"/> for the table.</param>
    /// <returns>The query. Nothing is sent before it is enumerated.</returns>
    /// <exception cref="ArgumentException">The table has no such index.</exception>
    public virtual Query<RawItem, RawTokens, RawTokens> Query(RawExpression key, string? indexName = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        using ExpressionBuilder builder = ExpressionBuilder.Rent(Connection.Context);
        byte[] condition = key.AppendTo(builder).ToArray();
        return new(new ReadOperation<RawItem>(DynamoOperation.Query, Connection, Find(indexName), Mapping) { Key = condition });
    }

    /// <summary>Reads a whole index: see <see cref="DynamoTable{TItem, TKey, TUpdate, TCondition}.Scan()"/>.</summary>
    /// <param name="indexName">The index's name.</param>
    /// <returns>The scan.</returns>
    /// <exception cref="ArgumentException">The table has no such index.</exception>
    public virtual Scan<RawItem, RawTokens, RawTokens> Scan(string indexName)
    {
        ArgumentNullException.ThrowIfNull(indexName);
        return new(ScanOperation.Create(Connection, Find(indexName), Mapping, new ScanOptions()));
    }

    private static Func<RawTokens, ItemCondition>? Matches(RawExpression? condition)
        => condition is null ? null : tokens => tokens.Matches(condition);

    private static TableSchema WithoutVersion(TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Version is null ? schema : TableSchema.Union(schema);
    }

    private IndexSchema? Find(string? indexName)
    {
        if (indexName is null)
        {
            return null;
        }

        foreach (IndexSchema index in Schema.Indexes)
        {
            if (index.Name == indexName)
            {
                return index;
            }
        }

        throw new ArgumentException($"Table '{TableName}' has no index '{indexName}'.", nameof(indexName));
    }
}

/// <summary>Filters and projections of items without a class.</summary>
public static class RawSequenceExtensions
{
    /// <summary>
    /// Yields only the items that meet a condition, which DynamoDB checks after it has read them: a filter reduces the data sent, not the
    /// capacity consumed.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="condition">The condition, as in <c>$"Amount &gt; {100m}"</c>.</param>
    /// <returns>The new query.</returns>
    public static Query<RawItem, RawTokens, RawTokens> Where(this Query<RawItem, RawTokens, RawTokens> query, RawExpression condition)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Where(tokens => tokens.Matches(condition));
    }

    /// <summary>
    /// Yields only the items that meet a condition, which DynamoDB checks after it has read them: a filter reduces the data sent, not the
    /// capacity consumed.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="condition">The condition, as in <c>$"Amount &gt; {100m}"</c>.</param>
    /// <returns>The new scan.</returns>
    public static Scan<RawItem, RawTokens, RawTokens> Where(this Scan<RawItem, RawTokens, RawTokens> scan, RawExpression condition)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.Where(tokens => tokens.Matches(condition));
    }

    /// <summary>Reads only some attributes. This reduces the data sent, not the capacity consumed.</summary>
    /// <param name="query">The query.</param>
    /// <param name="attributes">The attributes' names, at least one.</param>
    /// <returns>The new query.</returns>
    public static Query<RawItem, RawTokens, RawTokens> Select(this Query<RawItem, RawTokens, RawTokens> query, params string[] attributes)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.With(Project(query.Operation, attributes));
    }

    /// <summary>Reads only some attributes. This reduces the data sent, not the capacity consumed.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="attributes">The attributes' names, at least one.</param>
    /// <returns>The new scan.</returns>
    public static Scan<RawItem, RawTokens, RawTokens> Select(this Scan<RawItem, RawTokens, RawTokens> scan, params string[] attributes)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return scan.With(Project(scan.Operation, attributes));
    }

    private static ReadOperation<RawItem>? Project(ReadOperation<RawItem>? operation, string[] attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentOutOfRangeException.ThrowIfZero(attributes.Length);
        var schema = new ItemSchema(nameof(RawItem), attributes);
        return operation is null ? null : operation with { Mapper = new RawProjectionMapper(schema), Projected = schema };
    }
}

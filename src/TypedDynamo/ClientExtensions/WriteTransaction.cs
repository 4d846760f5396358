using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The writes of a transaction, of which all happen or none.</summary>
/// <remarks>
/// <para>
/// The lambda of
/// <see cref="DynamoClientExtensions.TransactWriteAsync(IAmazonDynamoDB, Action{WriteTransaction}, TransactWriteOptions?, CancellationToken)"/>
/// receives it, and may use it only during that call, on one thread. Each verb does the same as on the table. It invokes its lambdas exactly once,
/// before it returns; nothing is sent before the transaction's lambda has returned. An exception of a verb ends the call.
/// </para>
/// <para>
/// DynamoDB accepts up to 100 entries of up to 4 MB together, one for each item (Developer Guide, "Amazon DynamoDB Transactions").
/// </para>
/// </remarks>
public sealed class WriteTransaction
{
    private readonly TransactionEntries _entries;
    private readonly List<Action> _commits = [];
    private bool _isOpen = true;

    internal WriteTransaction(IAmazonDynamoDB client, ByteBuffer request)
    {
        _entries = new TransactionEntries(client, request);
    }

    /// <summary>Writes a whole item, and replaces one with the same key, as the table's <c>PutAsync</c> does.</summary>
    /// <remarks>
    /// An item with a <see cref="VersionAttribute"/> is written only if the stored item has the same version, or none if the version is 0.
    /// </remarks>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <returns>An object that returns the written item when the transaction is committed.</returns>
    /// <exception cref="ArgumentException">The entry is one too many, the second one for its item, or belongs to a table of another
    /// client.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store, or the item is too large.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public TransactionPut<TItem> Put<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TItem item, Func<TCondition, ItemCondition>? condition = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfNull(item);
        TableMapper<TItem, TKey> mapper = table.Mapping;
        Add(TransactionEntryKind.Put, table, mapper.KeyOf(item), request => PutItemOperation.WriteRequest(
            request, table.Connection, mapper, item, condition, returnOld: false, returnsObstacle: true));

        long? version = table.Connection.Schema.Version is null ? null : (mapper.VersionOf(item) ?? 0) + 1;
        var put = new TransactionPut<TItem>(() => version is { } written ? mapper.WithVersion(item, written) : item);
        _commits.Add(put.Commit);
        return put;
    }

    /// <summary>Updates attributes of an existing item, as the table's <c>UpdateAsync</c> does.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Count -= 1</c>. Without any, the item must still exist, and its version is
    /// incremented.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="expectedVersion">
    /// The version that the item must have; 0 for an item that was never written with a version. <see langword="null"/> for any version.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one for its item, or belongs to a table of another client; two changes have the same path, or one path
    /// is inside the other; or the items of the table have no version.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public void Update<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        long? expectedVersion = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => AddUpdate(TransactionEntryKind.Update, table, key, update, condition, expectedVersion);

    /// <summary>Updates attributes of an item, or creates it with them if there is none, as the table's <c>UpsertAsync</c> does.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Views += 1</c>.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one for its item, or belongs to a table of another client; or two changes have the same path, or one
    /// path is inside the other.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public void Upsert<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => AddUpdate(TransactionEntryKind.Upsert, table, key, update, condition, expectedVersion: null);

    /// <summary>Deletes an item by its key, as the table's <c>DeleteAsync</c> does. It also succeeds if there is no such item.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="expectedVersion">
    /// The version that the item must have; 0 for an item that was never written with a version. <see langword="null"/> for any version.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one for its item, or belongs to a table of another client; or the items of the table have no version.
    /// </exception>
    /// <exception cref="ItemMappingException">DynamoDB cannot store the key.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public void Delete<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Func<TCondition, ItemCondition>? condition = null,
        long? expectedVersion = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        AddDelete(table, key, condition, CheckOf(table, expectedVersion));
    }

    /// <summary>Deletes an item that was read before, as the table's <c>DeleteAsync</c> does.</summary>
    /// <remarks>An item with a <see cref="VersionAttribute"/> is deleted only if the stored item has the same version.</remarks>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ArgumentException">The entry is one too many, the second one for its item, or belongs to a table of another
    /// client.</exception>
    /// <exception cref="ItemMappingException">DynamoDB cannot store the key.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public void Delete<TItem, TKey, TUpdate, TCondition>(DynamoTable<TItem, TKey, TUpdate, TCondition> table, TItem item)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfNull(item);
        AddDelete(table, table.Mapping.KeyOf(item), null, VersionCheck.Of(table.Connection, table.Mapping, item));
    }

    /// <summary>Checks a condition on an item that the transaction does not change. If the condition is not met, nothing is written.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="condition">The condition that the stored item must meet, as in <c>c =&gt; c.Active == true</c>.</param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one for its item, or belongs to a table of another client; or the condition is empty.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda has returned.</exception>
    public void Check<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key, Func<TCondition, ItemCondition> condition)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(condition);
        Add(TransactionEntryKind.Check, table, key, request => ConditionCheckOperation.WriteRequest(
            request, table.Connection, table.Mapping, key, condition));
    }

    /// <summary>Closes the transaction after the lambda, also if it threw.</summary>
    internal void Close() => _isOpen = false;

    /// <summary>Completes the entries.</summary>
    /// <exception cref="ArgumentException">There is no entry, or the entries are too large together.</exception>
    internal IReadOnlyList<TransactionEntry> Complete() => _entries.Complete();

    /// <summary>Marks everything as written.</summary>
    internal void Commit() => _commits.ForEach(commit => commit());

    // ArgumentNullException.ThrowIfNull would box an item that is a struct.
    private static void ThrowIfNull<TItem>(TItem item)
    {
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }
    }

    private void AddUpdate<TItem, TKey, TUpdate, TCondition>(
        TransactionEntryKind kind,
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        long? expectedVersion)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(update);
        var settings = new UpdateSettings(IsUpsert: kind == TransactionEntryKind.Upsert)
        {
            Expected = CheckOf(table, expectedVersion),
            ReturnsObstacle = true,
        };
        Add(kind, table, key, request => UpdateItemOperation.WriteRequest(
            request, table.Connection, table.Mapping, settings, key, update, condition));
    }

    private void AddDelete<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key, Func<TCondition, ItemCondition>? condition, VersionCheck? expected)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => Add(TransactionEntryKind.Delete, table, key, request => DeleteItemOperation.WriteRequest(
            request, table.Connection, table.Mapping, key, expected, condition, returnOld: false, returnsObstacle: true));

    private VersionCheck? CheckOf<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, long? expectedVersion)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => expectedVersion is null || table.Connection.Schema.Version is not null
            ? VersionCheck.Of(expectedVersion)
            : throw new ArgumentException(
                $"Entry {_entries.Count} expects a version, and the items of table '{table.TableName}' have none. Mark a property with [Version].",
                nameof(expectedVersion));

    private void Add<TItem, TKey, TUpdate, TCondition>(
        TransactionEntryKind kind, DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key, Action<ByteBuffer> write)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException(
                "The transaction accepts no entry now: its lambda has returned, or another entry's lambda is still running. Add the entries one "
                + "after the other inside the lambda of TransactWriteAsync.");
        }

        // The lambdas of an entry must not add another entry.
        _isOpen = false;
        try
        {
            _entries.Add(
                kind,
                table.Connection,
                table.Mapping,
                request => KeyRequest.WriteKey(request, table.Connection, table.Mapping, key),
                write);
        }
        finally
        {
            _isOpen = true;
        }
    }
}

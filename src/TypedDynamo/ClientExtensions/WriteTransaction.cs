using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The writes of a transaction, all of which happen or none.</summary>
/// <remarks>
/// <para>
/// It is handed to the lambda of <see cref="DynamoClientExtensions.TransactWriteAsync(IAmazonDynamoDB, Action{WriteTransaction}, TransactionOptions?, CancellationToken)"/>
/// and good for that call alone, on one thread. Each verb means what it means on the table; the lambdas are called at once, once, and nothing
/// is sent before all of it is put down. What a verb refuses ends the call.
/// </para>
/// <para>
/// DynamoDB takes up to 100 entries of up to 4 MB together, one for each item (Developer Guide, "Amazon DynamoDB Transactions").
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

    /// <summary>Writes a whole item, in place of one with the same key, as <c>PutAsync</c> of the table does.</summary>
    /// <remarks>
    /// A type with a <see cref="VersionAttribute"/> is written only if the stored item has the item's version, or, for version 0, none.
    /// </remarks>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <returns>What gives the item as it was written, once the transaction is committed.</returns>
    /// <exception cref="ArgumentException">The entry is one too many, the second one of its item, or of a table of another client.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store, or the item is too large.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public TransactionPut<TItem> Put<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TItem item, Func<TCondition, Condition>? condition = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfNull(item);
        TableMapper<TItem, TKey> mapper = table.Mapping;
        Add(TransactionEntryKind.Put, table, mapper.KeyOf(item), request => PutItemOperation.WriteRequest(
            request, table.Connection, mapper, item, condition, WithoutState(condition), returnOld: false, returnsObstacle: true));

        long? version = table.Connection.Schema.Version is null ? null : (mapper.VersionOf(item) ?? 0) + 1;
        var put = new TransactionPut<TItem>(() => version is { } written ? mapper.WithVersion(item, written) : item);
        _commits.Add(put.Commit);
        return put;
    }

    /// <summary>Changes some attributes of an item that is there, as <c>UpdateAsync</c> of the table does.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Count -= 1</c>. Without any the item must still be there, and its version counts up.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="expectedVersion">
    /// The version that the item must have; 0 for one that was never written with one. <see langword="null"/> where it does not matter.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one of its item, or of a table of another client; two changes are of one path, or of one inside
    /// the other; or the items of the table have no version.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public void Update<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        long? expectedVersion = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => AddUpdate(TransactionEntryKind.Update, table, key, update, condition, expectedVersion);

    /// <summary>Changes some attributes of an item, or creates it with them if there is none, as <c>UpsertAsync</c> of the table does.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Views += 1</c>.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one of its item, or of a table of another client; or two changes are of one path, or of one
    /// inside the other.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public void Upsert<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => AddUpdate(TransactionEntryKind.Upsert, table, key, update, condition, expectedVersion: null);

    /// <summary>Deletes an item by its key, as <c>DeleteAsync</c> of the table does. It succeeds too where there is no such item.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="expectedVersion">
    /// The version that the item must have; 0 for one that was never written with one. <see langword="null"/> where it does not matter.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one of its item, or of a table of another client; or the items of the table have no version.
    /// </exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public void Delete<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Func<TCondition, Condition>? condition = null,
        long? expectedVersion = null)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        AddDelete(table, key, condition, CheckOf(table, expectedVersion));
    }

    /// <summary>Deletes an item as it was read, as <c>DeleteAsync</c> of the table does.</summary>
    /// <remarks>An item with a <see cref="VersionAttribute"/> is deleted only if the stored one has its version.</remarks>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ArgumentException">The entry is one too many, the second one of its item, or of a table of another client.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public void Delete<TItem, TKey, TUpdate, TCondition>(DynamoTable<TItem, TKey, TUpdate, TCondition> table, TItem item)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfNull(item);
        AddDelete(table, table.Mapping.KeyOf(item), null, VersionCheck.Of(table.Connection, table.Mapping, item));
    }

    /// <summary>Asks something of an item, which the transaction does not change: if it does not hold, nothing is written.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
    /// <typeparam name="TCondition">The generated tokens of a condition.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="condition">What is asked of the stored item, as in <c>c =&gt; c.Active == true</c>.</param>
    /// <exception cref="ArgumentException">
    /// The entry is one too many, the second one of its item, or of a table of another client; or the condition asks nothing.
    /// </exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    /// <exception cref="InvalidOperationException">The transaction's lambda is over.</exception>
    public void Check<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key, Func<TCondition, Condition> condition)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(condition);
        Add(TransactionEntryKind.Check, table, key, request => ConditionCheckOperation.WriteRequest(
            request, table.Connection, table.Mapping, key, condition));
    }

    /// <summary>Ends the lambda's time, however it ended.</summary>
    internal void Close() => _isOpen = false;

    /// <summary>Ends the entries.</summary>
    /// <exception cref="ArgumentException">There is no entry, or they are too large together.</exception>
    internal IReadOnlyList<TransactionEntry> Complete() => _entries.Complete();

    /// <summary>Says that everything was written.</summary>
    internal void Commit() => _commits.ForEach(commit => commit());

    // ArgumentNullException.ThrowIfNull would box an item that is a struct.
    private static void ThrowIfNull<TItem>(TItem item)
    {
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }
    }

    private static Func<TCondition, Func<TCondition, Condition>?, Condition>? WithoutState<TCondition>(
        Func<TCondition, Condition>? condition)
        => condition is null ? null : static (tokens, condition) => condition!(tokens);

    private void AddUpdate<TItem, TKey, TUpdate, TCondition>(
        TransactionEntryKind kind,
        DynamoTable<TItem, TKey, TUpdate, TCondition> table,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition,
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
        Add(kind, table, key, request => UpdateItemOperation.WriteRequest<TItem, TKey, TUpdate, TCondition, Func<TCondition, Condition>?>(
            request, table.Connection, table.Mapping, settings, key, condition, (tokens, _) => update(tokens), WithoutState(condition)));
    }

    private void AddDelete<TItem, TKey, TUpdate, TCondition>(
        DynamoTable<TItem, TKey, TUpdate, TCondition> table, TKey key, Func<TCondition, Condition>? condition, VersionCheck? expected)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => Add(TransactionEntryKind.Delete, table, key, request => DeleteItemOperation.WriteRequest(
            request,
            table.Connection,
            table.Mapping,
            key,
            expected,
            condition,
            WithoutState(condition),
            returnOld: false,
            returnsObstacle: true));

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
                "The transaction takes no entry here: its lambda is over, or another entry's lambda is still running. Put the entries down one "
                + "after the other inside the lambda of TransactWriteAsync.");
        }

        // The entry's own lambdas are not to add another one in its midst.
        _isOpen = false;
        try
        {
            _entries.Add(kind, table.Connection, table.Mapping, key, write);
        }
        finally
        {
            _isOpen = true;
        }
    }
}

using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>The puts and deletes of a batch, of any tables of one client.</summary>
/// <remarks>
/// The lambda of <c>BatchWriteAsync</c> receives it, and may use it only during that call, on one thread. Nothing is sent before the lambda has
/// returned. An exception of a verb ends the call.
/// </remarks>
public sealed class WriteBatch
{
    private readonly List<BatchWriteEntry> _entries = [];
    private bool _isOpen;

    internal WriteBatch()
    {
    }

    /// <summary>Writes a whole item, and replaces one with the same key.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="item"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The batch's lambda has returned.</exception>
    public void Put<TItem, TKey>(DynamoTable<TItem, TKey> table, TItem item)
    {
        ArgumentNullException.ThrowIfNull(table);
        Add(item is null
            ? throw new ArgumentNullException(nameof(item))
            : new BatchWriteEntry<TItem>(new PutForm<TItem, TKey>(table.Connection, table.Mapping), BatchWriteKind.Put, item));
    }

    /// <summary>Deletes an item by its key. Succeeds also if there is no such item.</summary>
    /// <typeparam name="TItem">The annotated type.</typeparam>
    /// <typeparam name="TKey">The generated key type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The batch's lambda has returned.</exception>
    public void Delete<TItem, TKey>(DynamoTable<TItem, TKey> table, TKey key)
    {
        ArgumentNullException.ThrowIfNull(table);
        Add(key is null
            ? throw new ArgumentNullException(nameof(key))
            : new BatchWriteEntry<TKey>(new DeleteForm<TItem, TKey>(table.Connection, table.Mapping), BatchWriteKind.Delete, key));
    }

    /// <summary>Adds an entry that an earlier batch has returned in <see cref="BatchResult{T}.Failures"/>.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The batch's lambda has returned.</exception>
    public void Add(BatchWriteEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_isOpen)
        {
            throw new InvalidOperationException(
                "The batch accepts no entry now: its lambda has returned. Add the entries inside the lambda of BatchWriteAsync.");
        }

        _entries.Add(entry);
    }

    /// <summary>Returns the entries that a lambda adds.</summary>
    internal static IReadOnlyList<BatchWriteEntry> EntriesOf(Action<WriteBatch> build)
    {
        var batch = new WriteBatch();
        batch.Build(static (batch, build) => build(batch), build);
        return batch._entries;
    }

    /// <summary>Returns the entries that a lambda adds for each element.</summary>
    internal static async IAsyncEnumerable<BatchWriteEntry> EntriesOf<T>(
        IAsyncEnumerable<T> source, Action<WriteBatch, T> build, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var batch = new WriteBatch();
        await foreach (T element in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Build(build, element);
            foreach (BatchWriteEntry entry in batch._entries)
            {
                yield return entry;
            }
        }
    }

    private void Build<T>(Action<WriteBatch, T> build, T element)
    {
        _entries.Clear();
        _isOpen = true;
        try
        {
            build(this, element);
        }
        finally
        {
            _isOpen = false;
        }
    }
}

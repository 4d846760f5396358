using Amazon.DynamoDBv2;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The entries of a transaction, in the order in which they were added, and their request.</summary>
internal sealed class TransactionEntries
{
    // DynamoDB Developer Guide, "Amazon DynamoDB Transactions".
    private const int MaxEntries = 100;

    private readonly IAmazonDynamoDB _client;
    private readonly ByteBuffer _request;
    private readonly List<TransactionEntry> _entries = [];
    private readonly Dictionary<(string Table, WireKey Key), int> _indexes = [];

    public TransactionEntries(IAmazonDynamoDB client, ByteBuffer request)
    {
        _client = client;
        _request = request;
        _request.Write("{\"TransactItems\":["u8);
    }

    public int Count => _entries.Count;

    /// <summary>Adds an entry. An entry that is refused has no effect on the request.</summary>
    /// <param name="kind">The kind of the entry.</param>
    /// <param name="table">The table.</param>
    /// <param name="mapper">The table's mapper, which reads the existing item that failed a condition.</param>
    /// <param name="writeKey">Writes the key, braces included.</param>
    /// <param name="write">Writes the contents of the entry, braces included.</param>
    /// <exception cref="ArgumentException">The entry is one too many, belongs to a table of another client, or is the second one for its
    /// item.</exception>
    public void Add(
        TransactionEntryKind kind, TableConnection table, object mapper, Action<ByteBuffer> writeKey, Action<ByteBuffer> write)
    {
        int index = _entries.Count;
        var entry = new TransactionEntry(kind, table, mapper);
        ThrowIfMisplaced(entry, index);
        using var keyBytes = new ByteBuffer(256);
        writeKey(keyBytes);
        (string Table, WireKey Key) item = (table.Name, WireKey.Read(keyBytes.Written, table.Schema));
        if (_indexes.TryGetValue(item, out int other))
        {
            throw new ArgumentException(
                $"The item of {entry.Describe(index)} is that of {_entries[other].Describe(other)}, counted from 0: "
                + $"'{table.Name}/{ItemKeyText.Read(keyBytes.Written, table.Schema)}'. "
                + "DynamoDB accepts one operation for each item in a transaction: combine the two.");
        }

        int start = _request.Length;
        try
        {
            _request.Write(index == 0 ? default : ","u8);
            _request.Write(MemberOf(kind));
            write(_request);
            _request.Write((byte)'}');
        }
        catch
        {
            _request.Truncate(start);
            throw;
        }

        _entries.Add(entry);
        _indexes.Add(item, index);
    }

    /// <summary>Completes the entries; other members of the request may follow.</summary>
    /// <returns>The entries.</returns>
    /// <exception cref="ArgumentException">There is no entry, or the entries are too large together.</exception>
    public IReadOnlyList<TransactionEntry> Complete()
    {
        if (_entries.Count == 0)
        {
            throw new ArgumentException("The transaction has no entry, and DynamoDB refuses an empty one.");
        }

        _request.Write((byte)']');
        TransactionSize.ThrowIfTooLarge(_request.Written, _entries);
        return _entries;
    }

    private static ReadOnlySpan<byte> MemberOf(TransactionEntryKind kind) => kind switch
    {
        TransactionEntryKind.Put => "{\"Put\":"u8,
        TransactionEntryKind.Delete => "{\"Delete\":"u8,
        TransactionEntryKind.Check => "{\"ConditionCheck\":"u8,
        TransactionEntryKind.Get => "{\"Get\":"u8,
        _ => "{\"Update\":"u8,
    };

    private void ThrowIfMisplaced(TransactionEntry entry, int index)
    {
        if (!ReferenceEquals(entry.Table.Client, _client))
        {
            throw new ArgumentException(
                $"The table of {entry.Describe(index)}, counted from 0, belongs to another client than that of the transaction. All tables "
                + "of a transaction share one client: create the table with that one.");
        }

        if (index == MaxEntries)
        {
            throw new ArgumentException(
                $"There is no room for {entry.Describe(index)}, counted from 0: DynamoDB accepts up to {MaxEntries} entries in a transaction. "
                + "Use several transactions, or use batches if the items need not be written all or none.");
        }
    }
}

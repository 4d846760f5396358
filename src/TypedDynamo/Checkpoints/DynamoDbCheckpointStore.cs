using System.IO.Compression;
using Amazon.DynamoDBv2;

namespace TypedDynamo;

/// <summary>Stores checkpoints in a DynamoDB table, one item for each name, for workers without a disk that outlives them.</summary>
/// <remarks>
/// <para>
/// The table may be a separate one, or any table whose partition key is a string, and its sort key too if it has one. A name is the partition
/// key unchanged: in a shared table choose names that nothing else uses, such as <c>scan-checkpoint#orders#3</c>. An item has the attributes
/// <c>Checkpoint</c> (B, the JSON compressed by Brotli, with keys of items in it), <c>SavedAt</c> (S), <c>Segments</c>,
/// <c>FinishedSegments</c> and <c>Items</c> (N), of which the last four are only for information.
/// </para>
/// <para>
/// A save sends one PutItem, at one write unit for each KB; a load sends one consistent GetItem, at one read unit for each 4 KB; a deletion
/// sends one DeleteItem. Compressed, a checkpoint with a hundred begun segments takes about 1 KB, one with a thousand 12 KB. A save has no
/// condition: if two processes use one name, an older checkpoint may replace a newer one, and then items are read again, but none is lost.
/// </para>
/// </remarks>
public sealed class DynamoDbCheckpointStore : ICheckpointStore
{
    private const string Contents = "Checkpoint";
    private const string SavedAt = "SavedAt";
    private const string Segments = "Segments";
    private const string FinishedSegments = "FinishedSegments";
    private const string Items = "Items";
    private const string SortKeyValue = "scan-checkpoint";

    // DynamoDB's limit is 400 KB with names, numbers and the key, whose parts may have 2048 and 1024 bytes.
    private const int MaxContentsBytes = (400 * 1024) - 4096;

    private readonly string _partitionKey;
    private readonly string? _sortKey;
    private readonly TimeProvider _timeProvider;

    /// <summary>Creates a store for a table. No request is sent.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="partitionKey">The name of its partition key's attribute, a string. The default is <c>PK</c>.</param>
    /// <param name="sortKey">
    /// The name of its sort key's attribute, a string, which is always <c>scan-checkpoint</c>. The default is <see langword="null"/>: the
    /// table has none.
    /// </param>
    /// <param name="options">Other options of the table, such as a prefix of its name.</param>
    /// <exception cref="ArgumentException">A name is empty, both keys have the same name, or a name is that of another attribute of
    /// the items.</exception>
    public DynamoDbCheckpointStore(
        IAmazonDynamoDB client, string tableName, string partitionKey = "PK", string? sortKey = null, DynamoTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        CheckAttribute(partitionKey, nameof(partitionKey));
        if (sortKey is not null)
        {
            CheckAttribute(sortKey, nameof(sortKey));
            if (sortKey == partitionKey)
            {
                throw new ArgumentException("The partition key and the sort key must be two attributes.", nameof(sortKey));
            }
        }

        _partitionKey = partitionKey;
        _sortKey = sortKey;
        _timeProvider = (options ?? new DynamoTableOptions()).TimeProvider;
        string[] attributes = sortKey is null ? [partitionKey] : [partitionKey, sortKey];
        var schema = new TableSchema(
            tableName,
            nameof(ScanCheckpoint),
            attributes,
            (0, KeyAttributeType.String),
            sortKey is null ? null : (1, KeyAttributeType.String));
        Table = new RawTable(client, schema, options);
    }

    /// <summary>Gets the table, for example to create it by <c>store.Table.EnsureCreatedAsync()</c>.</summary>
    public RawTable Table { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public async ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RawItem? item = await Table.GetAsync(KeyOf(name), consistent: true, cancellationToken).ConfigureAwait(false);
        if (item is null)
        {
            return null;
        }

        try
        {
            return item.TryGetValue(Contents, out RawValue contents) && contents.Type == AttributeType.Binary
                ? ScanCheckpoint.Parse(Decompress(contents.GetBytes()))
                : throw ScanCheckpointException.Damaged($"the item has no attribute '{Contents}' of type B");
        }
        catch (ScanCheckpointException error)
        {
            throw new ScanCheckpointException($"Item '{name}' of table '{Table.TableName}': {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ScanCheckpointException">The compressed checkpoint has more than 396 KB. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public async ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(checkpoint);
        byte[] contents = Compress(checkpoint.ToUtf8Json());
        if (contents.Length > MaxContentsBytes)
        {
            throw new ScanCheckpointException(
                $"The compressed checkpoint '{name}' has {contents.Length} bytes, and an item of DynamoDB has room for {MaxContentsBytes}. Divide "
                + $"the table into fewer segments, share it among more workers, or use a {nameof(FileCheckpointStore)}.");
        }

        RawItem item = KeyOf(name)
            .With(Contents, contents)
            .With(SavedAt, _timeProvider.GetUtcNow())
            .With(Segments, checkpoint.Segments)
            .With(FinishedSegments, checkpoint.FinishedSegments)
            .With(Items, checkpoint.Items);
        await Table.PutAsync(item, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public async ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        await Table.DeleteAsync(KeyOf(name), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static void CheckAttribute(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name is Contents or SavedAt or Segments or FinishedSegments or Items)
        {
            throw new ArgumentException($"'{name}' is another attribute of the store's items, and cannot be a key.", parameter);
        }
    }

    private static byte[] Compress(byte[] json)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
        {
            brotli.Write(json);
        }

        return compressed.ToArray();
    }

    private static byte[] Decompress(byte[] contents)
    {
        using var json = new MemoryStream();
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(contents), CompressionMode.Decompress);
            brotli.CopyTo(json);
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidDataException)
        {
            throw ScanCheckpointException.Damaged("it was not compressed by Brotli", error);
        }

        return json.ToArray();
    }

    private RawItem KeyOf(string name)
        => _sortKey is null ? RawItem.Of((_partitionKey, name)) : RawItem.Of((_partitionKey, name), (_sortKey, SortKeyValue));
}

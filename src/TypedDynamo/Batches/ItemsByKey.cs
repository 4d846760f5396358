using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

// Keys are never null, though no constraint of the tables says so: generated key types are structs.
#pragma warning disable CS8714

/// <summary>The items under some keys, read by batches, several requests at once, in no particular order.</summary>
/// <typeparam name="TItem">The item type, or a projection's.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
/// <remarks>
/// Sends BatchGetItem requests of up to 100 keys, when the enumeration starts. A key without an item yields nothing; so does one whose item
/// is of another type, in a table of several. A slow consumer holds the requests back.
/// </remarks>
public sealed class ItemsByKey<TItem, TKey> : ItemSequence<TItem>
{
    private readonly IReadOnlyDictionary<TKey, TItem>? _items;
    private readonly IAsyncEnumerable<TKey> _keys = null!;
    private readonly ReadForm<TKey, TItem> _itemForm = null!;
    private readonly ReadForm<TKey, KeyValuePair<TKey, TItem>> _pairForm = null!;
    private readonly BatchGetOptions _options = null!;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Makes a sequence that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <param name="items">The items under their keys.</param>
    public ItemsByKey(IReadOnlyDictionary<TKey, TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
    }

    private ItemsByKey(
        IAsyncEnumerable<TKey> keys,
        ReadForm<TKey, TItem> itemForm,
        ReadForm<TKey, KeyValuePair<TKey, TItem>> pairForm,
        BatchGetOptions options,
        CancellationToken cancellationToken)
    {
        _keys = keys;
        _itemForm = itemForm;
        _pairForm = pairForm;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads all items into a dictionary under the keys by which they were asked for.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>
    /// The items. A key without an item is not in it; nor is the second of two keys that DynamoDB stores alike, such as one instant in two zones.
    /// </returns>
    /// <exception cref="BatchGetException{TKey}">Some keys could not be read.</exception>
    /// <exception cref="ItemMappingException">An item does not fit the type.</exception>
    /// <exception cref="Amazon.DynamoDBv2.AmazonDynamoDBException">The service refused a request for a reason that holds for all its keys.</exception>
    public async Task<Dictionary<TKey, TItem>> ToDictionaryAsync(CancellationToken cancellationToken = default)
    {
        if (_items is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Dictionary<TKey, TItem>(_items);
        }

        var items = new Dictionary<TKey, TItem>();
        await foreach (ItemPage<KeyValuePair<TKey, TItem>> page in BatchGetOperation<TKey, KeyValuePair<TKey, TItem>>
            .FetchPagesAsync(_keys, _pairForm, _options, _cancellationToken, cancellationToken).ConfigureAwait(false))
        {
            using (page)
            {
                for (int i = 0; i < page.Count; i++)
                {
                    items[page[i].Key] = page[i].Value;
                }
            }
        }

        return items;
    }

    internal static ItemsByKey<TItem, TKey> Of<TTableItem>(
        TableConnection table,
        TableMapper<TTableItem, TKey> mapper,
        ItemMapper<TItem> resultMapper,
        bool isProjected,
        IAsyncEnumerable<TKey> keys,
        BatchGetOptions? options,
        CancellationToken cancellationToken)
        => new(
            keys,
            new ItemForm<TTableItem, TKey, TItem>(table, mapper, resultMapper, isProjected),
            new PairForm<TTableItem, TKey, TItem>(table, mapper, resultMapper, isProjected),
            options ?? new BatchGetOptions(),
            cancellationToken);

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _items is not null
            ? ItemPage<TItem>.OfAsync([.. _items.Values], cancellationToken)
            : BatchGetOperation<TKey, TItem>.FetchPagesAsync(_keys, _itemForm, _options, _cancellationToken, cancellationToken);
}

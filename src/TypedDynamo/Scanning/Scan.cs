using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>All items of a table, read by one request after the other, one page ahead of the consumer.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class Scan<TItem> : ItemSequence<TItem>
{
    private readonly PagedOperation<TItem>? _operation;
    private readonly IReadOnlyList<TItem> _items = [];
    private readonly ScanOptions _options;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Makes a scan that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <param name="items">The items.</param>
    public Scan(IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);

        _items = items;
        _options = new ScanOptions();
    }

    internal Scan(PagedOperation<TItem> operation, ScanOptions options, CancellationToken cancellationToken)
    {
        _operation = operation;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads one page, and gives the token of the next one: for clients that come back for more later. Sends one request.</summary>
    /// <param name="continuationToken">The last page's <see cref="Page{TItem}.ContinuationToken"/>, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page. It may be empty although others follow.</returns>
    /// <exception cref="ContinuationTokenException">The token is damaged, or of another scan. Nothing was sent.</exception>
    public async Task<Page<TItem>> ToPageAsync(string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        if (_operation is null)
        {
            return new Page<TItem>(_items, _items.Count);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        return await _operation.FetchPageAsync(_options.PageSize, continuationToken, stop.Token).ConfigureAwait(false);
    }

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _operation is null
            ? ItemPage<TItem>.OfAsync(_items, cancellationToken)
            : FetchPagesAsync(_operation, cancellationToken);

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        PagedOperation<TItem> operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        Task<ItemPage<TItem>>? next = FetchAsync(null);
        try
        {
            while (next is not null)
            {
                ItemPage<TItem> page = await next.ConfigureAwait(false);
                next = page.LastEvaluatedKey is { } startKey ? FetchAsync(startKey) : null;
                yield return page;
            }
        }
        finally
        {
            await AbandonAsync(next, stop).ConfigureAwait(false);
        }

        Task<ItemPage<TItem>> FetchAsync(byte[]? startKey) => operation.FetchAsync(_options.PageSize, null, startKey, stop.Token);
    }

    /// <summary>Ends the request for a page that nobody will take.</summary>
    private static async Task AbandonAsync(Task<ItemPage<TItem>>? next, CancellationTokenSource stop)
    {
        if (next is null)
        {
            return;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (next.IsCompletedSuccessfully)
        {
            (await next.ConfigureAwait(false)).Dispose();
        }
    }
}

using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>All items of a table, read by one request after the other, one page ahead of the consumer.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class Scan<TItem> : ItemSequence<TItem>
{
    private readonly PagedOperation<TItem> _operation;
    private readonly ScanOptions _options;
    private readonly CancellationToken _cancellationToken;

    internal Scan(PagedOperation<TItem> operation, ScanOptions options, CancellationToken cancellationToken)
    {
        _operation = operation;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    internal override async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
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

        Task<ItemPage<TItem>> FetchAsync(byte[]? startKey) => _operation.FetchAsync(_options.PageSize, null, startKey, stop.Token);
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

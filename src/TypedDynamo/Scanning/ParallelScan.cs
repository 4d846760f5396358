using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;

namespace TypedDynamo;

/// <summary>All items of a table, read by many requests at once, in no particular order.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <remarks>
/// Items come as their pages arrive. A slow consumer holds the requests back: see <see cref="ParallelScanOptions.BufferBytes"/>. The first
/// request that fails ends the scan: its exception reaches the consumer in place of the next page, and the other requests are cancelled.
/// </remarks>
public sealed class ParallelScan<TItem> : ReadSequence<TItem>
{
    private readonly ReadOperation<TItem>? _operation;
    private readonly IReadOnlyList<TItem> _items = [];
    private readonly ParallelScanOptions _options;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Makes a scan that sends nothing and yields some items as one page, for a mock to return.</summary>
    /// <param name="items">The items.</param>
    public ParallelScan(IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);

        _items = items;
        _options = new ParallelScanOptions();
    }

    internal ParallelScan(ReadOperation<TItem> operation, ParallelScanOptions options, CancellationToken cancellationToken)
    {
        _operation = operation;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => _operation is null
            ? ItemPage<TItem>.OfAsync(_items, cancellationToken)
            : new SegmentScheduler<TItem>(_operation.Create(), _operation.PageSize, _options).RunAsync(_cancellationToken, cancellationToken);

    internal override Task<TState> FoldAsync<TState>(
        Aggregate<TState> aggregate, TableSchema table, ItemMapper<TItem> mapper, CancellationToken cancellationToken)
        => _operation is null
            ? Task.FromResult(new ItemFold<TState>(aggregate).AddItems(_items, table.Context, mapper))
            : new SegmentFold<TItem, TState>(aggregate.Project(_operation), aggregate, _options).RunAsync(_cancellationToken, cancellationToken);
}

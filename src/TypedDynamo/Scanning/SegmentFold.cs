using System.Runtime.ExceptionServices;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Makes an aggregate of a parallel scan: each worker one of its own, over segment after segment, which are merged in the end.</summary>
/// <remarks>Nothing waits for a consumer, so there is no buffer: what a worker holds is the page that it reads.</remarks>
internal sealed class SegmentFold<TItem, TState>(ReadOperation<TItem> scan, Aggregate<TState> aggregate, ParallelScanOptions options)
{
    private readonly PagedOperation<TItem> _operation = scan.Create();
    private int _nextSegment = -1;
    private ExceptionDispatchInfo? _firstError;

    public async Task<TState> RunAsync(CancellationToken scanToken, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scanToken, cancellationToken);
        var folds = new ItemFold<TState>[Math.Min(options.Concurrency, options.Segments)];

        // Each calls the user's seed, which may throw: no worker may run by then.
        for (int i = 0; i < folds.Length; i++)
        {
            folds[i] = new ItemFold<TState>(aggregate);
        }

        Task[] workers = Array.ConvertAll(folds, fold => Task.Run(() => WorkAsync(fold, stop), CancellationToken.None));
        await Task.WhenAll(workers).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        scanToken.ThrowIfCancellationRequested();
        _firstError?.Throw();

        TState state = folds[0].State;
        foreach (ItemFold<TState> fold in folds.AsSpan(1))
        {
            state = aggregate.Merge!(state, fold.State);
        }

        return state;
    }

    private async Task WorkAsync(ItemFold<TState> fold, CancellationTokenSource stop)
    {
        try
        {
            int segment;
            while ((segment = Interlocked.Increment(ref _nextSegment)) < options.Segments)
            {
                byte[]? startKey = null;
                do
                {
                    PageEnd page = await _operation
                        .FoldAsync(fold, scan.PageSize, (segment, options.Segments), startKey, stop.Token).ConfigureAwait(false);
                    startKey = page.LastEvaluatedKey;
                }
                while (startKey is not null);
            }
        }
        catch (Exception error)
        {
            // Only the first error is the scan's: the others are what cancelling makes of the requests under way.
            if (Interlocked.CompareExchange(ref _firstError, ExceptionDispatchInfo.Capture(error), null) is null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}

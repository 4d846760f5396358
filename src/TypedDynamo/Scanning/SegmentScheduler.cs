using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Runs one parallel scan: workers take segment after segment, each to its end, and hand the consumer page after page.</summary>
/// <remarks>Pages are decoded by the workers. What they hold is limited by <see cref="ByteBudget"/>, not by the channel.</remarks>
internal sealed class SegmentScheduler<TItem>
{
    private readonly PagedOperation<TItem> _operation;
    private readonly int? _pageSize;
    private readonly ParallelScanOptions _options;
    private readonly ByteBudget _budget;
    private readonly Channel<ItemPage<TItem>> _pages =
        Channel.CreateUnbounded<ItemPage<TItem>>(new UnboundedChannelOptions { SingleReader = true });

    private int _nextSegment = -1;
    private ExceptionDispatchInfo? _firstError;

    public SegmentScheduler(PagedOperation<TItem> operation, int? pageSize, ParallelScanOptions options)
    {
        _operation = operation;
        _pageSize = pageSize;
        _options = options;
        _budget = new ByteBudget(options.BufferBytes);
    }

    /// <summary>Scans all segments. The caller disposes of each page once its items are taken, and so lets the next one be fetched.</summary>
    public async IAsyncEnumerable<ItemPage<TItem>> RunAsync(
        CancellationToken scanToken, [EnumeratorCancellation] CancellationToken enumerationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scanToken, enumerationToken);
        var workers = new Task[Math.Min(_options.Concurrency, _options.Segments)];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(() => WorkAsync(stop), CancellationToken.None);
        }

        Task ended = Task.WhenAll(workers).ContinueWith(
            _ => _pages.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (await _pages.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (_firstError is null && _pages.Reader.TryRead(out ItemPage<TItem>? page))
                {
                    yield return page;
                }

                if (_firstError is not null)
                {
                    break;
                }
            }

            enumerationToken.ThrowIfCancellationRequested();
            scanToken.ThrowIfCancellationRequested();
            _firstError?.Throw();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            while (_pages.Reader.TryRead(out ItemPage<TItem>? page))
            {
                page.Dispose();
            }
        }
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            int segment;
            while ((segment = Interlocked.Increment(ref _nextSegment)) < _options.Segments)
            {
                await ScanSegmentAsync(segment, stop.Token).ConfigureAwait(false);
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

    private async Task ScanSegmentAsync(int segment, CancellationToken cancellationToken)
    {
        byte[]? startKey = null;
        do
        {
            await _budget.WaitAsync(cancellationToken).ConfigureAwait(false);
            ItemPage<TItem> page = await _operation
                .FetchAsync(_pageSize, (segment, _options.Segments), startKey, cancellationToken).ConfigureAwait(false);
            startKey = page.LastEvaluatedKey;
            _budget.Take(page.ByteLength);
            page.OnReleased(_budget.Release);
            _pages.Writer.TryWrite(page);
        }
        while (startKey is not null);
    }
}

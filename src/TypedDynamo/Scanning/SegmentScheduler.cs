using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using TypedDynamo.Observability;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Scanning;

/// <summary>Runs one parallel scan: workers take segment after segment, each to its end, and pass page after page to a sink.</summary>
/// <remarks>
/// A worker has one request under way, and decodes the page before while it waits for the response. The number of workers may change: new
/// ones start when there is work for them, and one that is too many returns its segment between two pages.
/// </remarks>
internal sealed class SegmentScheduler<TItem>
{
    private readonly object _lock = new();
    private readonly PagedOperation<TItem> _operation;
    private readonly ScanSession _session;
    private readonly Func<IPageSink> _createSink;
    private readonly CancellationTokenSource _stop;
    private readonly Stack<IPageSink> _idleSinks = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _workers;
    private long _pages;
    private ExceptionDispatchInfo? _firstError;

    /// <param name="operation">The operation that fetches the pages.</param>
    /// <param name="session">The segments, and the limits of the scan's speed.</param>
    /// <param name="createSink">Creates the sink of a worker. A worker that has ended leaves its sink to the next.</param>
    /// <param name="stop">Cancels all requests. The first error triggers it.</param>
    public SegmentScheduler(
        PagedOperation<TItem> operation, ScanSession session, Func<IPageSink> createSink, CancellationTokenSource stop)
    {
        _operation = operation;
        _session = session;
        _createSink = createSink;
        _stop = stop;
    }

    public void ThrowIfFailed() => Volatile.Read(ref _firstError)?.Throw();

    /// <summary>Scans all segments. The task always ends without an error: see <see cref="ThrowIfFailed"/>.</summary>
    public Task RunAsync()
    {
        lock (_lock)
        {
            StartWorkers();
            if (_workers == 0)
            {
                _ended.SetResult();
            }
        }

        return _ended.Task;
    }

    /// <summary>Ends the scan with an error. Only the first one counts: the others result from cancelling the requests under way.</summary>
    public void Fail(Exception error)
    {
        if (Interlocked.CompareExchange(ref _firstError, ExceptionDispatchInfo.Capture(error), null) is null)
        {
            _stop.Cancel();
        }
    }

    private void StartWorkers()
    {
        while (_workers < _session.Concurrency && _session.Queue.HasNext && !_stop.IsCancellationRequested)
        {
            _workers++;
            Telemetry.ReportScanWorkers(_session.Table.Name, 1);
            _ = Task.Run(WorkAsync, CancellationToken.None);
        }
    }

    private async Task WorkAsync()
    {
        IPageSink? sink = null;
        try
        {
            sink = TakeSink();
            while (TryTake(sink, out SegmentCursor? segment))
            {
                if (!await ScanAsync(segment, sink).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception error)
        {
            Fail(error);
            lock (_lock)
            {
                Leave(sink);
            }
        }
    }

    /// <summary>Scans a segment to its end.</summary>
    /// <returns><see langword="false"/> if the worker was one too many, and has returned the segment and ended.</returns>
    private async Task<bool> ScanAsync(SegmentCursor segment, IPageSink sink)
    {
        Task<ServiceResponse>? ahead = null;
        try
        {
            while (true)
            {
                PageEnd page;
                using (ServiceResponse response = await (ahead ?? FetchAsync(segment.Index, segment.NextKey, sink)).ConfigureAwait(false))
                {
                    sink.Hold(response.Body.Length);

                    // The next page is under way while this one is decoded.
                    ahead = !IsOneTooMany() && LastEvaluatedKeyText.TryFind(response.Body, out byte[]? nextKey)
                        ? FetchAsync(segment.Index, nextKey, sink)
                        : null;
                    page = sink.Read(in response);
                }

                Add(segment, page);
                sink.Pass(page);
                if (page.LastEvaluatedKey is null)
                {
                    return true;
                }

                if (ahead is null && TryGiveBack(segment, sink))
                {
                    return false;
                }
            }
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
        finally
        {
            await AbandonAsync(ahead).ConfigureAwait(false);
        }
    }

    private async Task<ServiceResponse> FetchAsync(int segment, byte[]? startKey, IPageSink sink)
    {
        CancellationToken stop = _stop.Token;
        long pagesBefore = -1;
        for (int fruitless = 1; ; fruitless++)
        {
            await sink.WaitAsync(stop).ConfigureAwait(false);
            int? limit = await _session.WaitForCapacityAsync(stop).ConfigureAwait(false);
            try
            {
                return await _operation
                    .SendAsync(limit, (segment, _session.Segments), startKey, stop, _session.AsksForCapacity).ConfigureAwait(false);
            }
            catch (Exception error) when (ServiceErrors.MayBeRepeated(error, stop))
            {
                // While DynamoDB answers other requests of the scan, there is a reason to go on.
                long pages = OnFailed();
                fruitless = pages > pagesBefore ? 1 : fruitless;
                pagesBefore = pages;
                if (fruitless >= _session.Options.MaxAttempts)
                {
                    throw;
                }

                await ScanSession.BackOffAsync(_session.Table, segment, fruitless, error, stop).ConfigureAwait(false);
            }
            catch
            {
                _session.CapacityWasNotConsumed();
                throw;
            }
        }
    }

    private void Add(SegmentCursor segment, PageEnd page)
    {
        _session.Add(segment, page);
        lock (_lock)
        {
            _pages++;
            if (_session.Tuner is { } tuner)
            {
                // The work is what DynamoDB has read, no matter how much of it a filter and projection leave.
                tuner.PageReceived(_session.TimeProvider.GetTimestamp(), page.ScannedCount + 1);
                StartWorkers();
            }
        }
    }

    /// <summary>Records that a request was throttled or not answered.</summary>
    /// <returns>The number of pages received so far.</returns>
    private long OnFailed()
    {
        _session.CapacityWasNotConsumed();
        lock (_lock)
        {
            _session.Tuner?.Throttled(_session.TimeProvider.GetTimestamp());
            return _pages;
        }
    }

    private IPageSink TakeSink()
    {
        lock (_lock)
        {
            if (_idleSinks.TryPop(out IPageSink? sink))
            {
                return sink;
            }
        }

        return _createSink();
    }

    // One decision on whether a segment is left and whether a worker ends: else the last one might end before another returns a segment.
    private bool TryTake(IPageSink sink, [NotNullWhen(true)] out SegmentCursor? segment)
    {
        lock (_lock)
        {
            segment = null;
            if (!_stop.IsCancellationRequested && _session.Queue.TryTake(out segment))
            {
                return true;
            }

            Leave(sink);
            return false;
        }
    }

    private bool IsOneTooMany() => Volatile.Read(ref _workers) > _session.Concurrency;

    private bool TryGiveBack(SegmentCursor segment, IPageSink sink)
    {
        lock (_lock)
        {
            if (_workers <= _session.Concurrency)
            {
                return false;
            }

            _session.Queue.Return(segment);
            Leave(sink);
            return true;
        }
    }

    private void Leave(IPageSink? sink)
    {
        if (sink is not null)
        {
            _idleSinks.Push(sink);
        }

        Telemetry.ReportScanWorkers(_session.Table.Name, -1);
        if (--_workers == 0)
        {
            _ended.TrySetResult();
        }
    }

    private static async Task AbandonAsync(Task<ServiceResponse>? ahead)
    {
        if (ahead is null)
        {
            return;
        }

        await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ahead.IsCompletedSuccessfully)
        {
            (await ahead.ConfigureAwait(false)).Dispose();
        }
    }
}

using TypedDynamo.Observability;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>One run of a parallel scan: its workers, and the tasks that report progress and save checkpoints. Disposal ends them all.</summary>
internal sealed class ScanRun<TItem> : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _scanToken;
    private readonly CancellationToken _callToken;
    private readonly SegmentScheduler<TItem> _scheduler;
    private readonly SemaphoreSlim _pageFinished = new(0, 1);
    private readonly Task _reports;
    private TaskCompletionSource? _save;
    private TaskCompletionSource? _nextSave;
    private bool _isComplete;

    /// <param name="session">The session, which the run disposes of.</param>
    /// <param name="operation">The operation that fetches the pages.</param>
    /// <param name="createSink">Creates the sink of a worker.</param>
    /// <param name="scanToken">The token that the scan was made with.</param>
    /// <param name="callToken">The token of the enumeration.</param>
    public ScanRun(
        ScanSession session,
        PagedOperation<TItem> operation,
        Func<IPageSink> createSink,
        CancellationToken scanToken,
        CancellationToken callToken)
    {
        Session = session;
        _scanToken = scanToken;
        _callToken = callToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(scanToken, callToken);
        _scheduler = new SegmentScheduler<TItem>(operation, session, createSink, _stop);
        _reports = Task.WhenAll(ReportProgressAsync(), SaveCheckpointsAsync());
        Ended = _scheduler.RunAsync();
    }

    public ScanSession Session { get; }

    /// <summary>Gets a task that ends, always without an error, when the last page has been passed on or the scan has failed.</summary>
    public Task Ended { get; }

    /// <summary>Gets a token that is cancelled when the run must end early.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends the run with an error of its consumer. Only the first error counts.</summary>
    public void Fail(Exception error) => _scheduler.Fail(error);

    /// <summary>Completes the run after all pages were finished.</summary>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    /// <exception cref="Exception">The scan has failed.</exception>
    public async Task CompleteAsync()
    {
        await Ended.ConfigureAwait(false);
        _callToken.ThrowIfCancellationRequested();
        _scanToken.ThrowIfCancellationRequested();
        _scheduler.ThrowIfFailed();
        _isComplete = true;
    }

    /// <summary>Waits, if a checkpoint is saved after each page, for one that includes all pages finished so far.</summary>
    /// <returns>A task that completes when it is saved, or when the run must end.</returns>
    public Task FinishedPagesAreSavedAsync()
    {
        lock (_pageFinished)
        {
            if (_nextSave is null)
            {
                return Task.CompletedTask;
            }

            RequestSave();
            return _nextSave.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
        await _reports.ConfigureAwait(false);
        try
        {
            // First, because the progress handler may throw.
            await CloseCheckpointAsync().ConfigureAwait(false);
            ReportEnd();
        }
        finally
        {
            Session.Dispose();
            _stop.Dispose();
        }
    }

    /// <summary>Deletes the checkpoint of a completed scan, so that the next run of that name starts anew; saves that of one that ended
    /// early.</summary>
    private async Task CloseCheckpointAsync()
    {
        if (Session.Options.CheckpointStore is not { } store)
        {
            return;
        }

        if (_isComplete)
        {
            await store.DeleteAsync(Session.CheckpointName, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        // An empty checkpoint would still bind the next run to this one's segments.
        if (!Session.Queue.HasProgress)
        {
            return;
        }

        try
        {
            await store.SaveAsync(Session.CheckpointName, Session.GetCheckpoint(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The scan has another exception, or its consumer has stopped: that is what the caller must see.
            Log.CheckpointIsNotSaved(Session.Table.Service.Logger, error, Session.Table.Name);
        }
    }

    private void ReportEnd()
    {
        if (Session.Options.Progress is { } progress)
        {
            // A consumer that has got all items may yet have to say that it has finished them: ToListAsync does when the list is complete.
            ScanProgress last = Session.GetProgress();
            progress.Report(_isComplete ? last with { FinishedSegments = last.Segments } : last);
        }
    }

    private async Task ReportProgressAsync()
    {
        if (Session.Options.Progress is not { } progress)
        {
            return;
        }

        await RepeatAsync(
            () => Task.Delay(Session.Options.ProgressInterval, Session.TimeProvider, _stop.Token),
            () =>
            {
                progress.Report(Session.GetProgress());
                return default;
            }).ConfigureAwait(false);
    }

    private async Task SaveCheckpointsAsync()
    {
        if (Session.Options.CheckpointStore is not { } store)
        {
            return;
        }

        bool savesEachPage = Session.Options.CheckpointInterval == TimeSpan.Zero;
        if (savesEachPage)
        {
            _nextSave = NewSave();
        }
        else
        {
            Session.PageFinished = () =>
            {
                lock (_pageFinished)
                {
                    RequestSave();
                }
            };
        }

        await RepeatAsync(WaitAsync, SaveAsync).ConfigureAwait(false);
        lock (_pageFinished)
        {
            _save?.TrySetResult();
            _nextSave?.TrySetResult();
            _nextSave = null;
        }

        // Nothing is saved if nothing has been finished since.
        async Task WaitAsync()
        {
            await Task.Delay(Session.Options.CheckpointInterval, Session.TimeProvider, _stop.Token).ConfigureAwait(false);
            await _pageFinished.WaitAsync(_stop.Token).ConfigureAwait(false);
        }

        async ValueTask SaveAsync()
        {
            if (savesEachPage)
            {
                // A consumer that waits by now has finished its page, so the checkpoint includes it.
                lock (_pageFinished)
                {
                    _save = _nextSave;
                    _nextSave = NewSave();
                }
            }

            // A save that nobody waits for may take effect after the deletion of the checkpoint, or after a newer save: it is not cancelled.
            await store.SaveAsync(Session.CheckpointName, Session.GetCheckpoint(), CancellationToken.None).ConfigureAwait(false);
            _save?.TrySetResult();
        }

        static TaskCompletionSource NewSave() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void RequestSave()
    {
        if (_pageFinished.CurrentCount == 0)
        {
            _pageFinished.Release();
        }
    }

    /// <summary>Waits and acts until the run ends. A failure ends the run.</summary>
    private async Task RepeatAsync(Func<Task> waitAsync, Func<ValueTask> actAsync)
    {
        try
        {
            while (true)
            {
                await waitAsync().ConfigureAwait(false);
                await actAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            _scheduler.Fail(error);
        }
    }
}

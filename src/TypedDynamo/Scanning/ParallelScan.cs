using System.Runtime.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>A sequence of all items of a table, read by many requests at once, in no particular order.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
/// <remarks>
/// Items are yielded as their pages arrive. A slow consumer holds the requests back: see <see cref="ParallelScanOptions.BufferBytes"/>. The first
/// request that fails for good ends the scan: its exception reaches the consumer in place of the next page, and the other requests are cancelled.
/// <see cref="GetCheckpoint"/> returns the position from which another scan can continue.
/// </remarks>
public sealed class ParallelScan<TItem, TTokens> : ReadSequence<TItem, TTokens>
    where TTokens : struct, ITokens<TTokens>
{
    private readonly ParallelScanOptions _options;
    private readonly CancellationToken _cancellationToken;
    private ScanSession? _lastSession;

    /// <summary>Creates a scan that sends nothing and yields the given items as one page, for a mock to return.</summary>
    /// <param name="items">The items.</param>
    public ParallelScan(IReadOnlyList<TItem> items)
        : base(items)
    {
        _options = new ParallelScanOptions();
    }

    internal ParallelScan(ReadOperation<TItem> operation, ParallelScanOptions options, CancellationToken cancellationToken)
        : base(operation)
    {
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Gets the progress of the last enumeration's consumer. It may be called at any time, by any thread; nothing is sent.</summary>
    /// <remarks>
    /// A scan that is resumed from the checkpoint (<see cref="ParallelScanOptions.ResumeFrom"/>) does not read again what the consumer has
    /// finished; it reads all other items. Only whole pages count as finished: all items of a page are read again if the consumer has not
    /// finished the last one. <c>await foreach</c> has finished an item when it asks for the next one, and <c>ToListAsync</c> has finished
    /// none before it returns them all.
    /// </remarks>
    /// <returns>The checkpoint. It holds keys of items, in readable form.</returns>
    /// <exception cref="InvalidOperationException">No enumeration has begun, or the scan was made of items.</exception>
    public ScanCheckpoint GetCheckpoint()
        => Volatile.Read(ref _lastSession)?.GetCheckpoint()
            ?? _options.ResumeFrom
            ?? throw new InvalidOperationException("The scan has no checkpoint yet: its enumeration has not begun.");

    /// <summary>Invokes a delegate for each item, several at a time.</summary>
    /// <param name="action">Processes an item. The token is cancelled when the scan ends early; an exception ends the scan.</param>
    /// <param name="options">The number of items at a time, and their order.</param>
    /// <param name="cancellationToken">Cancels the requests, and the actions that observe their token.</param>
    /// <returns>A task that completes when all items are processed.</returns>
    public async Task ForEachAsync(
        Func<TItem, CancellationToken, ValueTask> action, ForEachOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);

        options ??= new ForEachOptions();
        if (Operation is null)
        {
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = options.InSegmentOrder ? 1 : options.Consumers,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(Items, parallel, action).ConfigureAwait(false);
            return;
        }

        PagedOperation<TItem> operation = Operation.Create();
        ScanSession session = await OpenAsync(Operation, cancellationToken).ConfigureAwait(false);
        var feed = new PageFeed<TItem>(operation, session, hasOneConsumer: false);
        await using var run = new ScanRun<TItem>(session, operation, () => feed, _cancellationToken, cancellationToken);
        Task completed = feed.CompleteAfterAsync(run.Ended);
        await new PageConsumers<TItem>(feed, run, action).RunAsync(options).ConfigureAwait(false);
        await completed.ConfigureAwait(false);
        feed.Abandon();
        await run.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Counts the items, which DynamoDB then reads but does not send (<c>Select=COUNT</c>). Sends one request a page.</summary>
    /// <param name="cancellationToken">Cancels the count.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="NotSupportedException">The options have a checkpoint, which does not hold the count of an earlier run.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        if (Operation is null)
        {
            return Items.Count;
        }

        PagedOperation<TItem> operation = Operation.Create(countsOnly: !Operation.Mapper.PassesOver);
        ScanSession session = await OpenAggregateAsync(Operation, cancellationToken).ConfigureAwait(false);
        var count = new CountSink<TItem>(operation, Operation.Mapper.PassesOver, session);
        await using var run = new ScanRun<TItem>(session, operation, () => count, _cancellationToken, cancellationToken);
        await run.CompleteAsync().ConfigureAwait(false);
        return count.Count;
    }

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => Operation is null ? ItemPage<TItem>.OfAsync(Items, cancellationToken) : FetchPagesAsync(Operation, cancellationToken);

    internal override Task<TState> FoldAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        => Operation is null
            ? Task.FromResult(FoldItems(aggregate))
            : FoldAsync(aggregate.Project(Operation), aggregate, cancellationToken);

    private async IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(
        ReadOperation<TItem> scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = scan.Create();
        ScanSession session = await OpenAsync(scan, cancellationToken).ConfigureAwait(false);
        var feed = new PageFeed<TItem>(operation, session, hasOneConsumer: true);
        var run = new ScanRun<TItem>(session, operation, () => feed, _cancellationToken, cancellationToken);
        Task completed = feed.CompleteAfterAsync(run.Ended);
        try
        {
            while (!run.Stopping.IsCancellationRequested && await feed.WaitToReadAsync().ConfigureAwait(false))
            {
                while (!run.Stopping.IsCancellationRequested && feed.TryRead(out ItemPage<TItem>? page))
                {
                    yield return page;
                    await run.FinishedPagesAreSavedAsync().ConfigureAwait(false);
                }
            }

            await run.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            // The workers end when the run does, and pages come until then.
            await run.DisposeAsync().ConfigureAwait(false);
            await completed.ConfigureAwait(false);
            feed.Abandon();
        }
    }

    private async Task<TState> FoldAsync<TState>(ReadOperation<TItem> scan, Aggregate<TState> aggregate, CancellationToken cancellationToken)
    {
        PagedOperation<TItem> operation = scan.Create();
        ScanSession session = await OpenAggregateAsync(scan, cancellationToken).ConfigureAwait(false);
        List<ItemFold<TState>> folds = [];
        await using (var run = new ScanRun<TItem>(session, operation, CreateSink, _cancellationToken, cancellationToken))
        {
            await run.CompleteAsync().ConfigureAwait(false);
        }

        if (folds.Count == 0)
        {
            return aggregate.Seed();
        }

        TState state = folds[0].State;
        for (int i = 1; i < folds.Count; i++)
        {
            state = aggregate.Merge!(state, folds[i].State);
        }

        return state;

        // One for each worker: only that worker changes the state that the user's seed creates.
        IPageSink CreateSink()
        {
            var fold = new ItemFold<TState>(aggregate);
            lock (folds)
            {
                folds.Add(fold);
            }

            return new FoldSink<TItem, TState>(operation, fold, session);
        }
    }

    private Task<ScanSession> OpenAggregateAsync(ReadOperation<TItem> scan, CancellationToken cancellationToken)
        => _options.ResumeFrom is null && _options.CheckpointStore is null
            ? OpenAsync(scan, cancellationToken)
            : throw new NotSupportedException(
                $"An aggregate of table '{scan.Table.Name}' cannot be resumed: a checkpoint does not hold the aggregate's state. "
                + "Leave out ResumeFrom and CheckpointStore, or process the items with ForEachAsync and store your state with the checkpoint.");

    private async Task<ScanSession> OpenAsync(ReadOperation<TItem> scan, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken, cancellationToken);
        try
        {
            ScanSession session = await ScanSession.OpenAsync(scan, _options, stop.Token).ConfigureAwait(false);
            Volatile.Write(ref _lastSession, session);
            return session;
        }
        catch (OperationCanceledException)
        {
            // The caller knows the tokens that it passed, not the one that combines them.
            cancellationToken.ThrowIfCancellationRequested();
            _cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }
}

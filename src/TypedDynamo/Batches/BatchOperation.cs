using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using TypedDynamo.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Takes elements from a sequence, sends them in batches, several requests at once, each until it is done or given up.</summary>
/// <typeparam name="TSource">What the sequence holds.</typeparam>
/// <typeparam name="TEntry">What is kept of an element while it is under way.</typeparam>
/// <param name="operation">The operation that the requests are of.</param>
/// <param name="source">The sequence.</param>
/// <param name="form">What is known of its elements.</param>
/// <param name="maxEntries">How many entries a request holds.</param>
/// <param name="concurrency">How many requests are under way at once.</param>
/// <param name="maxAttempts">How often an entry is sent.</param>
internal abstract class BatchOperation<TSource, TEntry>(
    DynamoOperation operation, IAsyncEnumerable<TSource> source, BatchForm<TSource> form, int maxEntries, int concurrency, int maxAttempts)
    : IDisposable
    where TEntry : BatchEntry
{
    // How long a request waits for more of a sequence that is slow. Less than a request takes, more than what a task needs to be resumed.
    private static readonly TimeSpan s_fillDelay = TimeSpan.FromMilliseconds(5);

    // How long a sequence has to end once its token is cancelled.
    private static readonly TimeSpan s_endDelay = TimeSpan.FromSeconds(1);

    // One worker at a time takes elements, and guards the sequence by it.
    private readonly SemaphoreSlim _sourceGate = new(1);
    private IAsyncEnumerator<TSource> _source = null!;
    private Task<bool>? _pendingMove;
    private volatile bool _sourceHasEnded;
    private long _taken;

    private CancellationToken _callToken;
    private ExceptionDispatchInfo? _firstError;

    // Where one key after the other is written, to be read in a form that can be compared.
    private readonly ByteBuffer _keyBuffer = new(256);

    public void Dispose()
    {
        _sourceGate.Dispose();
        _keyBuffer.Dispose();
    }

    /// <summary>Sends everything that the sequence holds.</summary>
    protected async Task RunAsync(CancellationToken cancellationToken)
    {
        _callToken = cancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source = source.GetAsyncEnumerator(stop.Token);
        try
        {
            await Task.Run(() => WorkAsync(concurrency - 1, stop), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await DisposeSourceAsync().ConfigureAwait(false);
        }

        // Cancelled by the caller, or by a source whose own token was cancelled: either way not all elements were taken.
        if (_firstError?.SourceException is OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        _firstError?.Throw();
    }

    /// <summary>Makes an entry of an element, unless it needs none, and adds it to the batch. One call at a time.</summary>
    /// <param name="element">The element.</param>
    /// <param name="number">Which one it is, counted from 1.</param>
    /// <param name="table">The element's table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="batch">The next request's entries.</param>
    protected abstract void Add(TSource element, long number, TableConnection table, WireKey key, List<TEntry> batch);

    /// <summary>Ends an element whose key DynamoDB does not take.</summary>
    protected abstract void Refuse(TSource element, ItemMappingException error);

    /// <summary>Adds the entries that have been waiting for others to end.</summary>
    /// <returns>A task that ends when there are more of them; null where there are none ever.</returns>
    protected virtual Task? TakeWaiting(List<TEntry> batch) => null;

    /// <summary>Sends one request, and returns the entries that DynamoDB did not process.</summary>
    protected abstract Task<List<TEntry>> SendAsync(List<TEntry> entries, CancellationToken cancellationToken);

    /// <summary>Reports progress to the caller after each request that was answered. An exception of the handler ends the call.</summary>
    protected abstract void ReportProgress();

    /// <summary>Is called before entries are sent, each time.</summary>
    protected virtual void BeforeSend(List<TEntry> entries)
    {
    }

    /// <summary>Ends entries that are not done.</summary>
    protected abstract void End(List<TEntry> entries, Exception? error);

    /// <summary>Ends entries that are not done, and tells so.</summary>
    protected void GiveUp(List<TEntry> entries, Exception? error)
    {
        End(entries, error);
        foreach (IGrouping<TableConnection, TEntry> table in entries.GroupBy(entry => entry.Table))
        {
            ReportGivenUp(table.Key, table.Count(), error);
        }
    }

    /// <summary>Logs that elements of a table are given up.</summary>
    protected void ReportGivenUp(TableConnection table, int count, Exception? error)
        => Log.EntriesAreGivenUp(table.Service.Logger, operation.Name, table.Name, count, CodeOf(error));

    /// <summary>Writes the request: each table's entries in a member of its own.</summary>
    /// <returns>The entries that are in it: one that cannot be mapped ends here. And the tables that have some.</returns>
    protected (List<TEntry> Sent, List<TableConnection> Tables) WriteRequest(ByteBuffer request, List<TEntry> entries)
    {
        var sent = new List<TEntry>(entries.Count);
        var tables = new List<TableConnection>(1);
        request.Write("{\"RequestItems\":{"u8);
        foreach (TEntry first in entries)
        {
            if (FindTable(tables, first.Table.Name) is null)
            {
                tables.Add(first.Table);
                WriteTable(request, first.Table, entries, sent);
            }
        }

        request.Write("}}"u8);
        tables.RemoveAll(table => !sent.Exists(entry => entry.Table.Name == table.Name));
        return (sent, tables);
    }

    /// <summary>Writes one table's entries as the value of its member, and adds those that are in it to <paramref name="sent"/>.</summary>
    /// <returns>Whether there is one.</returns>
    protected abstract bool WriteEntries(ByteBuffer request, TableConnection table, List<TEntry> entries, List<TEntry> sent);

    /// <summary>Sends what <see cref="WriteRequest"/> has written.</summary>
    protected Task<ServiceResponse> SendRequestAsync(
        List<TableConnection> tables, int count, ByteBuffer request, CancellationToken cancellationToken)
    {
        TableConnection first = tables[0];
        var target = new RequestTarget(first.Name)
        {
            TableNames = tables.Count == 1 ? null : tables.ConvertAll(table => table.Name),
            BatchSize = count,
        };
        return first.Service.SendAsync(operation, target, request, cancellationToken);
    }

    /// <summary>Finds the table that a response names.</summary>
    protected static TableConnection TableOf(ReadOnlySpan<byte> name, List<TableConnection> tables)
        => tables.Count == 1
            ? tables[0]
            : FindTable(tables, System.Text.Encoding.UTF8.GetString(name)) ?? throw NotSent(System.Text.Encoding.UTF8.GetString(name));

    /// <summary>Returns those of the entries that were sent that a response names as unprocessed.</summary>
    protected static List<TEntry> LeftOf(List<TEntry> sent, HashSet<BatchKey>? unprocessed)
    {
        if (unprocessed is null)
        {
            return [];
        }

        List<TEntry> left = sent.FindAll(entry => unprocessed.Contains(entry.Key));
        return left.Count == unprocessed.Count ? left : throw NotSent(unprocessed.First().TableName);
    }

    private static InvalidOperationException NotSent(string tableName)
        => new($"The response names an unprocessed item of table '{tableName}' that was not sent, so it is not known which were processed.");

    private static TableConnection? FindTable(List<TableConnection> tables, string name)
    {
        foreach (TableConnection table in tables)
        {
            if (table.Name == name)
            {
                return table;
            }
        }

        return null;
    }

    private void WriteTable(ByteBuffer request, TableConnection table, List<TEntry> entries, List<TEntry> sent)
    {
        int start = request.Length;
        if (sent.Count > 0)
        {
            request.Write((byte)',');
        }

        table.WriteNameMember(request);
        if (!WriteEntries(request, table, entries, sent))
        {
            request.Truncate(start);
        }
    }

    /// <summary>Sends batch after batch, while another worker, as long as one may be started, does the same.</summary>
    private async Task WorkAsync(int others, CancellationTokenSource stop)
    {
        Task? next = null;
        try
        {
            var batch = new List<TEntry>(maxEntries);
            while (await FillAsync(batch, stop.Token).ConfigureAwait(false))
            {
                if (next is null && others > 0 && !_sourceHasEnded)
                {
                    next = Task.Run(() => WorkAsync(others - 1, stop), CancellationToken.None);
                }

                await ProcessAsync(batch, stop.Token).ConfigureAwait(false);
                batch.Clear();
            }
        }
        catch (Exception error)
        {
            // A request that is cancelled in the middle of its answer may end with an error of the connection.
            if (_callToken.IsCancellationRequested && error is not OperationCanceledException)
            {
                error = new OperationCanceledException("The batch was cancelled.", error, _callToken);
            }

            // Only the first error is the call's: the others are what cancelling makes of the requests under way.
            if (Interlocked.CompareExchange(ref _firstError, ExceptionDispatchInfo.Capture(error), null) is null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        if (next is not null)
        {
            await next.ConfigureAwait(false);
        }
    }

    /// <summary>Takes the next entries: what has been waiting, then new ones.</summary>
    /// <returns>Whether there are any.</returns>
    private async Task<bool> FillAsync(List<TEntry> batch, CancellationToken cancellationToken)
    {
        // An entry is known to be under way before the next element is taken: the last one of a key is to win. The sequence is the user's
        // code, which may wait for what the workers report: the others go on meanwhile, and so does what has been taken already.
        await _sourceGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Task? filled = null;
            while (true)
            {
                Task? waiting = TakeWaiting(batch);
                await TakeFromSourceAsync(batch, cancellationToken).ConfigureAwait(false);
                if (_sourceHasEnded || batch.Count == maxEntries || filled is { IsCompleted: true })
                {
                    return batch.Count > 0;
                }

                if (batch.Count > 0)
                {
                    waiting = filled ??= Task.Delay(s_fillDelay, batch[0].Table.TimeProvider, cancellationToken);
                }

                // The sequence's own error is thrown when its element is taken.
                Task any = waiting is null ? _pendingMove! : Task.WhenAny(_pendingMove!, waiting);
                await any.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _sourceGate.Release();
        }
    }

    /// <summary>Takes what the sequence has at hand, and remembers that it has been asked for the next element.</summary>
    private async ValueTask TakeFromSourceAsync(List<TEntry> batch, CancellationToken cancellationToken)
    {
        try
        {
            while (batch.Count < maxEntries && !_sourceHasEnded)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ValueTask<bool> move = _pendingMove is { } pending ? new(pending) : _source.MoveNextAsync();
                if (!move.IsCompleted)
                {
                    _pendingMove = move.AsTask();
                    return;
                }

                _pendingMove = null;
                if (await move.ConfigureAwait(false))
                {
                    Take(_source.Current, batch);
                }
                else
                {
                    _sourceHasEnded = true;
                }
            }
        }
        catch
        {
            // A sequence that has failed is not asked again, by another worker that does not know of it yet.
            _sourceHasEnded = true;
            throw;
        }
    }

    private void Take(TSource element, List<TEntry> batch)
    {
        long number = ++_taken;
        form.Check(element, number);
        if (element is null)
        {
            throw new ArgumentException($"Element {number} of the batch is null.", nameof(element));
        }

        TableConnection table = form.TableOf(element);
        WireKey key;
        try
        {
            _keyBuffer.Truncate(0);
            form.WriteKey(_keyBuffer, element);
            key = WireKey.Read(_keyBuffer.Written, table.Schema);
        }
        catch (ItemMappingException error)
        {
            Refuse(element, error);
            ReportGivenUp(table, 1, error);
            return;
        }

        Add(element, number, table, key, batch);
    }

    /// <remarks>
    /// An asynchronous sequence cannot be disposed of while it is at work on its next element. One that goes on although its token is
    /// cancelled, perhaps waiting for what this call will never do, is left to end by itself.
    /// </remarks>
    private async ValueTask DisposeSourceAsync()
    {
        if (_pendingMove is { } pending)
        {
            await Task.WhenAny(pending, Task.Delay(s_endDelay, TimeProvider.System)).ConfigureAwait(false);
            if (!pending.IsCompleted)
            {
                _ = DisposeAfterAsync(pending);
                return;
            }

            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task DisposeAfterAsync(Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Sends some entries until each is done or given up.</summary>
    private async Task ProcessAsync(List<TEntry> entries, CancellationToken cancellationToken)
    {
        int fruitless = 0;
        for (int attempt = 1; entries.Count > 0; attempt++)
        {
            BeforeSend(entries);
            Exception? error = null;
            List<TEntry> unprocessed;
            try
            {
                unprocessed = await SendAsync(entries, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (ServiceErrors.MayBeRepeated(exception, cancellationToken))
            {
                error = exception;
                unprocessed = StillUnderWay(entries);
            }
            catch (Exception exception) when (ServiceErrors.IsValidation(exception))
            {
                await ProcessHalvesAsync(StillUnderWay(entries), exception, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (error is null)
            {
                ReportProgress();
            }

            if (attempt == maxAttempts)
            {
                GiveUp(unprocessed, error);
                return;
            }

            // A table that takes part of a request is not overwhelmed: the waits grow only while it takes nothing.
            List<TEntry> sent = entries;
            fruitless = unprocessed.Count < sent.Count ? 1 : fruitless + 1;
            entries = unprocessed;
            if (entries.Count > 0)
            {
                TimeSpan wait = Backoff.Next(fruitless);
                ReportRetry(entries, sent, attempt, error, wait);
                await Task.Delay(wait, entries[0].Table.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Finds the entry that DynamoDB refuses: one bad entry fails the request of all.</summary>
    private async Task ProcessHalvesAsync(List<TEntry> entries, Exception error, CancellationToken cancellationToken)
    {
        if (entries.Count <= 1)
        {
            GiveUp(entries, error);
            return;
        }

        int half = entries.Count / 2;
        await ProcessAsync(entries[..half], cancellationToken).ConfigureAwait(false);
        await ProcessAsync(entries[half..], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves out the entries that ended while the request was written.</summary>
    private static List<TEntry> StillUnderWay(List<TEntry> entries) => entries.FindAll(entry => !entry.HasEnded);

    private static string CodeOf(Exception? error) => error is null ? "Unprocessed" : Telemetry.TypeOf(error);

    private void ReportRetry(List<TEntry> left, List<TEntry> sent, int attempt, Exception? error, TimeSpan wait)
    {
        if (!left[0].Table.Service.Logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        foreach (IGrouping<TableConnection, TEntry> table in left.GroupBy(entry => entry.Table))
        {
            int leftCount = table.Count();
            int sentCount = sent.Count(entry => entry.Table == table.Key);
            string code = CodeOf(error);
            Log.BatchIsSentAgain(
                table.Key.Service.Logger, operation.Name, table.Key.Name, leftCount, sentCount, attempt, code, (long)wait.TotalMilliseconds);
        }
    }
}

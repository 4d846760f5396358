using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes many items by BatchWriteItem, several requests at once.</summary>
/// <remarks>
/// DynamoDB refuses two writes of one key in a request, and keeps no order between requests. So a key is with one worker at a time: a
/// later item of the same key takes the place of one that has not been sent, and waits for one that has. The last one of a call wins.
/// </remarks>
internal sealed class BatchWriteOperation<TItem, TKey> : IDisposable
{
    // DynamoDB API Reference, BatchWriteItem.
    private const int MaxBatchItems = 25;

    private static readonly TimeSpan s_baseDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(20);

    private readonly TableConnection _table;
    private readonly TableMapper<TItem, TKey> _mapper;
    private readonly PutManyOptions _options;

    private readonly SemaphoreSlim _sourceGate = new(1);
    private readonly IEnumerator<TItem> _source;

    // The state that the workers share; _lock guards all of it.
    private readonly object _lock = new();
    private readonly Dictionary<WireKey, Entry> _underWay = [];
    private readonly Queue<Entry> _successors = new();
    private readonly List<BatchFailure<TItem>> _failures = [];
    private long _written;

    private BatchWriteOperation(
        TableConnection table, TableMapper<TItem, TKey> mapper, IEnumerator<TItem> source, PutManyOptions options)
    {
        _table = table;
        _mapper = mapper;
        _source = source;
        _options = options;
    }

    public static async Task<BatchResult<TItem>> SendAsync(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        IEnumerable<TItem> items,
        PutManyOptions options,
        CancellationToken cancellationToken)
    {
        if (table.Schema.Version is not null && !options.IgnoreVersions)
        {
            throw new InvalidOperationException(
                $"The items of table '{table.Name}' have versions, which PutManyAsync cannot check: BatchWriteItem takes no conditions. "
                + $"Put them one by one with PutAsync, or set {nameof(PutManyOptions)}.{nameof(PutManyOptions.IgnoreVersions)} "
                + "to overwrite whatever is stored.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var operation = new BatchWriteOperation<TItem, TKey>(table, mapper, items.GetEnumerator(), options);
        var workers = new Task[options.Concurrency];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(() => operation.WorkAsync(stop), CancellationToken.None);
        }

        await WhenAllOrFirstErrorAsync(workers, cancellationToken).ConfigureAwait(false);
        return new BatchResult<TItem>(operation._written, operation._failures);
    }

    public void Dispose()
    {
        _source.Dispose();
        _sourceGate.Dispose();
    }

    /// <summary>Waits for all workers, and throws the first error rather than what cancelling made of the others.</summary>
    private static async Task WhenAllOrFirstErrorAsync(Task[] workers, CancellationToken cancellationToken)
    {
        await ((Task)Task.WhenAll(workers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Task worker in workers)
        {
            if (worker.IsFaulted)
            {
                await worker.ConfigureAwait(false);
            }
        }

        // Cancelled by the caller, or by a source whose own token was cancelled: either way not all items were taken.
        cancellationToken.ThrowIfCancellationRequested();
        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            var batch = new List<Entry>(MaxBatchItems);
            while (await FillAsync(batch, stop.Token).ConfigureAwait(false))
            {
                await WriteAsync(batch, stop.Token).ConfigureAwait(false);
                batch.Clear();
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes up to 25 entries, each of a key that no other worker has.</summary>
    private async Task<bool> FillAsync(List<Entry> batch, CancellationToken cancellationToken)
    {
        // The source has a gate of its own, held from an item's arrival until its key is known to be under way: the last one of a key is
        // to win. It runs the user's code, which may wait for what the other workers report.
        await _sourceGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TakeSuccessors(batch);
            while (batch.Count < MaxBatchItems && _source.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Take(_source.Current, batch);
            }

            return batch.Count > 0;
        }
        finally
        {
            _sourceGate.Release();
        }
    }

    private void TakeSuccessors(List<Entry> batch)
    {
        lock (_lock)
        {
            while (batch.Count < MaxBatchItems && _successors.TryDequeue(out Entry? successor))
            {
                batch.Add(successor);
            }
        }
    }

    private void Take(TItem item, List<Entry> batch)
    {
        if (item is null)
        {
            throw new ArgumentException("One of the items is null.", nameof(item));
        }

        WireKey key;
        try
        {
            key = KeyOf(item);
        }
        catch (ItemMappingException error)
        {
            lock (_lock)
            {
                _failures.Add(new BatchFailure<TItem>(item, error));
            }

            return;
        }

        lock (_lock)
        {
            if (_underWay.TryGetValue(key, out Entry? earlier))
            {
                earlier.Replace(item);
                return;
            }

            var entry = new Entry(key, item);
            _underWay.Add(key, entry);
            batch.Add(entry);
        }
    }

    /// <summary>Writes some entries until each is written or given up.</summary>
    private async Task WriteAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        int fruitless = 0;
        for (int attempt = 1; entries.Count > 0; attempt++)
        {
            Exception? error = null;
            List<Entry> unprocessed;
            try
            {
                unprocessed = await SendAsync(entries, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested
                && (ServiceErrors.IsTransient(exception) || exception is OperationCanceledException))
            {
                // A cancellation that nobody here asked for is a client's own time limit.
                error = exception;
                unprocessed = StillUnderWay(entries);
            }
            catch (Exception exception) when (ServiceErrors.IsValidation(exception))
            {
                await WriteHalvesAsync(StillUnderWay(entries), exception, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (attempt == _options.MaxAttempts)
            {
                GiveUp(unprocessed, error);
                return;
            }

            // A table that takes part of a request is not overwhelmed: the waits grow only while it takes nothing.
            fruitless = unprocessed.Count < entries.Count ? 1 : fruitless + 1;
            entries = unprocessed;
            if (entries.Count > 0)
            {
                await Task.Delay(Backoff(fruitless), _table.TimeProvider, cancellationToken).ConfigureAwait(false);
                TakeReplacements(entries);
            }
        }
    }

    /// <summary>Finds the item that DynamoDB refuses: one bad item fails the request of all.</summary>
    private async Task WriteHalvesAsync(List<Entry> entries, Exception error, CancellationToken cancellationToken)
    {
        if (entries.Count <= 1)
        {
            GiveUp(entries, error);
            return;
        }

        int half = entries.Count / 2;
        await WriteAsync(entries[..half], cancellationToken).ConfigureAwait(false);
        await WriteAsync(entries[half..], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends one request, and returns the entries that DynamoDB did not process.</summary>
    private async Task<List<Entry>> SendAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer(4096);
        List<Entry> sent = WriteRequest(request, entries);
        if (sent.Count == 0)
        {
            return sent;
        }

        using ServiceResponse response = await _table.SendAsync(DynamoOperation.BatchWriteItem, request, cancellationToken).ConfigureAwait(false);
        HashSet<WireKey> unprocessed = ReadUnprocessedKeys(response.Body);

        List<Entry> left = sent.FindAll(entry => unprocessed.Contains(entry.Key));
        if (left.Count != unprocessed.Count)
        {
            throw new InvalidOperationException(
                $"The response of table '{_table.Name}' names an unprocessed item that was not sent, so it is not known which were written.");
        }

        long written;
        lock (_lock)
        {
            foreach (Entry entry in sent)
            {
                if (!unprocessed.Contains(entry.Key))
                {
                    _written++;
                    End(entry);
                }
            }

            written = _written;
        }

        _options.Progress?.Report(written);
        return left;
    }

    /// <summary>Writes the request, and returns the entries that are in it: one that cannot be mapped ends here.</summary>
    private List<Entry> WriteRequest(ByteBuffer request, List<Entry> entries)
    {
        var sent = new List<Entry>(entries.Count);
        DateTimeOffset time = _table.TimeProvider.GetUtcNow();
        request.Write("{\"RequestItems\":{"u8);
        _table.WriteNameMember(request);
        request.Write((byte)'[');
        foreach (Entry entry in entries)
        {
            int start = request.Length;
            try
            {
                request.Write(sent.Count == 0 ? "{\"PutRequest\":{\"Item\":"u8 : ",{\"PutRequest\":{\"Item\":"u8);
                ItemRequest.Write(request, _table, _mapper, entry.Item, time);
                request.Write("}}"u8);
                sent.Add(entry);
            }
            catch (ItemMappingException error)
            {
                request.Truncate(start);
                GiveUp([entry], error);
            }
        }

        request.Write("]}}"u8);
        return sent;
    }

    private HashSet<WireKey> ReadUnprocessedKeys(ReadOnlySpan<byte> response)
    {
        HashSet<WireKey> keys = [];
        var reader = new ItemReader(response, _table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("UnprocessedItems"u8))
            {
                reader.SkipMember();
                continue;
            }

            // One table, so one member; each of its elements is {"PutRequest":{"Item":{…}}}.
            while (reader.ReadMember(out _))
            {
                while (reader.ReadItemStart())
                {
                    while (reader.ReadMember(out _))
                    {
                        while (reader.ReadMember(out _))
                        {
                            keys.Add(WireKey.Read(reader.ReadRawMember(), _table.Schema));
                        }
                    }
                }
            }
        }

        return keys;
    }

    private void TakeReplacements(List<Entry> entries)
    {
        lock (_lock)
        {
            foreach (Entry entry in entries)
            {
                entry.TakeReplacement();
            }
        }
    }

    private void GiveUp(List<Entry> entries, Exception? error)
    {
        lock (_lock)
        {
            foreach (Entry entry in entries)
            {
                _failures.Add(new BatchFailure<TItem>(entry.Item, error));
                End(entry);
            }
        }
    }

    /// <summary>Frees an entry's key, or starts the item that has been waiting for it. Called under the lock.</summary>
    private void End(Entry entry)
    {
        entry.HasEnded = true;
        if (entry.TakeReplacement())
        {
            var successor = new Entry(entry.Key, entry.Item);
            _underWay[entry.Key] = successor;
            _successors.Enqueue(successor);
        }
        else
        {
            _underWay.Remove(entry.Key);
        }
    }

    /// <summary>Leaves out the entries that ended while the request was written.</summary>
    private static List<Entry> StillUnderWay(List<Entry> entries) => entries.FindAll(entry => !entry.HasEnded);

    private WireKey KeyOf(TItem item)
    {
        using var buffer = new ByteBuffer(256);
        buffer.Write((byte)'{');
        var writer = new ItemWriter(buffer, _table.Context);
        _mapper.WriteKey(ref writer, _mapper.KeyOf(item));
        buffer.Write((byte)'}');
        return WireKey.Read(buffer.Written, _table.Schema);
    }

    /// <summary>Returns a random wait, so that workers throttled together do not come back together.</summary>
    private static TimeSpan Backoff(int fruitless)
    {
        TimeSpan limit = s_baseDelay * Math.Pow(2, Math.Min(fruitless - 1, 30));
        return (limit < s_maxDelay ? limit : s_maxDelay) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>A key, and the item that is to be written under it.</summary>
    private sealed class Entry(WireKey key, TItem item)
    {
        private TItem? _replacement;
        private bool _hasReplacement;

        public WireKey Key { get; } = key;

        public TItem Item { get; private set; } = item;

        /// <summary>Gets or sets whether the item is written or given up.</summary>
        public bool HasEnded { get; set; }

        public void Replace(TItem item)
        {
            _replacement = item;
            _hasReplacement = true;
        }

        /// <summary>Goes on with the later item, if there is one.</summary>
        public bool TakeReplacement()
        {
            if (!_hasReplacement)
            {
                return false;
            }

            Item = _replacement!;
            _replacement = default;
            _hasReplacement = false;
            return true;
        }
    }
}

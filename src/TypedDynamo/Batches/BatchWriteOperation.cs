using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Puts and deletes many items of one client's tables by BatchWriteItem, several requests at once.</summary>
/// <remarks>
/// DynamoDB refuses two writes of one key in a request, and keeps no order between requests. So a key is with one worker at a time: a
/// later write of the same key takes the place of one that has not been sent, and waits for one that has. The last one of a call wins.
/// </remarks>
internal sealed class BatchWriteOperation<TWrite> : BatchOperation<TWrite, BatchWriteOperation<TWrite>.Entry>
{
    // DynamoDB API Reference, BatchWriteItem. A request may have 16 MB, which 25 items of 400 KB, the most that one can have, do not reach.
    private const int MaxBatchItems = 25;

    private readonly WriteForm<TWrite> _form;
    private readonly IProgress<long>? _progress;

    // The state that the workers share; _lock guards all of it.
    private readonly object _lock = new();
    private readonly Dictionary<BatchKey, Entry> _underWay = [];
    private readonly Queue<Entry> _successors = new();
    private readonly List<BatchFailure<TWrite>> _failures = [];
    private TaskCompletionSource _successorAdded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;

    private BatchWriteOperation(IAsyncEnumerable<TWrite> writes, WriteForm<TWrite> form, BatchWriteOptions options)
        : base(DynamoOperation.BatchWriteItem, writes, form, MaxBatchItems, options.Concurrency, options.MaxAttempts)
    {
        _form = form;
        _progress = options.Progress;
    }

    public static async Task<BatchResult<TWrite>> SendAsync(
        IAsyncEnumerable<TWrite> writes, WriteForm<TWrite> form, BatchWriteOptions options, CancellationToken cancellationToken)
    {
        using var operation = new BatchWriteOperation<TWrite>(writes, form, options);
        await operation.RunAsync(cancellationToken).ConfigureAwait(false);
        return new BatchResult<TWrite>(operation._written, operation._failures);
    }

    protected override void Add(TWrite element, long number, TableConnection table, WireKey key, List<Entry> batch)
    {
        lock (_lock)
        {
            var batchKey = new BatchKey(table.Name, key);
            if (_underWay.TryGetValue(batchKey, out Entry? earlier))
            {
                earlier.Replace(element);
                return;
            }

            var entry = new Entry(table, key, element);
            _underWay.Add(batchKey, entry);
            batch.Add(entry);
        }
    }

    protected override void Refuse(TWrite element, ItemMappingException error)
    {
        lock (_lock)
        {
            _failures.Add(new BatchFailure<TWrite>(element, error));
        }
    }

    protected override Task? TakeWaiting(List<Entry> batch)
    {
        lock (_lock)
        {
            while (batch.Count < MaxBatchItems && _successors.TryDequeue(out Entry? successor))
            {
                batch.Add(successor);
            }

            if (_successors.Count == 0 && _successorAdded.Task.IsCompleted)
            {
                _successorAdded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _successorAdded.Task;
        }
    }

    protected override async Task<List<Entry>> SendAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer(4096);
        (List<Entry> sent, List<TableConnection> tables) = WriteRequest(request, entries);
        if (sent.Count == 0)
        {
            return sent;
        }

        using ServiceResponse response = await SendRequestAsync(tables, sent.Count, request, cancellationToken).ConfigureAwait(false);
        List<Entry> left = LeftOf(sent, ReadUnprocessedKeys(response.Body, tables));
        EndWritten(sent, left);
        return left;
    }

    protected override void ReportProgress()
    {
        if (_progress is null)
        {
            return;
        }

        long written;
        lock (_lock)
        {
            written = _written;
        }

        _progress.Report(written);
    }

    protected override bool WriteEntries(ByteBuffer request, TableConnection table, List<Entry> entries, List<Entry> sent)
    {
        DateTimeOffset time = table.TimeProvider.GetUtcNow();
        int first = sent.Count;
        request.Write((byte)'[');
        foreach (Entry entry in entries)
        {
            if (entry.Table.Name != table.Name)
            {
                continue;
            }

            int start = request.Length;
            try
            {
                request.Write(sent.Count == first ? default : ","u8);
                _form.WriteElement(request, entry.Write, time);
                sent.Add(entry);
            }
            catch (ItemMappingException error)
            {
                request.Truncate(start);
                GiveUp([entry], error);
            }
        }

        request.Write((byte)']');
        return sent.Count > first;
    }

    protected override void BeforeSend(List<Entry> entries)
    {
        lock (_lock)
        {
            foreach (Entry entry in entries)
            {
                entry.TakeReplacement();
            }
        }
    }

    protected override void End(List<Entry> entries, Exception? error)
    {
        lock (_lock)
        {
            foreach (Entry entry in entries)
            {
                _failures.Add(new BatchFailure<TWrite>(entry.Write, error));
                End(entry);
            }
        }
    }

    private static HashSet<BatchKey>? ReadUnprocessedKeys(ReadOnlySpan<byte> response, List<TableConnection> tables)
    {
        HashSet<BatchKey>? keys = null;
        var reader = new ItemReader(response, tables[0].Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("UnprocessedItems"u8))
            {
                reader.SkipMember();
                continue;
            }

            // A member for each table, whose elements are {"PutRequest":{"Item":{…}}} or {"DeleteRequest":{"Key":{…}}}.
            while (reader.ReadMember(out ReadOnlySpan<byte> tableName))
            {
                TableConnection table = TableOf(tableName, tables);
                while (reader.ReadItemStart())
                {
                    while (reader.ReadMember(out _))
                    {
                        while (reader.ReadMember(out _))
                        {
                            keys ??= [];
                            keys.Add(new BatchKey(table.Name, WireKey.Read(reader.ReadRawMember(), table.Schema)));
                        }
                    }
                }
            }
        }

        return keys;
    }

    /// <summary>Ends the entries that were written, and counts them.</summary>
    private void EndWritten(List<Entry> sent, List<Entry> left)
    {
        lock (_lock)
        {
            // Those left are in the order of those sent.
            int next = 0;
            foreach (Entry entry in sent)
            {
                if (next < left.Count && left[next] == entry)
                {
                    next++;
                    continue;
                }

                _written++;
                End(entry);
            }
        }
    }

    /// <summary>Frees an entry's key, or starts the write that has been waiting for it. Called under the lock.</summary>
    private void End(Entry entry)
    {
        entry.HasEnded = true;
        if (entry.TakeReplacement())
        {
            var successor = new Entry(entry.Table, entry.Key.Key, entry.Write);
            _underWay[entry.Key] = successor;
            _successors.Enqueue(successor);
            _successorAdded.TrySetResult();
        }
        else
        {
            _underWay.Remove(entry.Key);
        }
    }

    /// <summary>A key, and what is to be written under it.</summary>
    internal sealed class Entry(TableConnection table, WireKey key, TWrite write) : BatchEntry(table, key)
    {
        private TWrite? _replacement;
        private bool _hasReplacement;

        public TWrite Write { get; private set; } = write;

        public void Replace(TWrite write)
        {
            _replacement = write;
            _hasReplacement = true;
        }

        /// <summary>Goes on with the later write, if there is one.</summary>
        public bool TakeReplacement()
        {
            if (!_hasReplacement)
            {
                return false;
            }

            Write = _replacement!;
            _replacement = default;
            _hasReplacement = false;
            return true;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads many items of one client's tables by BatchGetItem, several requests at once, each key once.</summary>
internal sealed class BatchGetOperation<TGet, TResult> : BatchOperation<TGet, BatchGetOperation<TGet, TResult>.Entry>
{
    // DynamoDB API Reference, BatchGetItem. What does not fit into an answer of 16 MB comes back as unprocessed.
    private const int MaxBatchKeys = 100;

    private readonly ReadForm<TGet, TResult> _form;
    private readonly BatchGetOptions _options;
    private readonly Channel<ItemPage<TResult>> _pages;

    // All keys of the call. Only the worker that takes elements looks at them.
    private readonly Dictionary<BatchKey, Entry> _asked = [];

    // The state that the workers share; _lock guards all of it.
    private readonly object _lock = new();
    private readonly List<TGet> _unread = [];
    private Exception? _lastError;
    private long _answered;

    private ExceptionDispatchInfo? _error;

    private BatchGetOperation(IAsyncEnumerable<TGet> gets, ReadForm<TGet, TResult> form, BatchGetOptions options)
        : base(DynamoOperation.BatchGetItem, gets, form, MaxBatchKeys, options.Concurrency, options.MaxAttempts)
    {
        _form = form;
        _options = options;
        _pages = Channel.CreateBounded<ItemPage<TResult>>(new BoundedChannelOptions(options.Concurrency) { SingleReader = true });
    }

    /// <summary>Fetches the items, a page a request. The caller disposes of each page once its items are taken.</summary>
    public static async IAsyncEnumerable<ItemPage<TResult>> FetchPagesAsync(
        IAsyncEnumerable<TGet> gets,
        ReadForm<TGet, TResult> form,
        BatchGetOptions options,
        CancellationToken callToken,
        [EnumeratorCancellation] CancellationToken enumerationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(callToken, enumerationToken);
        using var operation = new BatchGetOperation<TGet, TResult>(gets, form, options);
        ChannelReader<ItemPage<TResult>> pages = operation._pages.Reader;
        Task run = operation.RunToEndAsync(stop.Token);
        try
        {
            while (await pages.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && pages.TryRead(out ItemPage<TResult>? page))
                {
                    yield return page;
                }

                enumerationToken.ThrowIfCancellationRequested();
                callToken.ThrowIfCancellationRequested();
            }

            enumerationToken.ThrowIfCancellationRequested();
            callToken.ThrowIfCancellationRequested();
            operation._error?.Throw();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
            while (pages.TryRead(out ItemPage<TResult>? page))
            {
                page.Dispose();
            }
        }
    }

    protected override void Add(TGet element, long number, TableConnection table, WireKey key, List<Entry> batch)
    {
        var entry = new Entry(table, key, element);
        if (_asked.TryAdd(entry.Key, entry))
        {
            batch.Add(entry);
        }
        else
        {
            _form.CheckRepeat(_asked[entry.Key].Get, element, number);
        }
    }

    protected override void Refuse(TGet element, ItemMappingException error) => AddUnread([element], error);

    protected override async Task<List<Entry>> SendAsync(List<Entry> entries, CancellationToken cancellationToken)
    {
        ItemPage<TResult> page;
        List<Entry> left;
        using (var request = new ByteBuffer(4096))
        {
            (List<Entry> sent, List<TableConnection> tables) = WriteRequest(request, entries);
            using ServiceResponse response = await SendRequestAsync(tables, sent.Count, request, cancellationToken).ConfigureAwait(false);
            (page, left) = ReadResponse(response.Body, sent, tables);
            response.ReportItems(page.Count);
        }

        // The response's memory is free while the page waits for the consumer.
        try
        {
            await _pages.Writer.WriteAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            page.Dispose();
            throw;
        }

        Interlocked.Add(ref _answered, entries.Count - left.Count);
        return left;
    }

    protected override void ReportProgress() => _options.Progress?.Report(Interlocked.Read(ref _answered));

    protected override bool WriteEntries(ByteBuffer request, TableConnection table, List<Entry> entries, List<Entry> sent)
    {
        int first = sent.Count;
        request.Write("{\"Keys\":["u8);
        foreach (Entry entry in entries)
        {
            if (entry.Table.Name == table.Name)
            {
                request.Write(sent.Count == first ? default : ","u8);
                _form.WriteKey(request, entry.Get);
                sent.Add(entry);
            }
        }

        request.Write((byte)']');
        request.Write(_options.Consistent ? ",\"ConsistentRead\":true"u8 : default);
        _form.WriteProjection(request, sent[first].Get);
        request.Write((byte)'}');
        return true;
    }

    protected override void End(List<Entry> entries, Exception? error) => AddUnread(entries.Select(entry => entry.Get), error);

    /// <summary>Reads everything, and ends the channel whatever happens.</summary>
    private async Task RunToEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken).ConfigureAwait(false);
            if (_unread.Count > 0)
            {
                _error = ExceptionDispatchInfo.Capture(new BatchGetException<TGet>(_unread, _lastError));
            }
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }

        _pages.Writer.Complete();
    }

    private void AddUnread(IEnumerable<TGet> gets, Exception? error)
    {
        lock (_lock)
        {
            _unread.AddRange(gets);
            _lastError = error ?? _lastError;
        }
    }

    private (ItemPage<TResult> Page, List<Entry> Left) ReadResponse(
        ReadOnlySpan<byte> response, List<Entry> sent, List<TableConnection> tables)
    {
        HashSet<BatchKey>? unprocessed = null;
        var page = new ItemPage<TResult>(sent.Count) { ByteLength = response.Length };
        try
        {
            var reader = new ItemReader(response, tables[0].Context);
            while (reader.ReadMember(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("Responses"u8))
                {
                    ReadItems(ref reader, sent, tables, page);
                }
                else if (name.SequenceEqual("UnprocessedKeys"u8))
                {
                    unprocessed = ReadUnprocessedKeys(ref reader, tables);
                }
                else
                {
                    reader.SkipMember();
                }
            }

            reader.ExpectEnd();
            page.ScannedCount = page.MatchedCount;
            return (page, LeftOf(sent, unprocessed));
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    private void ReadItems(ref ItemReader reader, List<Entry> sent, List<TableConnection> tables, ItemPage<TResult> page)
    {
        Dictionary<BatchKey, TGet>? gets = _form.IsKeyed ? sent.ToDictionary(entry => entry.Key, entry => entry.Get) : null;
        while (reader.ReadMember(out ReadOnlySpan<byte> tableName))
        {
            TableConnection table = TableOf(tableName, tables);
            while (reader.ReadItemStart())
            {
                page.MatchedCount++;
                if (gets is not null)
                {
                    ReadKeyedItem(reader.ReadRawItem(), table, gets, page);
                }
                else if (_form.TryRead(ref reader, default!, out TResult result))
                {
                    page.Add(result);
                }
                else
                {
                    reader.ReadRawItem();
                }
            }
        }
    }

    private void ReadKeyedItem(ReadOnlySpan<byte> item, TableConnection table, Dictionary<BatchKey, TGet> gets, ItemPage<TResult> page)
    {
        var key = new BatchKey(table.Name, WireKey.Read(item, table.Schema));
        if (!gets.TryGetValue(key, out TGet? get))
        {
            throw new InvalidOperationException($"The response holds an item of table '{table.Name}' that was not asked for.");
        }

        var reader = new ItemReader(item, table.Context);
        reader.ReadItemStart();
        if (_form.TryRead(ref reader, get, out TResult result))
        {
            page.Add(result);
        }
    }

    private static HashSet<BatchKey>? ReadUnprocessedKeys(ref ItemReader reader, List<TableConnection> tables)
    {
        // A member for each table, as in the request: {"Keys":[{…},…],"ConsistentRead":true}.
        HashSet<BatchKey>? keys = null;
        while (reader.ReadMember(out ReadOnlySpan<byte> tableName))
        {
            TableConnection table = TableOf(tableName, tables);
            while (reader.ReadMember(out ReadOnlySpan<byte> name))
            {
                if (!name.SequenceEqual("Keys"u8))
                {
                    reader.SkipMember();
                    continue;
                }

                while (reader.ReadItemStart())
                {
                    keys ??= [];
                    keys.Add(new BatchKey(table.Name, WireKey.Read(reader.ReadRawItem(), table.Schema)));
                }
            }
        }

        return keys;
    }

    /// <summary>A key, and what has asked for it.</summary>
    internal sealed class Entry(TableConnection table, WireKey key, TGet get) : BatchEntry(table, key)
    {
        public TGet Get { get; } = get;
    }
}

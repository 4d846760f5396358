using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Distributes the items of a parallel scan's pages to several consumers.</summary>
internal sealed class PageConsumers<TItem>(PageFeed<TItem> feed, ScanRun<TItem> run, Func<TItem, CancellationToken, ValueTask> action)
{
    private readonly object _lock = new();
    private readonly Dictionary<SegmentCursor, Queue<ItemPage<TItem>>> _waiting = [];
    private SharedPage? _shared;

    /// <summary>Processes all items. The first error becomes the error of the run.</summary>
    public Task RunAsync(ForEachOptions options)
    {
        var consumers = new Task[options.Consumers];
        for (int i = 0; i < consumers.Length; i++)
        {
            consumers[i] = Task.Run(() => ConsumeAsync(options.InSegmentOrder), CancellationToken.None);
        }

        return Task.WhenAll(consumers);
    }

    private async Task ConsumeAsync(bool inSegmentOrder)
    {
        try
        {
            do
            {
                if (inSegmentOrder)
                {
                    await ConsumePagesAsync().ConfigureAwait(false);
                }
                else
                {
                    await ConsumeItemsAsync().ConfigureAwait(false);
                }
            }
            while (await feed.WaitToReadAsync().ConfigureAwait(false));
        }
        catch (Exception error)
        {
            run.Fail(error);
        }
    }

    /// <summary>Processes item after item of the page that all consumers share, while there is one.</summary>
    private async Task ConsumeItemsAsync()
    {
        while (TryShare(out SharedPage? page))
        {
            while (page.TryTake(out TItem? item))
            {
                run.Stopping.ThrowIfCancellationRequested();
                await action(item, run.Stopping).ConfigureAwait(false);
                if (page.Finish())
                {
                    await run.FinishedPagesAreSavedAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private bool TryShare([NotNullWhen(true)] out SharedPage? page)
    {
        lock (_lock)
        {
            while (_shared is not { HasItems: true })
            {
                if (!feed.TryRead(out ItemPage<TItem>? next))
                {
                    page = null;
                    return false;
                }

                _shared = new SharedPage(next);
            }

            page = _shared;
            return true;
        }
    }

    /// <summary>Processes page after page, those of a segment one after the other, while there are any.</summary>
    private async Task ConsumePagesAsync()
    {
        while (TryTakePage(out ItemPage<TItem>? page))
        {
            SegmentCursor segment = page.Segment!;
            do
            {
                using (page)
                {
                    for (int i = 0; i < page.Count; i++)
                    {
                        run.Stopping.ThrowIfCancellationRequested();
                        await action(page[i], run.Stopping).ConfigureAwait(false);
                    }

                    page.Finish();
                }

                await run.FinishedPagesAreSavedAsync().ConfigureAwait(false);
            }
            while (TryTakeNext(segment, out page));
        }
    }

    private bool TryTakePage([NotNullWhen(true)] out ItemPage<TItem>? page)
    {
        lock (_lock)
        {
            while (feed.TryRead(out page))
            {
                if (_waiting.TryAdd(page.Segment!, new Queue<ItemPage<TItem>>()))
                {
                    return true;
                }

                // The consumer that works on the segment takes this page next.
                _waiting[page.Segment!].Enqueue(page);
            }

            return false;
        }
    }

    private bool TryTakeNext(SegmentCursor segment, [NotNullWhen(true)] out ItemPage<TItem>? page)
    {
        lock (_lock)
        {
            bool isThere = _waiting[segment].TryDequeue(out page);
            if (!isThere)
            {
                _waiting.Remove(segment);
            }

            return isThere;
        }
    }

    /// <summary>A page whose items several consumers process. It is finished when its last item is.</summary>
    private sealed class SharedPage
    {
        private readonly ItemPage<TItem> _page;
        private readonly int _count;
        private int _taken;
        private int _left;

        public SharedPage(ItemPage<TItem> page)
        {
            _page = page;
            _count = page.Count;

            // One more than there are items, so that an empty page is finished too.
            _left = page.Count + 1;
            Finish();
        }

        public bool HasItems => Volatile.Read(ref _taken) < _count;

        public bool TryTake([MaybeNullWhen(false)] out TItem item)
        {
            int index = Interlocked.Increment(ref _taken) - 1;
            bool isThere = index < _count;
            item = isThere ? _page[index] : default;
            return isThere;
        }

        /// <summary>Records that an item is finished.</summary>
        /// <returns>Whether the whole page is finished now.</returns>
        public bool Finish()
        {
            bool isLast = Interlocked.Decrement(ref _left) == 0;
            if (isLast)
            {
                _page.Finish();
                _page.Dispose();
            }

            return isLast;
        }
    }
}

using System.Buffers;
using System.Runtime.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>The items of one page of a query or scan, in a pooled array.</summary>
internal sealed class ItemPage<TItem> : PageEnd, IDisposable
{
    private TItem[] _items;
    private Action<ItemPage<TItem>>? _released;
    private Action<ItemPage<TItem>>? _finished;

    public ItemPage(int capacity)
    {
        _items = ArrayPool<TItem>.Shared.Rent(capacity);
    }

    /// <summary>Makes the one page of a sequence that has its items already.</summary>
    public static async IAsyncEnumerable<ItemPage<TItem>> OfAsync(
        IReadOnlyList<TItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var page = new ItemPage<TItem>(Math.Max(items.Count, 1)) { ScannedCount = items.Count };
        foreach (TItem item in items)
        {
            page.Add(item);
        }

        await Task.CompletedTask.ConfigureAwait(false);
        yield return page;
    }

    public int Count { get; private set; }

    public ReadOnlySpan<TItem> Items => _items.AsSpan(0, Count);

    public TItem this[int index] => _items[index];

    public void Add(TItem item)
    {
        if (Count == _items.Length)
        {
            TItem[] larger = ArrayPool<TItem>.Shared.Rent(Count * 2);
            Items.CopyTo(larger);
            Return(_items, Count);
            _items = larger;
        }

        _items[Count++] = item;
    }

    /// <summary>Leaves out the items after the first <paramref name="count"/>: a mock or fake client may send more than it was asked for.</summary>
    public void Truncate(int count)
    {
        if (Count > count)
        {
            Array.Clear(_items, count, Count - count);
            Count = count;
        }
    }

    /// <summary>Has the one called once the consumer has finished all items, and the other one once the page holds none any more.</summary>
    public void Notify(Action<ItemPage<TItem>> finished, Action<ItemPage<TItem>> released)
    {
        _finished = finished;
        _released = released;
    }

    /// <summary>Records that the consumer has finished all items. A consumer that leaves in mid-page only disposes of it.</summary>
    public void Finish() => _finished?.Invoke(this);

    public void Dispose()
    {
        TItem[] items = Interlocked.Exchange(ref _items, []);
        if (items.Length > 0)
        {
            Return(items, Count);
            Count = 0;
            _released?.Invoke(this);
        }
    }

    private static void Return(TItem[] items, int count)
    {
        // The pool must not keep the user's objects alive.
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>())
        {
            Array.Clear(items, 0, count);
        }

        ArrayPool<TItem>.Shared.Return(items);
    }
}

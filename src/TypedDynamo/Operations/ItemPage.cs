using System.Buffers;
using System.Runtime.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>The items of one page of a query or scan, in a pooled array.</summary>
internal sealed class ItemPage<TItem> : PageEnd, IDisposable
{
    private TItem[] _items;
    private Action<int>? _released;

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

    /// <summary>Gets or sets the length of the response's body.</summary>
    public int ByteLength { get; set; }

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

    /// <summary>Leaves out the items behind the first <paramref name="count"/>: a client that is no real one may send more than it was asked for.</summary>
    public void Truncate(int count)
    {
        if (Count > count)
        {
            Array.Clear(_items, count, Count - count);
            Count = count;
        }
    }

    /// <summary>Has <paramref name="released"/> called with <see cref="ByteLength"/> once the page's items have been taken.</summary>
    public void OnReleased(Action<int> released) => _released = released;

    public void Dispose()
    {
        TItem[] items = Interlocked.Exchange(ref _items, []);
        if (items.Length > 0)
        {
            Return(items, Count);
            Count = 0;
            _released?.Invoke(ByteLength);
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

using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Counts what a parallel scan has read.</summary>
internal sealed class ScanStatistics
{
    private const int LargestCount = 10;

    private readonly object _lock = new();
    private readonly PriorityQueue<SegmentLoad, long> _largest = new();
    private long _items;
    private long _scannedItems;
    private long _pages;
    private long _bytes;
    private double _readUnits;
    private int _endedSegments;
    private long _endedItems;

    public void Add(SegmentCursor segment, PageEnd page)
    {
        lock (_lock)
        {
            _items += page.ItemCount;
            _scannedItems += page.ScannedCount;
            _pages++;
            _bytes += page.ByteLength;
            _readUnits += page.ReadUnits ?? 0;
            if (page.LastEvaluatedKey is null)
            {
                AddSegment(new SegmentLoad(segment.Index, segment.Pages, segment.ScannedItems, segment.Bytes));
            }
        }
    }

    /// <summary>Returns the sums so far.</summary>
    /// <param name="segments">The number of segments, and of the finished ones.</param>
    /// <param name="concurrency">The number of requests that may be under way.</param>
    /// <param name="elapsed">The time so far.</param>
    /// <param name="estimatedItems">The estimated number of items.</param>
    public ScanProgress GetProgress((int Count, int Finished) segments, int concurrency, TimeSpan elapsed, long? estimatedItems)
    {
        lock (_lock)
        {
            SegmentLoad[] largest = [.. _largest.UnorderedItems.Select(item => item.Element)];
            Array.Sort(largest, static (left, right) => right.Items.CompareTo(left.Items));
            return new ScanProgress
            {
                Items = _items,
                ScannedItems = _scannedItems,
                Pages = _pages,
                Bytes = _bytes,
                ReadUnits = _readUnits,
                FinishedSegments = segments.Finished,
                Segments = segments.Count,
                Concurrency = concurrency,
                Elapsed = elapsed,
                EstimatedItems = estimatedItems,
                EstimatedTimeLeft = estimatedItems is { } all && _scannedItems > 0
                    ? TimeLeft(elapsed, (double)Math.Max(0, all - _scannedItems) / _scannedItems)
                    : null,
                LargestSegments = largest,
                MeanSegmentItems = _endedSegments == 0 ? 0 : (double)_endedItems / _endedSegments,
            };
        }
    }

    // A first page of one item, and then a long wait, would take a large table more years than a TimeSpan has: that is no estimate.
    private static TimeSpan? TimeLeft(TimeSpan elapsed, double times)
        => elapsed.TotalDays * times < TimeSpan.MaxValue.TotalDays / 2 ? elapsed * times : null;

    private void AddSegment(SegmentLoad segment)
    {
        _endedSegments++;
        _endedItems += segment.Items;
        if (_largest.Count < LargestCount)
        {
            _largest.Enqueue(segment, segment.Items);
        }
        else
        {
            _largest.EnqueueDequeue(segment, segment.Items);
        }
    }
}

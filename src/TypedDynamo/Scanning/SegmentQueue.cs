using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>The segments of one scan: those to be scanned, those begun, and those finished.</summary>
/// <remarks>A segment that has not begun, or that is finished, takes one bit: there may be a million.</remarks>
internal sealed class SegmentQueue
{
    private readonly object _lock = new();
    private readonly ulong[] _finished;
    private readonly Dictionary<int, SegmentCursor> _begun = [];
    private readonly Queue<SegmentCursor> _returned = new();
    private readonly int _first;
    private readonly int _end;
    private int _next;
    private int _finishedCount;

    /// <param name="first">The first segment of the scan's share.</param>
    /// <param name="end">The segment after its last one.</param>
    public SegmentQueue(int first, int end)
    {
        _first = first;
        _end = end;
        _next = first;
        _finished = new ulong[(end - first + 63) / 64];
    }

    /// <summary>Gets the number of segments to scan, including those that an earlier run has finished.</summary>
    public int Count => _end - _first;

    public int FinishedCount
    {
        get
        {
            lock (_lock)
            {
                return _finishedCount;
            }
        }
    }

    /// <summary>Gets whether a segment waits for a worker.</summary>
    public bool HasNext
    {
        get
        {
            lock (_lock)
            {
                SkipBegun();
                return _returned.Count > 0 || _next < _end;
            }
        }
    }

    /// <summary>Gets whether the consumer has finished a page, in this run or in one that it resumes.</summary>
    public bool HasProgress
    {
        get
        {
            lock (_lock)
            {
                return _finishedCount > 0 || _begun.Values.Any(segment => segment.FinishedKey is not null);
            }
        }
    }

    /// <summary>Continues where an earlier run has ended.</summary>
    public void Resume(IEnumerable<(int First, int End)> finished, IEnumerable<(int Segment, byte[] Key)> positions)
    {
        foreach ((int first, int end) in finished)
        {
            for (int segment = first; segment < end; segment++)
            {
                SetFinished(segment);
            }
        }

        foreach ((int segment, byte[] key) in positions)
        {
            var cursor = new SegmentCursor(segment, key);
            _begun.Add(segment, cursor);
            _returned.Enqueue(cursor);
        }
    }

    /// <summary>Takes a segment to scan: one that was returned, or the next one.</summary>
    public bool TryTake([NotNullWhen(true)] out SegmentCursor? segment)
    {
        lock (_lock)
        {
            if (_returned.TryDequeue(out segment))
            {
                return true;
            }

            SkipBegun();
            if (_next >= _end)
            {
                return false;
            }

            segment = new SegmentCursor(_next);
            _begun.Add(_next++, segment);
            return true;
        }
    }

    /// <summary>Returns a segment to the queue, for another worker to continue.</summary>
    public void Return(SegmentCursor segment)
    {
        lock (_lock)
        {
            _returned.Enqueue(segment);
        }
    }

    /// <summary>Records that a page was fetched.</summary>
    public void Add(SegmentCursor segment, PageEnd page)
    {
        lock (_lock)
        {
            segment.Add(page);
        }
    }

    /// <summary>Records that the consumer has finished a page.</summary>
    public void Finish(SegmentCursor segment, PageEnd page)
    {
        lock (_lock)
        {
            if (segment.Finish(page))
            {
                _begun.Remove(segment.Index);
                SetFinished(segment.Index);
            }
        }
    }

    /// <summary>Returns what is finished: whole segments as ranges, and positions in others. A page that is not finished will be read
    /// again.</summary>
    public (List<(int First, int End)> Finished, List<(int Segment, byte[] Key)> Positions) GetPositions()
    {
        lock (_lock)
        {
            List<(int First, int End)> ranges = [];
            for (int segment = _first; segment < _end; segment++)
            {
                int offset = segment - _first;
                ulong word = offset % 64 == 0 ? _finished[offset / 64] : 1;
                if (word is 0 or ulong.MaxValue)
                {
                    // Most words are all ones or all zeros, and only where there are 64 segments are there 64 ones.
                    if (word != 0)
                    {
                        AddRange(segment, segment + 64);
                    }

                    segment += 63;
                }
                else if (IsFinished(segment))
                {
                    AddRange(segment, segment + 1);
                }
            }

            void AddRange(int first, int end)
            {
                bool continues = ranges.Count > 0 && ranges[^1].End == first;
                if (continues)
                {
                    ranges[^1] = (ranges[^1].First, end);
                }
                else
                {
                    ranges.Add((first, end));
                }
            }

            List<(int Segment, byte[] Key)> positions = [];
            foreach (SegmentCursor cursor in _begun.Values)
            {
                if (cursor.FinishedKey is { } key)
                {
                    positions.Add((cursor.Index, key));
                }
            }

            positions.Sort(static (left, right) => left.Segment.CompareTo(right.Segment));
            return (ranges, positions);
        }
    }

    // Skips segments that are finished or begun according to a checkpoint.
    private void SkipBegun()
    {
        while (_next < _end && (IsFinished(_next) || _begun.ContainsKey(_next)))
        {
            _next++;
        }
    }

    private bool IsFinished(int segment)
    {
        int offset = segment - _first;
        return (_finished[offset / 64] & (1UL << (offset % 64))) != 0;
    }

    private void SetFinished(int segment)
    {
        int offset = segment - _first;
        _finished[offset / 64] |= 1UL << (offset % 64);
        _finishedCount++;
    }
}

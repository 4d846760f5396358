using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>A segment that has begun: where its next page starts, and how far the consumer has finished it.</summary>
/// <remarks>Its pages come in their order, for one worker at a time holds it; the consumer may finish them in another.</remarks>
internal sealed class SegmentCursor(int index, byte[]? startKey = null)
{
    private readonly Queue<PageEnd> _unfinished = new();

    public int Index { get; } = index;

    /// <summary>Gets the wire form of the last page's LastEvaluatedKey; null for the segment's first page.</summary>
    public byte[]? NextKey { get; private set; } = startKey;

    /// <summary>Gets the LastEvaluatedKey of the last page up to which the consumer has finished all; null before the first one's end.</summary>
    public byte[]? FinishedKey { get; private set; } = startKey;

    public int Pages { get; private set; }

    /// <summary>Gets how many items DynamoDB has read, whatever a filter left of them.</summary>
    public long ScannedItems { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Takes the page that was fetched last.</summary>
    public void Add(PageEnd page)
    {
        _unfinished.Enqueue(page);
        NextKey = page.LastEvaluatedKey;
        Pages++;
        ScannedItems += page.ScannedCount;
        Bytes += page.ByteLength;
    }

    /// <summary>Notes that the consumer has finished a page.</summary>
    /// <returns>Whether with it the whole segment is finished.</returns>
    public bool Finish(PageEnd page)
    {
        page.IsFinished = true;
        bool isLast = false;
        while (_unfinished.TryPeek(out PageEnd? first) && first.IsFinished)
        {
            _unfinished.Dequeue();
            FinishedKey = first.LastEvaluatedKey;
            isLast = first.LastEvaluatedKey is null;
        }

        return isLast;
    }
}

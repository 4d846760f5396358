namespace TypedDynamo;

/// <summary>How a table is read by many requests at once.</summary>
/// <remarks>Segments say how the table is cut, concurrency how many requests are under way: more segments than requests keep all of them busy to the end.</remarks>
public sealed record ParallelScanOptions : ScanOptions
{
    // DynamoDB API Reference, Scan, TotalSegments.
    private const int MaxSegments = 1_000_000;

    private readonly int _segments = 32;
    private readonly int _concurrency = 8;
    private readonly long _bufferBytes = 16 * 1024 * 1024;

    /// <summary>Gets into how many segments the table is cut: DynamoDB's <c>TotalSegments</c>, 1 to 1,000,000.</summary>
    /// <value>The default is 32.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int Segments
    {
        get => _segments;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Segments));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSegments, nameof(Segments));
            _segments = value;
        }
    }

    /// <summary>Gets how many requests are under way at once, at least 1. No more than there are segments ever are.</summary>
    /// <value>The default is 8.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Concurrency
    {
        get => _concurrency;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Concurrency));
            _concurrency = value;
        }
    }

    /// <summary>Gets how many bytes of pages may wait for the consumer, measured as DynamoDB sent them, at least 1.</summary>
    /// <remarks>
    /// Once they are reached no request leaves before the consumer has taken a page. The pages that are under way by then still come,
    /// so at most this many bytes and one page for each of <see cref="Concurrency"/> are held.
    /// </remarks>
    /// <value>The default is 16,777,216 (16 MB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long BufferBytes
    {
        get => _bufferBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BufferBytes));
            _bufferBytes = value;
        }
    }
}

namespace TypedDynamo;

/// <summary>Options of a serial scan.</summary>
public record ScanOptions
{
    private readonly int? _pageSize;

    /// <summary>Gets the number of items that DynamoDB reads for one page: its <c>Limit</c>, at least 1.</summary>
    /// <value>The default is <see langword="null"/>: a page holds up to 1 MB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? PageSize
    {
        get => _pageSize;
        init
        {
            if (value is { } items)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(items, 1, nameof(PageSize));
            }

            _pageSize = value;
        }
    }

    /// <summary>Gets whether reads are strongly consistent, at twice the capacity: a page then holds everything written before its request.</summary>
    /// <value>The default is <see langword="false"/>: eventually consistent.</value>
    public bool Consistent { get; init; }
}

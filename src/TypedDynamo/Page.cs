namespace TypedDynamo;

/// <summary>One page of a query or scan: the answer to one request.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class Page<TItem>
{
    internal Page(IReadOnlyList<TItem> items, int scannedCount)
    {
        Items = items;
        ScannedCount = scannedCount;
    }

    /// <summary>Gets the items. A page may be empty although others follow.</summary>
    public IReadOnlyList<TItem> Items { get; }

    /// <summary>Gets how many items DynamoDB read, and charged, for the page.</summary>
    public int ScannedCount { get; }
}

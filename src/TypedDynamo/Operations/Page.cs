namespace TypedDynamo;

/// <summary>One page of a query or scan: the answer to one request.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class Page<TItem>
{
    internal Page(IReadOnlyList<TItem> items, int scannedCount, string? continuationToken = null)
    {
        Items = items;
        ScannedCount = scannedCount;
        ContinuationToken = continuationToken;
    }

    /// <summary>Gets the items. A page may be empty although others follow.</summary>
    public IReadOnlyList<TItem> Items { get; }

    /// <summary>Gets how many items DynamoDB read, and charged, for the page.</summary>
    public int ScannedCount { get; }

    /// <summary>Gets what <c>ToPageAsync</c> takes to read the next page; <see langword="null"/> on the last one.</summary>
    /// <remarks>
    /// The token is text that may stand in a URL. It belongs to the query or scan that gave it, with the same table, index, key condition
    /// and order; the page size may change. It is not secret: it holds the key of the last item in readable form. The pages of
    /// <c>Pages()</c> have none.
    /// </remarks>
    public string? ContinuationToken { get; }
}

using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Counts items: by DynamoDB's own count of a page without items, or in whole pages where items of other types must be left out.</summary>
internal sealed class CountSink<TItem>(PagedOperation<TItem> operation, bool countsHere, ScanSession session) : IPageSink
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public ValueTask WaitAsync(CancellationToken cancellationToken) => default;

    public void Hold(int bytes)
    {
    }

    public PageEnd Read(in ServiceResponse response)
    {
        if (!countsHere)
        {
            PageEnd end = operation.ReadEnd(in response);
            Interlocked.Add(ref _count, end.MatchedCount);
            return end;
        }

        using ItemPage<TItem> page = operation.Read(in response);
        Interlocked.Add(ref _count, page.ItemCount);
        return page;
    }

    public void Pass(PageEnd page) => session.Finish(page);
}

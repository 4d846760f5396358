using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Adds the pages of one worker to an aggregate of its own.</summary>
/// <remarks>Nothing waits for a consumer, so there is no buffer.</remarks>
internal sealed class FoldSink<TItem, TState>(PagedOperation<TItem> operation, ItemFold<TState> fold, ScanSession session) : IPageSink
{
    public TState State => fold.State;

    public ValueTask WaitAsync(CancellationToken cancellationToken) => default;

    public void Hold(int bytes)
    {
    }

    public PageEnd Read(in ServiceResponse response) => operation.Fold(fold, in response);

    public void Pass(PageEnd page) => session.Finish(page);
}

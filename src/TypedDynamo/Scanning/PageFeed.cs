using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Passes the pages that the workers have decoded to the consumer.</summary>
/// <remarks><see cref="ByteBudget"/> limits what waits in it, not the channel.</remarks>
internal sealed class PageFeed<TItem> : IPageSink
{
    private readonly PagedOperation<TItem> _operation;
    private readonly ByteBudget _budget;
    private readonly Action<ItemPage<TItem>> _finished;
    private readonly Action<ItemPage<TItem>> _released;
    private readonly Channel<ItemPage<TItem>> _pages;

    public PageFeed(PagedOperation<TItem> operation, ScanSession session, bool hasOneConsumer)
    {
        _operation = operation;
        _budget = new ByteBudget(session.Options.BufferBytes);
        _pages = Channel.CreateUnbounded<ItemPage<TItem>>(new UnboundedChannelOptions { SingleReader = hasOneConsumer });
        _finished = session.Finish;
        _released = page => _budget.Release(page.ByteLength);
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => _budget.WaitAsync(cancellationToken);

    public void Hold(int bytes) => _budget.Take(bytes);

    public PageEnd Read(in ServiceResponse response)
    {
        ItemPage<TItem> page = _operation.Read(in response);
        page.Notify(_finished, _released);
        return page;
    }

    public void Pass(PageEnd page) => _pages.Writer.TryWrite((ItemPage<TItem>)page);

    /// <summary>Completes the feed when a scan has ended: no page follows.</summary>
    public async Task CompleteAfterAsync(Task scan)
    {
        await scan.ConfigureAwait(false);
        _pages.Writer.Complete();
    }

    /// <summary>Disposes of the pages that nobody will take.</summary>
    public void Abandon()
    {
        while (_pages.Reader.TryRead(out ItemPage<TItem>? page))
        {
            page.Dispose();
        }
    }

    /// <summary>Waits for a page.</summary>
    /// <returns><see langword="false"/> if no page follows.</returns>
    public ValueTask<bool> WaitToReadAsync() => _pages.Reader.WaitToReadAsync(CancellationToken.None);

    public bool TryRead([NotNullWhen(true)] out ItemPage<TItem>? page) => _pages.Reader.TryRead(out page);
}

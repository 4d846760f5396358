using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>Hands the consumer the pages that the workers have decoded.</summary>
/// <remarks>What waits in it is limited by <see cref="ByteBudget"/>, not by the channel.</remarks>
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

    /// <summary>Says that no page will come any more once a scan has ended.</summary>
    public async Task CompleteAfterAsync(Task scan)
    {
        await scan.ConfigureAwait(false);
        _pages.Writer.Complete();
    }

    /// <summary>Lets go of the pages that nobody will take.</summary>
    public void Abandon()
    {
        while (_pages.Reader.TryRead(out ItemPage<TItem>? page))
        {
            page.Dispose();
        }
    }

    /// <summary>Waits for a page.</summary>
    /// <returns><see langword="false"/> if none will come any more.</returns>
    public ValueTask<bool> WaitToReadAsync() => _pages.Reader.WaitToReadAsync(CancellationToken.None);

    public bool TryRead([NotNullWhen(true)] out ItemPage<TItem>? page) => _pages.Reader.TryRead(out page);
}

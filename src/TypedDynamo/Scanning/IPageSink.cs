using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>What becomes of a parallel scan's pages: objects for a consumer, an aggregate, or a count.</summary>
internal interface IPageSink
{
    /// <summary>Waits until another page may come.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a page has come, before the next one is asked for.</summary>
    /// <param name="bytes">The response's length.</param>
    void Hold(int bytes);

    /// <summary>Reads a page, while the segment's next one is under way.</summary>
    PageEnd Read(in ServiceResponse response);

    /// <summary>Passes on a page that was read, once its segment has noted it. Who takes it says when it is finished.</summary>
    /// <param name="page">The page.</param>
    void Pass(PageEnd page);
}

using TypedDynamo.Operations;

namespace TypedDynamo.Scanning;

/// <summary>The receiver of a parallel scan's pages, which makes of them objects for a consumer, an aggregate, or a count.</summary>
internal interface IPageSink
{
    /// <summary>Waits until another page may be requested.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>Records that a page was received, before the next one is requested.</summary>
    /// <param name="bytes">The response's length.</param>
    void Hold(int bytes);

    /// <summary>Reads a page, while the segment's next one is under way.</summary>
    PageEnd Read(in ServiceResponse response);

    /// <summary>Passes on a page that was read, after its segment has recorded it. The consumer of the page reports when it is finished.</summary>
    /// <param name="page">The page.</param>
    void Pass(PageEnd page);
}

using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>Items that DynamoDB sends page by page: what a query or a scan yields to <c>await foreach</c>.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <remarks>
/// Nothing is sent before the enumeration starts, and each enumeration reads anew. The type is not itself an
/// <see cref="IAsyncEnumerable{T}"/>, lest LINQ's operators, which work in the client, be taken for DynamoDB's;
/// <see cref="AsAsyncEnumerable"/> is there for those who want them.
/// </remarks>
public abstract class ItemSequence<TItem>
{
    private protected ItemSequence()
    {
    }

    /// <summary>Starts an enumeration. <c>await foreach</c> calls this.</summary>
    /// <param name="cancellationToken">Cancels the enumeration and the requests under way.</param>
    /// <returns>The enumerator.</returns>
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);

    /// <summary>Lets a token end the enumeration and the requests under way.</summary>
    /// <param name="cancellationToken">The token.</param>
    /// <returns>The same items.</returns>
    public ConfiguredCancelableAsyncEnumerable<TItem> WithCancellation(CancellationToken cancellationToken)
        => AsAsyncEnumerable().WithCancellation(cancellationToken);

    /// <summary>Configures whether the consumer goes on in its captured context.</summary>
    /// <param name="continueOnCapturedContext"><see langword="false"/> to go on anywhere.</param>
    /// <returns>The same items.</returns>
    public ConfiguredCancelableAsyncEnumerable<TItem> ConfigureAwait(bool continueOnCapturedContext)
        => AsAsyncEnumerable().ConfigureAwait(continueOnCapturedContext);

    /// <summary>Gives the items to code that takes an <see cref="IAsyncEnumerable{T}"/>.</summary>
    /// <returns>The same items.</returns>
    public IAsyncEnumerable<TItem> AsAsyncEnumerable() => EnumerateAsync();

    /// <summary>Gives the items as DynamoDB sends them: a page a request, empty pages among them.</summary>
    /// <returns>The pages. Requests are sent as they are enumerated.</returns>
    public IAsyncEnumerable<Page<TItem>> Pages() => EnumeratePagesAsync();

    /// <summary>Reads the first item, and no more than DynamoDB must read to find it.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The item, or the default value if there is none.</returns>
    public async Task<TItem?> FirstOrDefaultAsync(CancellationToken cancellationToken = default)
    {
        await foreach (TItem item in First().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return item;
        }

        return default;
    }

    /// <summary>Reads all items into memory.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The items.</returns>
    public async Task<List<TItem>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var items = new List<TItem>();
        List<ItemPage<TItem>> pages = [];
        await foreach (ItemPage<TItem> page in FetchPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            using (page)
            {
                items.AddRange(page.Items);
                pages.Add(page);
            }
        }

        // Until the caller gets the list, a page that fails takes all others with it: no checkpoint may pass over them.
        foreach (ItemPage<TItem> page in pages)
        {
            page.Finish();
        }

        return items;
    }

    /// <summary>Gives the sequence of the first item alone, where less need be read for it.</summary>
    private protected virtual ItemSequence<TItem> First() => this;

    /// <summary>Fetches the pages, which the caller disposes of one after the other.</summary>
    internal abstract IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken);

    private async IAsyncEnumerable<TItem> EnumerateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ItemPage<TItem> page in FetchPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            using (page)
            {
                for (int i = 0; i < page.Count; i++)
                {
                    yield return page[i];
                }

                page.Finish();
            }
        }
    }

    private async IAsyncEnumerable<Page<TItem>> EnumeratePagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ItemPage<TItem> page in FetchPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            using (page)
            {
                yield return new Page<TItem>(page.Items.ToArray(), page.ScannedCount);
                page.Finish();
            }
        }
    }
}

using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>The items of a query, or of a scan that is not parallel: one page follows the other.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
public abstract class SerialSequence<TItem, TTokens> : ReadSequence<TItem, TTokens>
    where TTokens : struct, ITokens<TTokens>
{
    private protected SerialSequence(ReadOperation<TItem> operation, CancellationToken cancellationToken)
        : base(operation)
    {
        CancellationToken = cancellationToken;
    }

    private protected SerialSequence(IReadOnlyList<TItem> items)
        : base(items)
    {
    }

    /// <summary>Gets the token that the call which made the sequence was given.</summary>
    private protected CancellationToken CancellationToken { get; }

    /// <summary>Reads one page, and returns the token of the next one: for clients that come back for more later. Sends one request.</summary>
    /// <remarks><c>PageSize</c> says how many items DynamoDB reads for the page. It may be empty although others follow.</remarks>
    /// <param name="continuationToken">The last page's <see cref="Page{TItem}.ContinuationToken"/>, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ContinuationTokenException">The token is damaged, or of another query, scan or filter. Nothing was sent.</exception>
    public Task<Page<TItem>> ToPageAsync(string? continuationToken = null, CancellationToken cancellationToken = default)
        => Operation is { } operation
            ? ReadAsync(token => operation.FetchPageAsync(continuationToken, token), cancellationToken)
            : Task.FromResult(new Page<TItem>(Items, Items.Count));

    /// <summary>Counts the items, which DynamoDB then reads but does not send (<c>Select=COUNT</c>). Sends one request a page.</summary>
    /// <param name="cancellationToken">Cancels the count.</param>
    /// <returns>The number of items, at most that of <c>Take</c>.</returns>
    public virtual Task<long> CountAsync(CancellationToken cancellationToken = default)
        => Operation is { } operation ? ReadAsync(operation.CountAsync, cancellationToken) : Task.FromResult((long)Items.Count);

    internal override IAsyncEnumerable<ItemPage<TItem>> FetchPagesAsync(CancellationToken cancellationToken)
        => Operation?.FetchPagesAsync(cancellationToken) ?? ItemPage<TItem>.OfAsync(Items, cancellationToken);

    internal override async Task<TState> FoldAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
    {
        if (Operation is not { } operation)
        {
            return FoldItems(aggregate);
        }

        var fold = new ItemFold<TState>(aggregate, operation.Take);
        return await ReadAsync(ReadAllAsync, cancellationToken).ConfigureAwait(false);

        async Task<TState> ReadAllAsync(CancellationToken token)
        {
            await aggregate.Project(operation).FoldAsync(fold, token).ConfigureAwait(false);
            return fold.State;
        }
    }

    /// <summary>Reads with a token that stands for both: the caller's, and the one that the sequence was made with.</summary>
    private Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        return CancellationToken.CanBeCanceled ? ReadLinkedAsync() : read(cancellationToken);

        async Task<T> ReadLinkedAsync()
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
            return await read(stop.Token).ConfigureAwait(false);
        }
    }
}

using System.ComponentModel;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <content>Queries and scans, and reads of a part of the attributes.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Returns the table's items as a projection, to read and update only the projection's attributes.</summary>
    /// <typeparam name="TProjection">A type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
    /// <returns>The table's items as that type.</returns>
    /// <exception cref="InvalidOperationException">The type is not a projection of the item.</exception>
    public virtual TableProjection<TProjection, TKey, TUpdate, TCondition> Select<TProjection>()
        => new TableProjection<TItem, TProjection, TKey, TUpdate, TCondition>(Connection, Mapping);

    /// <summary>Reads the whole table: filtered if you like, one page after the other or with many requests at once.</summary>
    /// <remarks>The whole table is charged. Nothing is sent before the enumeration starts.</remarks>
    /// <returns>The scan.</returns>
    public virtual Scan<TItem, TCondition, TCondition> Scan() => new(CreateScan(new ScanOptions()));

    /// <summary>
    /// Reads the whole table, one Scan request after the other, and requests the next page while the consumer reads the current one.
    /// </summary>
    /// <remarks>The whole table is charged. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Page size and consistency.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual Scan<TItem, TCondition, TCondition> ScanAllAsync(ScanOptions? options = null, CancellationToken cancellationToken = default)
        => new(CreateScan(options ?? new ScanOptions()), cancellationToken);

    /// <summary>Reads the whole table by many Scan requests at once, in no particular order.</summary>
    /// <remarks>
    /// The whole table is charged, and read in less time: see <see cref="ParallelScanOptions"/>. Nothing is sent before the enumeration
    /// starts.
    /// </remarks>
    /// <param name="options">Segments, concurrency and more. By default the scan tunes itself.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The items.</returns>
    public virtual ParallelScan<TItem, TCondition> ScanAllParallelAsync(
        ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        return new ParallelScan<TItem, TCondition>(CreateScan(options), options, cancellationToken);
    }

    /// <summary>Reads one item by its key.</summary>
    /// <typeparam name="TResult">The item type, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <param name="key">The item's primary key.</param>
    /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
    /// <param name="select">Makes the result from whether the item exists, and the item.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <inheritdoc cref="GetAsync(TKey, bool, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> GetItemAsync<TResult>(
        TKey key, bool consistent, Func<bool, TItem, TResult> select, CancellationToken cancellationToken)
        => GetItemOperation.SendAsync(Connection, Mapping, Mapping, isProjected: false, key, consistent, select, cancellationToken);

    /// <summary>Begins the key condition of a query. Generated code calls this.</summary>
    /// <param name="key">The same, for the sort key's token.</param>
    /// <returns>A condition without restrictions.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected KeyCondition BeginKey(out KeyCondition key) => key = Connection.BeginKey();

    /// <summary>Reads the items under one partition key, in the order of their sort keys.</summary>
    /// <remarks>
    /// Nothing is sent before the query is enumerated. Then it sends one Query request a page, which costs half a read unit for each 4 KB that are read, or
    /// one if the query is consistent; by default the items may be some milliseconds old. The enumeration throws the service's own exceptions.
    /// </remarks>
    /// <typeparam name="TFilter">The tokens of the query's filters.</typeparam>
    /// <param name="partitionKey">The condition on the partition key, begun by <see cref="BeginKey"/>.</param>
    /// <param name="sortKey">The condition on the sort key; the default value means none.</param>
    /// <returns>The query, to be enumerated by <c>await foreach</c>.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Query<TItem, TCondition, TFilter> CreateQuery<TFilter>(KeyCondition partitionKey, KeyCondition sortKey = default)
        where TFilter : struct, ITokens<TFilter>
        => new(Connection.CreateQuery(null, Mapping, partitionKey, sortKey));

    private ReadOperation<TItem> CreateScan(ScanOptions options) => ScanOperation.Create(Connection, null, Mapping, options);
}

using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Scanning;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>A secondary index of a table. The generator writes the derived class, which adds the queries.</summary>
/// <typeparam name="TItem">
/// The type of the index's items: the table's item type, or a generated type with the attributes that the index holds.
/// </typeparam>
/// <typeparam name="TTokens">The generated tokens of the attributes of that type.</typeparam>
/// <typeparam name="TFilter">The generated tokens of a scan's filter: all attributes that the index holds.</typeparam>
/// <remarks>The members are virtual, and there is a constructor without a table, so that the index can be mocked.</remarks>
public abstract class DynamoIndex<TItem, TTokens, TFilter> : DynamoIndex
    where TTokens : struct, ITokens<TTokens>
    where TFilter : struct, ITokens<TFilter>
{
    private readonly ItemMapper<TItem>? _mapper;

    /// <summary>Makes an index without a table, for mocks. A verb that the mock does not replace throws <see cref="InvalidOperationException"/>.</summary>
    protected DynamoIndex()
    {
    }

    /// <summary>Makes an index. Generated code calls this.</summary>
    /// <param name="table">The table.</param>
    /// <param name="schema">The index's schema.</param>
    /// <param name="mapper">Maps the index's items.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected DynamoIndex(DynamoTable table, IndexSchema schema, ItemMapper<TItem> mapper)
        : base(table, schema)
    {
        ArgumentNullException.ThrowIfNull(mapper);

        _mapper = mapper;
    }

    private ItemMapper<TItem> Mapper => _mapper ?? throw DynamoTable.NoClient();

    /// <summary>Reads the whole index: filtered if you like, one page after the other or with many requests at once.</summary>
    /// <remarks>The whole index is charged. An item that lacks one of the index's keys is not in it. Nothing is sent before the enumeration starts.</remarks>
    /// <returns>The scan.</returns>
    public virtual Scan<TItem, TTokens, TFilter> Scan() => new(ScanOperation.Create(Connection, Schema, Mapper, new ScanOptions()));

    /// <summary>
    /// Reads the whole index, one Scan request after the other, and requests the next page while the consumer reads the current one.
    /// </summary>
    /// <remarks>The whole index is charged. An item that lacks one of the index's keys is not in it. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Page size, and consistency for a local index.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="NotSupportedException">The options ask for consistent reads of a global index.</exception>
    public virtual Scan<TItem, TTokens, TFilter> ScanAllAsync(ScanOptions? options = null, CancellationToken cancellationToken = default)
        => new(ScanOperation.Create(Connection, Schema, Mapper, options ?? new ScanOptions()), cancellationToken);

    /// <summary>Reads the whole index by many Scan requests at once, in no particular order.</summary>
    /// <remarks>The whole index is charged. An item that lacks one of the index's keys is not in it. Nothing is sent before the enumeration starts.</remarks>
    /// <param name="options">Segments, concurrency and more. By default the scan tunes itself.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="NotSupportedException">The options ask for consistent reads of a global index.</exception>
    public virtual ParallelScan<TItem, TTokens> ScanAllParallelAsync(
        ParallelScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ParallelScanOptions();
        return new ParallelScan<TItem, TTokens>(ScanOperation.Create(Connection, Schema, Mapper, options), options, cancellationToken);
    }

    /// <summary>Begins the key condition of a query. Generated code calls this.</summary>
    /// <param name="key">The same, for the sort key's token.</param>
    /// <returns>A condition without restrictions.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected KeyCondition BeginKey(out KeyCondition key) => key = Connection.BeginKey();

    /// <summary>Reads the items under one partition key of the index, in the order of their sort keys.</summary>
    /// <remarks>
    /// Nothing is sent before the query is enumerated. Then it sends one Query request a page, which costs half a read unit for each 4 KB
    /// that are read. A local index can be read consistently, at twice the cost; attributes that it does not hold DynamoDB fetches from the
    /// table, at half a unit or one for each 4 KB of each item. A global index is eventually consistent: it lags its table. The enumeration
    /// throws the service's own exceptions.
    /// </remarks>
    /// <typeparam name="TQueryFilter">The tokens of the query's filters.</typeparam>
    /// <param name="partitionKey">The condition on the partition key, begun by <see cref="BeginKey"/>.</param>
    /// <param name="sortKey">The condition on the sort key; the default value means none.</param>
    /// <returns>The query, to be enumerated by <c>await foreach</c>.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Query<TItem, TTokens, TQueryFilter> CreateQuery<TQueryFilter>(KeyCondition partitionKey, KeyCondition sortKey = default)
        where TQueryFilter : struct, ITokens<TQueryFilter>
        => new(Connection.CreateQuery(Schema, Mapper, partitionKey, sortKey));
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>A table, whatever its items: what its indexes, and operations over several tables, need of it.</summary>
public abstract class DynamoTable
{
    private protected DynamoTable()
    {
    }

    private protected DynamoTable(TableConnection connection)
    {
        OptionalConnection = connection;
    }

    /// <summary>Gets the table's name in DynamoDB: prefix, and annotated name or the one given in its place.</summary>
    public virtual string TableName => Connection.Name;

    internal TableConnection Connection => OptionalConnection ?? throw NoClient();

    private TableConnection? OptionalConnection { get; }

    internal static InvalidOperationException NoClient()
        => new("This table was made without a client, for a mock that did not replace the member now called.");
}

/// <summary>A table of typed items and keys, as operations over several tables take it.</summary>
/// <typeparam name="TItem">The annotated type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
public abstract class DynamoTable<TItem, TKey> : DynamoTable
{
    private readonly TableMapper<TItem, TKey>? _mapper;

    private protected DynamoTable()
    {
    }

    private protected DynamoTable(TableConnection connection, TableMapper<TItem, TKey> mapper)
        : base(connection)
    {
        _mapper = mapper;
    }

    internal TableMapper<TItem, TKey> Mapping => _mapper ?? throw NoClient();

    internal ItemRead<TResult> CreateRead<TResult>(TKey key, Func<bool, TItem, TResult> select)
        => new ItemRead<TItem, TKey, TItem, TResult>(Connection, Mapping, Mapping, isProjected: false, key, select);
}

/// <summary>The items of a table as a projection of them, as operations over several tables take it.</summary>
/// <typeparam name="TProjection">The type marked with <see cref="DynamoProjectionAttribute"/>.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
public abstract class TableProjection<TProjection, TKey>
{
    private protected TableProjection()
    {
    }

    /// <summary>Gets the table's name.</summary>
    /// <exception cref="InvalidOperationException">The projection was made without a table, for mocks.</exception>
    internal virtual string TableName => throw DynamoTable.NoClient();

    /// <summary>Creates the read of a part of an item.</summary>
    /// <exception cref="InvalidOperationException">The projection was made without a table, for mocks.</exception>
    internal virtual ItemRead<TResult> CreateRead<TResult>(TKey key, Func<bool, TProjection, TResult> select) => throw DynamoTable.NoClient();
}

/// <summary>An index, whatever its items.</summary>
public abstract class DynamoIndex
{
    private readonly DynamoTable? _table;
    private readonly IndexSchema? _schema;

    private protected DynamoIndex()
    {
    }

    private protected DynamoIndex(DynamoTable table, IndexSchema schema)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(schema);

        _table = table;
        _schema = schema;
    }

    /// <summary>Gets what the annotations say about the index.</summary>
    public virtual IndexSchema Schema => _schema ?? throw DynamoTable.NoClient();

    internal TableConnection Connection => _table?.Connection ?? throw DynamoTable.NoClient();
}

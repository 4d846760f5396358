using System.Collections.Immutable;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A secondary index as its annotations describe it.</summary>
public sealed class IndexSchema
{
    internal IndexSchema(
        string name, IndexKind kind, ImmutableArray<KeyPart> partitionKey, ImmutableArray<KeyPart> sortKey, IndexProjection projection,
        ImmutableArray<AttributePath> included)
    {
        Name = name;
        JsonName = JsonText.Escape(name);
        Kind = kind;
        PartitionKey = partitionKey;
        SortKey = sortKey;
        Projection = projection;
        Included = included;
        KeyParts = [.. partitionKey, .. sortKey];
    }

    /// <summary>Gets the index's name.</summary>
    public string Name { get; }

    /// <summary>Gets whether the index is global or local.</summary>
    public IndexKind Kind { get; }

    /// <summary>Gets the partition key: one attribute, or up to four of a global index.</summary>
    public ImmutableArray<KeyPart> PartitionKey { get; }

    /// <summary>Gets the sort key: one attribute, up to four of a global index, or none.</summary>
    public ImmutableArray<KeyPart> SortKey { get; }

    /// <summary>Gets which attributes the index holds.</summary>
    public IndexProjection Projection { get; }

    /// <summary>Gets the attributes that the index holds besides the keys, if <see cref="Projection"/> is <see cref="IndexProjection.Include"/>.</summary>
    public ImmutableArray<AttributePath> Included { get; }

    /// <summary>Gets the attributes of the key.</summary>
    internal ImmutableArray<KeyPart> KeyParts { get; }

    /// <summary>Gets the name as a request holds it between quotes.</summary>
    internal byte[] JsonName { get; }

    /// <summary>
    /// Gets whether a query yields attributes that the index does not store: for a local index, DynamoDB fetches them from the table.
    /// </summary>
    internal bool FetchesFromTable => Kind == IndexKind.Local && Projection != IndexProjection.All;

    /// <summary>Returns whether a query of the index yields an attribute of its table.</summary>
    internal bool Yields(string attribute, TableSchema table) => FetchesFromTable || Stores(attribute, table);

    /// <summary>
    /// Returns whether the index itself holds an attribute of its table: the keys of both, and those that <see cref="Projection"/>
    /// includes.
    /// </summary>
    private bool Stores(string attribute, TableSchema table)
        => Projection == IndexProjection.All
            || attribute == table.PartitionKey.Name
            || attribute == table.SortKey?.Name
            || PartitionKey.Any(key => key.Name == attribute)
            || SortKey.Any(key => key.Name == attribute)
            || Included.Any(included => included.Name == attribute);
}

/// <summary>The two kinds of secondary index.</summary>
public enum IndexKind
{
    /// <summary>A global secondary index: it has its own key and capacity, and is eventually consistent.</summary>
    Global,

    /// <summary>A local secondary index: it has another sort key under the table's partition key.</summary>
    Local,
}

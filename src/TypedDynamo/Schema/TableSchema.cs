using System.Collections.Immutable;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A table as its annotated type describes it: name, key, attributes and indexes.</summary>
public sealed partial class TableSchema : ItemSchema
{
    /// <summary>Describes a table. Generated code calls this.</summary>
    /// <param name="tableName">The table's name as annotated, without prefix.</param>
    /// <param name="itemType">The C# type's name, for messages.</param>
    /// <param name="attributes">The attribute names in DynamoDB; the place of a name is the attribute's ordinal.</param>
    /// <param name="partitionKey">The partition key's ordinal and type.</param>
    /// <param name="sortKey">The sort key's ordinal and type, or <see langword="null"/> where the table has none.</param>
    /// <param name="indexes">The indexes.</param>
    /// <param name="version">The ordinal of the attribute that counts changes, or <see langword="null"/> where there is none.</param>
    /// <param name="timeToLive">
    /// The ordinal of the attribute with the time after which DynamoDB deletes the item, or <see langword="null"/> where there is none.
    /// </param>
    public TableSchema(
        string tableName,
        string itemType,
        string[] attributes,
        (int Ordinal, KeyAttributeType Type) partitionKey,
        (int Ordinal, KeyAttributeType Type)? sortKey = null,
        IndexDefinition[]? indexes = null,
        int? version = null,
        int? timeToLive = null)
        : base(itemType, attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);

        TableName = tableName;
        Context = new ItemContext(tableName, this);
        PartitionKey = Bind(partitionKey);
        SortKey = sortKey is { } key ? Bind(key) : null;
        Indexes = [.. (indexes ?? []).Select(index => new IndexSchema(
            index.Name,
            index.Kind,
            [.. index.PartitionKey.Select(Bind)],
            [.. index.SortKey.Select(Bind)],
            index.Projection,
            [.. index.Included.Select(ordinal => Attributes[ordinal])]))];
        Version = version is { } counter ? Attributes[counter] : null;
        TimeToLive = timeToLive is { } expiry ? Attributes[expiry] : null;
    }

    /// <summary>Gets the table's name as annotated. A table object may use another: see <see cref="DynamoTableOptions"/>.</summary>
    public string TableName { get; }

    /// <summary>Gets the partition key.</summary>
    public KeyPart PartitionKey { get; }

    /// <summary>Gets the sort key, or <see langword="null"/> where the table has none.</summary>
    public KeyPart? SortKey { get; }

    /// <summary>Gets the attributes of the table's key.</summary>
    internal ImmutableArray<KeyPart> PrimaryKey => SortKey is null ? [PartitionKey] : [PartitionKey, SortKey];

    /// <summary>Gets the secondary indexes, in the order of their annotations.</summary>
    public ImmutableArray<IndexSchema> Indexes { get; }

    /// <summary>Gets the attribute marked with <see cref="VersionAttribute"/>, or <see langword="null"/> where there is none.</summary>
    public AttributePath? Version { get; }

    /// <summary>Gets the attribute marked with <see cref="TimeToLiveAttribute"/>, or <see langword="null"/> where there is none.</summary>
    public AttributePath? TimeToLive { get; }

    /// <summary>Gets the table under its annotated name, for uses without a table object.</summary>
    internal ItemContext Context { get; }

    /// <summary>Describes the key for messages, as in <c>partition key CustomerId S, sort key PlacedAt S</c>.</summary>
    internal string DescribeKey()
        => SortKey is null ? $"partition key {PartitionKey}, no sort key" : $"partition key {PartitionKey}, sort key {SortKey}";

    /// <summary>Returns the key attributes of the table and of its indexes; one that is in several of them occurs several times.</summary>
    internal IEnumerable<KeyPart> KeyParts()
    {
        yield return PartitionKey;
        if (SortKey is not null)
        {
            yield return SortKey;
        }

        foreach (IndexSchema index in Indexes)
        {
            foreach (KeyPart key in index.PartitionKey.Concat(index.SortKey))
            {
                yield return key;
            }
        }
    }

    private KeyPart Bind((int Ordinal, KeyAttributeType Type) key) => new(Attributes[key.Ordinal], key.Type);
}

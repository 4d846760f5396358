using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>One write or read of a batch, under the key that it is of.</summary>
internal abstract class BatchEntry(TableConnection table, WireKey key)
{
    public TableConnection Table { get; } = table;

    public BatchKey Key => new(Table.Name, key);

    /// <summary>Gets or sets whether the entry is done or given up.</summary>
    public bool HasEnded { get; set; }
}

/// <summary>A key of one of a batch's tables.</summary>
internal readonly record struct BatchKey(string TableName, WireKey Key);

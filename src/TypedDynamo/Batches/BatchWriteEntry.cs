using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A put or a delete of a batch, as <see cref="BatchResult{T}.Failures"/> returns it if it did not succeed.</summary>
public abstract class BatchWriteEntry
{
    private protected BatchWriteEntry(TableConnection table, BatchWriteKind kind)
    {
        Table = table;
        Kind = kind;
    }

    /// <summary>Gets the table's name in DynamoDB, prefix included.</summary>
    public string TableName => Table.Name;

    /// <summary>Gets whether the entry is a put or a delete.</summary>
    public BatchWriteKind Kind { get; }

    /// <summary>Gets the item of a put, or the key of a delete.</summary>
    public abstract object Value { get; }

    internal TableConnection Table { get; }

    /// <summary>Gets what messages call the entry.</summary>
    internal string Description => $"{(Kind == BatchWriteKind.Put ? "put into" : "delete from")} table '{TableName}'";

    internal abstract void WriteKey(ByteBuffer request);

    internal abstract void WriteElement(ByteBuffer request, DateTimeOffset time);
}

/// <summary>An entry with the form that writes it.</summary>
internal sealed class BatchWriteEntry<TValue>(WriteForm<TValue> form, BatchWriteKind kind, TValue value)
    : BatchWriteEntry(form.TableOf(value), kind)
{
    public override object Value => value!;

    internal override void WriteKey(ByteBuffer request) => form.WriteKey(request, value);

    internal override void WriteElement(ByteBuffer request, DateTimeOffset time) => form.WriteElement(request, value, time);
}

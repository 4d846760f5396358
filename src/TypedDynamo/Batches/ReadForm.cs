using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Turns the reads of a batch into DynamoDB's, and the items into results.</summary>
internal abstract class ReadForm<TGet, TResult> : BatchForm<TGet>
{
    /// <summary>Gets whether <see cref="TryRead"/> is told which read an item is the answer to, which costs a look at its key.</summary>
    public abstract bool IsKeyed { get; }

    /// <summary>Refuses a read of a key that another one has asked for, where one answer does not serve both.</summary>
    public virtual void CheckRepeat(TGet earlier, TGet get, long number)
    {
    }

    /// <summary>Writes the member after a table's keys: its projection, if only a part of each item is read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="get">One of the reads of that table.</param>
    public void WriteProjection(ByteBuffer request, TGet get)
    {
        if (ProjectionOf(get) is not { } projection)
        {
            return;
        }

        TableConnection table = TableOf(get);
        IEnumerable<AttributePath> attributes = projection.Attributes;
        if (IsKeyed)
        {
            attributes = attributes.UnionBy(table.Schema.PrimaryKey.Select(part => part.Attribute), attribute => attribute.Name);
        }

        using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
        ExpressionWriter.WriteProjection(request, attributes.ToArray(), builder.Placeholders);
        builder.Placeholders.WriteTo(request);
    }

    /// <summary>Reads the item whose first brace the reader has just read, or skips it.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="get">What asked for it, where <see cref="IsKeyed"/>.</param>
    /// <param name="result">What is made of it.</param>
    /// <returns><see langword="false"/> if the item is of another type, and still to be skipped.</returns>
    public abstract bool TryRead(ref ItemReader reader, TGet get, out TResult result);

    /// <summary>Returns the projection that a read uses, or null if it reads whole items.</summary>
    protected abstract ItemSchema? ProjectionOf(TGet get);
}

/// <summary>Reads one table's items, or projections of them, by their keys.</summary>
internal abstract class KeyedTableForm<TItem, TKey, TRead, TResult>(
    TableConnection table, TableMapper<TItem, TKey> mapper, ItemMapper<TRead> resultMapper, bool isProjected) : ReadForm<TKey, TResult>
{
    protected ItemMapper<TRead> ResultMapper => resultMapper;

    public override TableConnection TableOf(TKey get) => table;

    public override void WriteKey(ByteBuffer request, TKey get) => KeyRequest.WriteKey(request, table, mapper, get);

    protected override ItemSchema? ProjectionOf(TKey get) => isProjected ? resultMapper.Schema : null;
}

/// <summary>Reads items.</summary>
internal sealed class ItemForm<TItem, TKey, TRead>(
    TableConnection table, TableMapper<TItem, TKey> mapper, ItemMapper<TRead> resultMapper, bool isProjected)
    : KeyedTableForm<TItem, TKey, TRead, TRead>(table, mapper, resultMapper, isProjected)
{
    public override bool IsKeyed => false;

    public override bool TryRead(ref ItemReader reader, TKey get, out TRead result)
    {
        bool fits = ResultMapper.Fits(in reader);
        result = fits ? ResultMapper.Read(ref reader) : default!;
        return fits;
    }
}

/// <summary>Reads items with the keys by which they were asked for.</summary>
internal sealed class PairForm<TItem, TKey, TRead>(
    TableConnection table, TableMapper<TItem, TKey> mapper, ItemMapper<TRead> resultMapper, bool isProjected)
    : KeyedTableForm<TItem, TKey, TRead, KeyValuePair<TKey, TRead>>(table, mapper, resultMapper, isProjected)
{
    public override bool IsKeyed => true;

    public override bool TryRead(ref ItemReader reader, TKey get, out KeyValuePair<TKey, TRead> result)
    {
        bool fits = ResultMapper.Fits(in reader);
        result = fits ? new(get, ResultMapper.Read(ref reader)) : default;
        return fits;
    }
}

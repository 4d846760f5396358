using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Turns the writes of a batch into DynamoDB's.</summary>
internal abstract class WriteForm<TWrite> : BatchForm<TWrite>
{
    /// <summary>Writes one element of a table's list: <c>{"PutRequest":{"Item":{…}}}</c>.</summary>
    /// <exception cref="ItemMappingException">A value cannot be stored, or the item is too large.</exception>
    public abstract void WriteElement(ByteBuffer request, TWrite write, DateTimeOffset time);
}

/// <summary>Puts into one table.</summary>
internal sealed class PutForm<TItem, TKey>(TableConnection table, TableMapper<TItem, TKey> mapper) : WriteForm<TItem>
{
    public override TableConnection TableOf(TItem write) => table;

    public override void WriteKey(ByteBuffer request, TItem write) => KeyRequest.WriteKey(request, table, mapper, mapper.KeyOf(write));

    public override void WriteElement(ByteBuffer request, TItem write, DateTimeOffset time)
    {
        request.Write("{\"PutRequest\":{\"Item\":"u8);
        ItemRequest.Write(request, table, mapper, write, time);
        request.Write("}}"u8);
    }
}

/// <summary>Deletes from one table.</summary>
internal sealed class DeleteForm<TItem, TKey>(TableConnection table, TableMapper<TItem, TKey> mapper) : WriteForm<TKey>
{
    public override TableConnection TableOf(TKey write) => table;

    public override void WriteKey(ByteBuffer request, TKey write) => KeyRequest.WriteKey(request, table, mapper, write);

    public override void WriteElement(ByteBuffer request, TKey write, DateTimeOffset time)
    {
        request.Write("{\"DeleteRequest\":{\"Key\":"u8);
        WriteKey(request, write);
        request.Write("}}"u8);
    }
}

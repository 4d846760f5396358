using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Starts the requests that name one item: <c>{"TableName":"orders","Key":{…}</c>, without the closing brace.</summary>
internal static class KeyRequest
{
    public static void Write<TItem, TKey>(ByteBuffer request, TableConnection table, TableMapper<TItem, TKey> mapper, TKey key)
    {
        table.BeginRequest(request);
        request.Write(",\"Key\":"u8);
        WriteKey(request, table, mapper, key);
    }

    /// <summary>Writes a key, braces included.</summary>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    public static void WriteKey<TItem, TKey>(ByteBuffer request, TableConnection table, TableMapper<TItem, TKey> mapper, TKey key)
    {
        request.Write((byte)'{');
        var writer = new ItemWriter(request, table.Context);
        mapper.WriteKey(ref writer, key);
        request.Write((byte)'}');
    }
}

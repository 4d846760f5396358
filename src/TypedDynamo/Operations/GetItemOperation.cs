using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads one item by its key.</summary>
internal static class GetItemOperation
{
    /// <remarks>
    /// <paramref name="select"/> makes the result of whether there is an item, and the item: a class gives null for none, a struct an empty
    /// <see cref="Nullable{T}"/>.
    /// </remarks>
    public static async Task<TResult> SendAsync<TItem, TKey, TResult>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TKey key,
        bool consistent,
        Func<bool, TItem, TResult> select,
        CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        KeyRequest.Write(request, table, mapper, key);
        request.Write(consistent ? ",\"ConsistentRead\":true}"u8 : "}"u8);

        using ByteBuffer response = await table.Transport.SendAsync(DynamoOperation.GetItem, table.Name, request, cancellationToken)
            .ConfigureAwait(false);
        return ReadResponse(response.Written, table, mapper, select);
    }

    private static TResult ReadResponse<TItem, TResult>(
        ReadOnlySpan<byte> response, TableConnection table, ItemMapper<TItem> mapper, Func<bool, TItem, TResult> select)
    {
        var reader = new ItemReader(response, table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Item"u8))
            {
                reader.MarkItem();
                return select(true, mapper.Read(ref reader));
            }

            reader.SkipMember();
        }

        return select(false, default!);
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads one item by its key.</summary>
internal static class GetItemOperation
{
    /// <remarks>
    /// <paramref name="resultMapper"/> reads the item or, where <paramref name="isProjected"/>, those of its attributes that it knows.
    /// <paramref name="select"/> makes the result of whether there is an item, and the item: a class gives null for none, a struct an empty
    /// <see cref="Nullable{T}"/>.
    /// </remarks>
    public static async Task<TResult> SendAsync<TItem, TKey, TRead, TResult>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        ItemMapper<TRead> resultMapper,
        bool isProjected,
        TKey key,
        bool consistent,
        Func<bool, TRead, TResult> select,
        CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, isProjected ? resultMapper.Schema : null, key, consistent);

        using ServiceResponse response = await table.SendAsync(DynamoOperation.GetItem, request, cancellationToken).ConfigureAwait(false);
        return ReadResponse(response, table, resultMapper, select);
    }

    /// <summary>Writes the request, which without consistency is also what a transaction's read holds.</summary>
    internal static void WriteRequest<TItem, TKey>(
        ByteBuffer request, TableConnection table, TableMapper<TItem, TKey> mapper, ItemSchema? projection, TKey key, bool consistent)
    {
        KeyRequest.Write(request, table, mapper, key);
        request.Write(consistent ? ",\"ConsistentRead\":true"u8 : default);
        if (projection is not null)
        {
            using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
            ExpressionWriter.WriteProjection(request, projection.Attributes.AsSpan(), builder.Placeholders);
            builder.Placeholders.WriteTo(request);
        }

        request.Write((byte)'}');
    }

    private static TResult ReadResponse<TItem, TResult>(
        ServiceResponse response, TableConnection table, ItemMapper<TItem> mapper, Func<bool, TItem, TResult> select)
    {
        var reader = new ItemReader(response.Body, table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Item"u8))
            {
                reader.MarkItem();
                response.ReportItems(1);
                return select(true, mapper.Read(ref reader));
            }

            reader.SkipMember();
        }

        response.ReportItems(0);
        return select(false, default!);
    }
}

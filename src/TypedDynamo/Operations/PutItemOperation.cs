using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes one whole item, in place of one with the same key.</summary>
internal static class PutItemOperation
{
    public static async Task<TItem> SendAsync<TItem>(
        TableConnection table, ItemMapper<TItem> mapper, TItem item, CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, item);

        using ByteBuffer response = await table.Transport.SendAsync(DynamoOperation.PutItem, table.Name, request, cancellationToken)
            .ConfigureAwait(false);
        return item;
    }

    private static void WriteRequest<TItem>(ByteBuffer request, TableConnection table, ItemMapper<TItem> mapper, TItem item)
    {
        table.BeginRequest(request);
        request.Write(",\"Item\":"u8);
        ItemRequest.Write(request, table, mapper, item, table.TimeProvider.GetUtcNow());
        request.Write((byte)'}');
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Deletes one item by its key.</summary>
internal static class DeleteItemOperation
{
    public static async Task SendAsync<TItem, TKey>(
        TableConnection table, TableMapper<TItem, TKey> mapper, TKey key, CancellationToken cancellationToken)
    {
        using var request = new ByteBuffer();
        KeyRequest.Write(request, table, mapper, key);
        request.Write((byte)'}');

        using ByteBuffer response = await table.Transport.SendAsync(DynamoOperation.DeleteItem, table.Name, request, cancellationToken)
            .ConfigureAwait(false);
    }
}

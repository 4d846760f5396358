using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Deletes one item by its key.</summary>
internal static class DeleteItemOperation
{
    public static async Task<TItem?> SendAsync<TItem, TKey, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TKey key,
        VersionCheck? expected,
        Func<TCondition, ItemCondition>? condition,
        bool returnOld,
        CancellationToken cancellationToken)
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, key, expected, condition, returnOld, returnsObstacle: false);
        return await ItemWrite.SendAsync(DynamoOperation.DeleteItem, table, request, mapper, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<WriteResult<TItem>> TrySendAsync<TItem, TKey, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TKey key,
        Func<TCondition, ItemCondition>? condition,
        bool returnOld,
        CancellationToken cancellationToken)
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, key, null, condition, returnOld, returnsObstacle: true);
        return await ItemWrite.TrySendAsync(DynamoOperation.DeleteItem, table, request, mapper, cancellationToken).ConfigureAwait(false);
    }

    internal static void WriteRequest<TItem, TKey, TCondition>(
        ByteBuffer request,
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TKey key,
        VersionCheck? expected,
        Func<TCondition, ItemCondition>? condition,
        bool returnOld,
        bool returnsObstacle)
        where TCondition : struct, ITokens<TCondition>
    {
        KeyRequest.Write(request, table, mapper, key);

        using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
        ExpressionNode node = ItemWrite.And(default, builder, table, expected, condition);
        ItemWrite.WriteEnd(request, builder, node, returnOld ? "ALL_OLD"u8 : default, returnsObstacle);
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes one whole item, in place of one with the same key.</summary>
internal static class PutItemOperation
{
    public static async Task<TItem> SendAsync<TItem, TKey, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TItem item,
        Func<TCondition, ItemCondition>? condition,
        CancellationToken cancellationToken)
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, item, condition, returnOld: false, returnsObstacle: false);

        using ServiceResponse response = await table.SendAsync(DynamoOperation.PutItem, request, cancellationToken).ConfigureAwait(false);
        return AsWritten(table, mapper, item);
    }

    public static async Task<WriteResult<TItem>> TrySendAsync<TItem, TKey, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TItem item,
        Func<TCondition, ItemCondition>? condition,
        bool returnOld,
        CancellationToken cancellationToken)
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, item, condition, returnOld, returnsObstacle: true);
        WriteResult<TItem> result = await ItemWrite.TrySendAsync(DynamoOperation.PutItem, table, request, mapper, cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded ? result with { New = AsWritten(table, mapper, item) } : result;
    }

    private static TItem AsWritten<TItem, TKey>(TableConnection table, TableMapper<TItem, TKey> mapper, TItem item)
        => table.Schema.Version is null ? item : mapper.WithVersion(item, (mapper.VersionOf(item) ?? 0) + 1);

    internal static void WriteRequest<TItem, TKey, TCondition>(
        ByteBuffer request,
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        TItem item,
        Func<TCondition, ItemCondition>? condition,
        bool returnOld,
        bool returnsObstacle)
        where TCondition : struct, ITokens<TCondition>
    {
        table.BeginRequest(request);
        request.Write(",\"Item\":"u8);
        ItemRequest.Write(request, table, mapper, item, table.TimeProvider.GetUtcNow());

        using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
        ExpressionNode node = ItemWrite.And(default, builder, table, VersionCheck.Of(table, mapper, item), condition);
        ItemWrite.WriteEnd(request, builder, node, returnOld ? "ALL_OLD"u8 : default, returnsObstacle);
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Changes some attributes of one item, which must be there or, by an upsert, is created.</summary>
internal static class UpdateItemOperation
{
    public static async Task<TResult?> SendAsync<TResult, TItem, TKey, TUpdate, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        ItemMapper<TResult> resultMapper,
        UpdateSettings settings,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        CancellationToken cancellationToken)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, settings, key, update, condition);
        return await ItemWrite.SendAsync(DynamoOperation.UpdateItem, table, request, resultMapper, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<WriteResult<TItem>> TrySendAsync<TItem, TKey, TUpdate, TCondition>(
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        UpdateSettings settings,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        CancellationToken cancellationToken)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        using var request = new ByteBuffer();
        WriteRequest(request, table, mapper, settings with { ReturnsObstacle = true }, key, update, condition);
        WriteResult<TItem> result = await ItemWrite.TrySendAsync(DynamoOperation.UpdateItem, table, request, mapper, cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded && settings.ReturnsNew ? new WriteResult<TItem>(true, result.Old, default) : result;
    }

    internal static void WriteRequest<TItem, TKey, TUpdate, TCondition>(
        ByteBuffer request,
        TableConnection table,
        TableMapper<TItem, TKey> mapper,
        UpdateSettings settings,
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        KeyRequest.Write(request, table, mapper, key);

        using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
        builder.IsUpsert = settings.IsUpsert;
        update(TUpdate.Create(builder));
        mapper.StampUpdate(builder, key, table.TimeProvider.GetUtcNow());
        if (table.Schema.Version is { } counter)
        {
            builder.Increment(counter);
        }

        if (builder.HasUpdate)
        {
            ExpressionWriter.WriteUpdate(request, builder);
        }

        ExpressionNode node = settings.IsUpsert ? default : Exists(builder, table.Schema.PartitionKey.Attribute);
        node = ItemWrite.And(node, builder, table, settings.Expected, condition);
        ItemWrite.WriteEnd(request, builder, node, settings.ReturnValues, settings.ReturnsObstacle);
    }

    private static ExpressionNode Exists(ExpressionBuilder builder, AttributePath attribute)
    {
        int start = builder.Begin();
        builder.AppendLeaf(ExpressionOperator.Attribute, attribute.JsonName);
        return builder.End(ExpressionOperator.Exists, start);
    }
}

/// <summary>The settings of an update beside its actions.</summary>
/// <param name="IsUpsert">Whether it creates an item that is not there.</param>
/// <param name="Returning">Which item the call returns.</param>
internal readonly record struct UpdateSettings(bool IsUpsert, Returning Returning = Returning.None)
{
    /// <summary>Gets what the item's version must be, or null where that does not matter.</summary>
    public VersionCheck? Expected { get; init; }

    /// <summary>Gets whether only what the update changes comes back.</summary>
    public bool ReturnsParts { get; init; }

    /// <summary>Gets whether a failed condition is to bring the item that failed it.</summary>
    public bool ReturnsObstacle { get; init; }

    public bool ReturnsNew => Returning == Returning.New;

    public ReadOnlySpan<byte> ReturnValues => Returning switch
    {
        Returning.Old => ReturnsParts ? "UPDATED_OLD"u8 : "ALL_OLD"u8,
        Returning.New => ReturnsParts ? "UPDATED_NEW"u8 : "ALL_NEW"u8,
        _ => default,
    };
}

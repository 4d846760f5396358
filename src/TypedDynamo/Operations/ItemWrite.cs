using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The common part of puts, updates and deletes: a condition, and the item that they return.</summary>
internal static class ItemWrite
{
    /// <summary>Writes the members that follow the item or key, and the closing brace.</summary>
    /// <param name="request">The request.</param>
    /// <param name="builder">What holds the request's names and values.</param>
    /// <param name="condition">The condition, or an empty node.</param>
    /// <param name="returning">What is asked for.</param>
    /// <param name="returnsObstacle">Whether a failed condition is to bring the item that failed it.</param>
    public static void WriteEnd(
        ByteBuffer request, ExpressionBuilder builder, ExpressionNode condition, ReadOnlySpan<byte> returning, bool returnsObstacle)
    {
        if (!condition.IsEmpty)
        {
            ExpressionWriter.WriteMember(request, "ConditionExpression"u8, condition.Bytes, builder.Placeholders);
            request.Write(returnsObstacle ? ",\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\""u8 : default);
        }

        if (!returning.IsEmpty)
        {
            request.Write(",\"ReturnValues\":\""u8);
            request.Write(returning);
            request.Write((byte)'"');
        }

        builder.Placeholders.WriteTo(request);
        request.Write((byte)'}');
    }

    /// <summary>Makes the condition that an item has a version, or, for null, that it was never written with one.</summary>
    private static ExpressionNode VersionIs(ExpressionBuilder builder, AttributePath attribute, long? expected)
    {
        int start = builder.Begin();
        builder.AppendLeaf(ExpressionOperator.Attribute, attribute.JsonName);
        if (expected is not { } version)
        {
            return builder.End(ExpressionOperator.NotExists, start);
        }

        builder.AppendValue(attribute, version, static (ref ItemWriter writer, long value) => writer.WriteInt64(value));
        return builder.End(ExpressionOperator.Equal, start);
    }

    /// <summary>Sends a write, and reads the attributes that come back.</summary>
    public static async Task<TItem?> SendAsync<TItem>(
        DynamoOperation operation, TableConnection table, ByteBuffer request, ItemMapper<TItem> mapper, CancellationToken cancellationToken)
    {
        using ServiceResponse response = await table.SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return ReadAttributes(response.Body, table, mapper);
    }

    /// <summary>Sends a write, and tells whether its condition held.</summary>
    /// <returns>As the old item the attributes that DynamoDB returns, or the item that failed the condition.</returns>
    public static async Task<WriteResult<TItem>> TrySendAsync<TItem>(
        DynamoOperation operation, TableConnection table, ByteBuffer request, ItemMapper<TItem> mapper, CancellationToken cancellationToken)
    {
        try
        {
            return new WriteResult<TItem>(
                true, default, await SendAsync(operation, table, request, mapper, cancellationToken).ConfigureAwait(false));
        }
        catch (ConditionalCheckFailedException error)
        {
            return new WriteResult<TItem>(false, default, ReadObstacle(error.Item, table, mapper));
        }
    }

    /// <summary>Joins the version that the item must have, and what the user asks of it, to a condition of the library's own.</summary>
    /// <param name="node">The library's condition, or an empty node.</param>
    /// <param name="builder">What holds the request's names and values.</param>
    /// <param name="table">The table.</param>
    /// <param name="expected">The version, or null where it does not matter.</param>
    /// <param name="condition">The user's condition, or null for none.</param>
    /// <exception cref="ArgumentException">The condition is one of another table's items.</exception>
    public static ExpressionNode And<TCondition>(
        ExpressionNode node,
        ExpressionBuilder builder,
        TableConnection table,
        VersionCheck? expected,
        Func<TCondition, ItemCondition>? condition)
        where TCondition : struct, ITokens<TCondition>
    {
        if (expected is { } check)
        {
            ExpressionNode version = VersionIs(builder, table.Schema.Version!, check.Version);
            node = ExpressionNode.Join(ExpressionOperator.And, node, version, table.Schema);
        }

        return condition is null
            ? node
            : ExpressionNode.Join(ExpressionOperator.And, node, table.NodeOf(condition(TCondition.Create(builder))), table.Schema);
    }

    /// <summary>Reads the item that a failed condition has brought.</summary>
    /// <returns>The item, or the default value where there is none, or one of another type of the table's.</returns>
    public static TItem? ReadObstacle<TItem>(
        Dictionary<string, AttributeValue>? attributes, TableConnection table, ItemMapper<TItem> mapper)
    {
        using var item = new ByteBuffer();
        if (!ServiceErrors.TryWriteItem(attributes, item))
        {
            return default;
        }

        var reader = new ItemReader(item.Written, table.Context);
        reader.ReadItemStart();
        return mapper.Fits(in reader) ? mapper.Read(ref reader) : default;
    }

    private static TItem? ReadAttributes<TItem>(ReadOnlySpan<byte> response, TableConnection table, ItemMapper<TItem> mapper)
    {
        var reader = new ItemReader(response, table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("Attributes"u8))
            {
                reader.MarkItem();
                return mapper.Fits(in reader) ? mapper.Read(ref reader) : default;
            }

            reader.SkipMember();
        }

        return default;
    }
}

using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Checks a condition on one item in a transaction.</summary>
internal static class ConditionCheckOperation
{
    /// <exception cref="ArgumentException">The condition is empty.</exception>
    public static void WriteRequest<TItem, TKey, TCondition>(
        ByteBuffer request, TableConnection table, TableMapper<TItem, TKey> mapper, TKey key, Func<TCondition, ItemCondition> condition)
        where TCondition : struct, ITokens<TCondition>
    {
        KeyRequest.Write(request, table, mapper, key);

        using ExpressionBuilder builder = ExpressionBuilder.Rent(table.Context);
        ExpressionNode node = ItemWrite.And(default, builder, table, expected: null, condition);
        if (node.IsEmpty)
        {
            throw new ArgumentException("The condition of a check is empty.", nameof(condition));
        }

        ItemWrite.WriteEnd(request, builder, node, default, returnsObstacle: true);
    }
}

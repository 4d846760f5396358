using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>A condition on the key of a query, made by the operators of <see cref="SortKey{T}"/>.</summary>
/// <remarks>The default value is no condition: it matches every item under the partition key.</remarks>
public readonly struct KeyCondition
{
    // Kept beside the node, for a condition that asks nothing yet has none.
    private readonly ExpressionBuilder? _builder;

    internal KeyCondition(ExpressionBuilder? builder, ExpressionNode node = default)
    {
        _builder = builder;
        Node = node;
    }

    internal ExpressionNode Node { get; }

    internal ExpressionBuilder? Builder => _builder;

    /// <summary>Adds the condition that a key attribute has a value. Generated code calls this.</summary>
    /// <typeparam name="T">The attribute's C# type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes the attribute's stored form.</param>
    /// <returns>Both conditions.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KeyCondition Equal<T>(AttributePath attribute, T value, ValueWriter<T> write)
        => And(ExpressionOperator.Equal, attribute, value, write);

    /// <summary>Makes a condition of a key whose stored form is known.</summary>
    internal static KeyCondition Of(ExpressionOperator @operator, AttributePath attribute, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(attribute.Table.Context);
        int start = builder.Begin();
        builder.AppendLeaf(ExpressionOperator.Attribute, attribute.JsonName);
        builder.AppendLeaf(ExpressionOperator.Value, first);
        if (!second.IsEmpty)
        {
            builder.AppendLeaf(ExpressionOperator.Value, second);
        }

        return new KeyCondition(null, new ExpressionNode(builder.End(@operator, start).ToArray()));
    }

    internal KeyCondition And<T>(ExpressionOperator @operator, AttributePath attribute, T value, ValueWriter<T> write)
    {
        ExpressionBuilder builder = _builder?.For(attribute) ?? ExpressionBuilder.Rent(attribute.Table.Context);
        int start = Append(builder, attribute, value, write);
        return End(builder, @operator, start, attribute);
    }

    internal KeyCondition Between<T>(AttributePath attribute, T first, T last, ValueWriter<T> write)
    {
        ExpressionBuilder builder = _builder?.For(attribute) ?? ExpressionBuilder.Rent(attribute.Table.Context);
        int start = Append(builder, attribute, first, write);
        builder.AppendKey(attribute, last, write);
        return End(builder, ExpressionOperator.Between, start, attribute);
    }

    internal KeyCondition And(KeyCondition other, TableSchema schema)
        => new(Builder ?? other.Builder, ExpressionNode.Join(ExpressionOperator.And, Node, other.Node, schema));

    private static int Append<T>(ExpressionBuilder builder, AttributePath attribute, T value, ValueWriter<T> write)
    {
        int start = builder.Begin();
        builder.AppendLeaf(ExpressionOperator.Attribute, attribute.JsonName);
        builder.AppendKey(attribute, value, write);
        return start;
    }

    private KeyCondition End(ExpressionBuilder builder, ExpressionOperator @operator, int start, AttributePath attribute)
    {
        ExpressionNode node = builder.End(@operator, start);
        if (Builder is null)
        {
            node = new ExpressionNode(node.ToArray());
            builder.Dispose();
        }

        return And(new KeyCondition(Builder, node), attribute.Table);
    }
}

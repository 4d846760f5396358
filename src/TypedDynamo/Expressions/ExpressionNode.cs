using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>A part of an expression: some bytes of an <see cref="ExpressionBuilder"/>, or an array of their own.</summary>
/// <remarks>
/// The bytes are the node's children, one after the other, or its content; then their length, and the <see cref="ExpressionOperator"/>
/// last. So writing an operator after two neighbours joins them, and a copy of a node's bytes is a complete node.
/// </remarks>
internal readonly struct ExpressionNode
{
    private readonly object? _source;
    private readonly int _start;
    private readonly int _length;
    private readonly int _generation;

    public ExpressionNode(ExpressionBuilder builder, int start, int length)
    {
        _source = builder;
        _start = start;
        _length = length;
        _generation = builder.Generation;
    }

    public ExpressionNode(byte[] bytes)
    {
        _source = bytes;
        _length = bytes.Length;
    }

    public bool IsEmpty => _source is null;

    public int Start => _start;

    public int End => _start + _length;

    /// <summary>Gets the builder that the node lies in; null for a node of its own.</summary>
    public ExpressionBuilder? Builder => _source as ExpressionBuilder;

    /// <exception cref="InvalidOperationException">The call that the node belongs to has ended.</exception>
    public ReadOnlySpan<byte> Bytes => _source switch
    {
        ExpressionBuilder builder => builder.Read(_start, _length, _generation),
        byte[] bytes => bytes,
        _ => default,
    };

    /// <summary>Joins two nodes, in the builder of one of them, or to one with bytes of its own. An empty one gives the other.</summary>
    public static ExpressionNode Join(ExpressionOperator @operator, ExpressionNode left, ExpressionNode right, TableSchema schema)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        if ((left.Builder ?? right.Builder) is { } builder)
        {
            return builder.Join(@operator, left, right);
        }

        using ExpressionBuilder idle = ExpressionBuilder.Rent(schema.Context);
        return new ExpressionNode(idle.Join(@operator, left, right).ToArray());
    }

    /// <summary>Gives a node a parent, in its builder, or to one with bytes of its own.</summary>
    public static ExpressionNode Wrap(ExpressionOperator @operator, ExpressionNode child, TableSchema schema)
    {
        if (child.Builder is { } builder)
        {
            return builder.Wrap(@operator, child);
        }

        using ExpressionBuilder idle = ExpressionBuilder.Rent(schema.Context);
        return new ExpressionNode(idle.Wrap(@operator, child).ToArray());
    }

    /// <summary>Takes the node out of its builder, so that it outlives the call.</summary>
    public byte[] ToArray() => _source as byte[] ?? Bytes.ToArray();
}

using System.ComponentModel;

namespace TypedDynamo;

/// <summary>What a write or a filter asks of an item, made by the operators of generated tokens: <c>o =&gt; o.Total &gt; 100m &amp;&amp; o.Note.Exists()</c>.</summary>
/// <remarks>
/// <para>The default value is no condition: joined with another one, by <c>&amp;&amp;</c> or <c>||</c>, it gives the other one. So conditions can be
/// collected in a variable.</para>
/// <para>A condition made by the tokens of a lambda ends with the call that the lambda is passed to. One that is to stay, such as one in a static
/// field, is made by the generated <c>Attributes</c> of the table: <c>static readonly Condition s_large = OrderTable.Attributes.Total &gt; 100m;</c>.</para>
/// <para>DynamoDB takes expressions of up to 4,096 bytes and 300 operators (Developer Guide, "Constraints in Amazon DynamoDB"); a longer one is refused by
/// an <see cref="ArgumentException"/> before it is sent.</para>
/// </remarks>
public readonly struct Condition
{
    internal Condition(ExpressionNode node, TableSchema schema)
    {
        Node = node;
        Schema = schema;
    }

    internal ExpressionNode Node { get; }

    internal TableSchema? Schema { get; }

    internal bool IsEmpty => Node.IsEmpty;

    /// <summary>Asks for both conditions. <c>a &amp;&amp; b</c> is this too.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Both.</returns>
    /// <exception cref="InvalidOperationException">The conditions are of different tables' items.</exception>
    public static Condition operator &(Condition left, Condition right) => Join(ExpressionOperator.And, left, right);

    /// <summary>Asks for one of two conditions, or both. <c>a || b</c> is this too.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Either.</returns>
    /// <exception cref="InvalidOperationException">The conditions are of different tables' items.</exception>
    public static Condition operator |(Condition left, Condition right) => Join(ExpressionOperator.Or, left, right);

    /// <summary>Asks for the contrary.</summary>
    /// <param name="condition">The condition. The contrary of no condition is no condition.</param>
    /// <returns>Its contrary.</returns>
    public static Condition operator !(Condition condition)
        => condition.IsEmpty
            ? condition
            : new Condition(ExpressionNode.Wrap(ExpressionOperator.Not, condition.Node, condition.Schema!), condition.Schema!);

    /// <summary>Does not compile: whether the condition holds is known to DynamoDB alone. C# needs this for <c>||</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns><see langword="false"/>, so that both sides of <c>||</c> are put down.</returns>
    [Obsolete("A condition is no bool: only DynamoDB knows whether it holds.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator true(Condition condition) => false;

    /// <summary>Tells C# to go on behind <c>&amp;&amp;</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns><see langword="false"/>, so that both sides of <c>&amp;&amp;</c> are put down.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator false(Condition condition) => false;

    private static Condition Join(ExpressionOperator @operator, Condition left, Condition right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        if (left.Schema != right.Schema)
        {
            throw new InvalidOperationException($"A condition on {left.Schema!.ItemType} and one on {right.Schema!.ItemType} cannot be joined.");
        }

        return new Condition(ExpressionNode.Join(@operator, left.Node, right.Node, left.Schema!), left.Schema!);
    }
}

using System.ComponentModel;

namespace TypedDynamo;

/// <summary>
/// A condition that a write or a filter requires of an item, made by the operators of generated tokens:
/// <c>o =&gt; o.Total &gt; 100m &amp;&amp; o.Note.Exists()</c>.
/// </summary>
/// <remarks>
/// <para>
/// The default value is no condition: combined with another one, by <c>&amp;&amp;</c> or <c>||</c>, it results in the other one. So you can
/// collect conditions in a variable.
/// </para>
/// <para>
/// A condition made by the tokens of a lambda is valid only during the call that the lambda is passed to. Make a longer-lived one, for
/// example for a static field, from the generated <c>Attributes</c> of the table:
/// <c>static readonly ItemCondition s_large = OrderTable.Attributes.Total &gt; 100m;</c>.
/// </para>
/// <para>
/// DynamoDB takes expressions of up to 4,096 bytes and 300 operators (Developer Guide, "Constraints in Amazon DynamoDB"); a longer one
/// throws an <see cref="ArgumentException"/> before it is sent.
/// </para>
/// </remarks>
public readonly struct ItemCondition
{
    internal ItemCondition(ExpressionNode node, TableSchema schema)
    {
        Node = node;
        Schema = schema;
    }

    internal ExpressionNode Node { get; }

    internal TableSchema? Schema { get; }

    internal bool IsEmpty => Node.IsEmpty;

    /// <summary>Requires both conditions. C# uses it for <c>a &amp;&amp; b</c> too.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Both.</returns>
    /// <exception cref="InvalidOperationException">The conditions are on items of different tables.</exception>
    public static ItemCondition operator &(ItemCondition left, ItemCondition right) => Join(ExpressionOperator.And, left, right);

    /// <summary>Requires at least one of two conditions. C# uses it for <c>a || b</c> too.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Either.</returns>
    /// <exception cref="InvalidOperationException">The conditions are on items of different tables.</exception>
    public static ItemCondition operator |(ItemCondition left, ItemCondition right) => Join(ExpressionOperator.Or, left, right);

    /// <summary>Requires the opposite.</summary>
    /// <param name="condition">The condition. The opposite of no condition is no condition.</param>
    /// <returns>Its opposite.</returns>
    public static ItemCondition operator !(ItemCondition condition)
        => condition.IsEmpty
            ? condition
            : new ItemCondition(ExpressionNode.Wrap(ExpressionOperator.Not, condition.Node, condition.Schema!), condition.Schema!);

    /// <summary>Does not compile: only DynamoDB knows whether the condition holds. C# needs this for <c>||</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns><see langword="false"/>, so that C# evaluates both sides of <c>||</c>.</returns>
    [Obsolete("A condition is no bool: only DynamoDB knows whether it holds.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator true(ItemCondition condition) => false;

    /// <summary>Makes C# evaluate the right side of <c>&amp;&amp;</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns><see langword="false"/>, so that C# evaluates both sides of <c>&amp;&amp;</c>.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator false(ItemCondition condition) => false;

    private static ItemCondition Join(ExpressionOperator @operator, ItemCondition left, ItemCondition right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        if (left.Schema != right.Schema)
        {
            throw new InvalidOperationException($"A condition on {left.Schema!.ItemType} and one on {right.Schema!.ItemType} cannot be joined.");
        }

        return new ItemCondition(ExpressionNode.Join(@operator, left.Node, right.Node, left.Schema!), left.Schema!);
    }
}

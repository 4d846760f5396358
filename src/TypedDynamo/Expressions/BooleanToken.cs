using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A bool in a condition or filter. It can be used as a condition itself: <c>o =&gt; o.IsPaid &amp;&amp; !o.IsSent</c>.</summary>
/// <remarks>An item that lacks the attribute meets neither <c>o.IsPaid</c> nor <c>o.IsPaid == false</c>; it meets <c>!o.IsPaid</c>.</remarks>
public readonly struct BooleanToken : IAttributeToken
{
    private readonly TokenPath _path;

    // Several of them joined by && are of this type too, for C# wants an operator's result to be of its operands' type.
    private readonly ItemCondition _joined;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BooleanToken(TokenPath path)
    {
        _path = path;
    }

    private BooleanToken(ItemCondition joined)
    {
        _joined = joined;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _joined.IsEmpty ? _path : throw new NotSupportedException("A condition has no path.");

    /// <summary>Makes the condition that the value is true.</summary>
    /// <param name="token">The attribute.</param>
    public static implicit operator ItemCondition(BooleanToken token)
        => token._joined.IsEmpty ? token._path.Compare(ExpressionOperator.Equal, true, Write) : token._joined;

    /// <summary>Matches items with a value.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator ==(BooleanToken token, bool value)
        => token._joined.IsEmpty ? token._path.Compare(ExpressionOperator.Equal, value, Write) : value ? token._joined : !token._joined;

    /// <summary>Matches items with another value, or none.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator !=(BooleanToken token, bool value)
        => token._joined.IsEmpty ? token._path.Compare(ExpressionOperator.NotEqual, value, Write) : value ? !token._joined : token._joined;

    /// <summary>Requires both.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Both.</returns>
    public static BooleanToken operator &(BooleanToken left, BooleanToken right) => new((ItemCondition)left & (ItemCondition)right);

    /// <summary>Requires at least one of the two.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Either.</returns>
    public static BooleanToken operator |(BooleanToken left, BooleanToken right) => new((ItemCondition)left | (ItemCondition)right);

    /// <summary>Requires the opposite.</summary>
    /// <param name="token">The attribute.</param>
    /// <returns>The opposite.</returns>
    public static BooleanToken operator !(BooleanToken token) => new(!(ItemCondition)token);

    /// <summary>Does not compile: only DynamoDB knows what the attribute holds. C# needs this for <c>||</c>.</summary>
    /// <param name="token">The attribute.</param>
    /// <returns><see langword="false"/>, so that C# evaluates both sides of <c>||</c>.</returns>
    [Obsolete("A token is no bool: only DynamoDB knows what the attribute holds.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator true(BooleanToken token) => false;

    /// <summary>Makes C# evaluate the right side of <c>&amp;&amp;</c>.</summary>
    /// <param name="token">The attribute.</param>
    /// <returns><see langword="false"/>, so that C# evaluates both sides of <c>&amp;&amp;</c>.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator false(BooleanToken token) => false;

    /// <summary>Not supported: a token is no value.</summary>
    /// <param name="obj">Not used.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => throw new NotSupportedException();

    /// <summary>Not supported: a token is no value.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => throw new NotSupportedException();

    private static void Write(ref ItemWriter writer, bool value) => writer.WriteBoolean(value);
}

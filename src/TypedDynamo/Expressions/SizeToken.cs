using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>The size of a value, in a condition or filter: <c>o =&gt; o.Tags.Size() &gt;= 2</c>.</summary>
/// <remarks>
/// The size counts the characters of a string, the bytes of binary data, the elements of a set or list, and the entries of a map (Developer
/// Guide, "Functions").
/// </remarks>
public readonly struct SizeToken
{
    private readonly TokenPath _size;

    internal SizeToken(TokenPath path)
    {
        _size = path.Size();
    }

    /// <summary>Matches items whose value has a size.</summary>
    /// <param name="size">The value's size.</param>
    /// <param name="value">The size to compare it with.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator ==(SizeToken size, long value) => size.Compare(ExpressionOperator.Equal, value);

    /// <summary>Matches items whose value has another size.</summary>
    /// <inheritdoc cref="op_Equality(SizeToken, long)"/>
    public static ItemCondition operator !=(SizeToken size, long value) => size.Compare(ExpressionOperator.NotEqual, value);

    /// <summary>Matches items whose value is smaller.</summary>
    /// <inheritdoc cref="op_Equality(SizeToken, long)"/>
    public static ItemCondition operator <(SizeToken size, long value) => size.Compare(ExpressionOperator.LessThan, value);

    /// <summary>Matches items whose value is larger.</summary>
    /// <inheritdoc cref="op_Equality(SizeToken, long)"/>
    public static ItemCondition operator >(SizeToken size, long value) => size.Compare(ExpressionOperator.GreaterThan, value);

    /// <summary>Matches items whose value is not larger.</summary>
    /// <inheritdoc cref="op_Equality(SizeToken, long)"/>
    public static ItemCondition operator <=(SizeToken size, long value) => size.Compare(ExpressionOperator.LessThanOrEqual, value);

    /// <summary>Matches items whose value is not smaller.</summary>
    /// <inheritdoc cref="op_Equality(SizeToken, long)"/>
    public static ItemCondition operator >=(SizeToken size, long value) => size.Compare(ExpressionOperator.GreaterThanOrEqual, value);

    /// <summary>Matches items whose value has a size from one to another, both included.</summary>
    /// <param name="first">The smallest size.</param>
    /// <param name="last">The greatest size.</param>
    /// <returns>The condition.</returns>
    public ItemCondition Between(long first, long last) => _size.Between(first, last, Write);

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

    private static void Write(ref ItemWriter writer, long value) => writer.WriteInt64(value);

    private ItemCondition Compare(ExpressionOperator @operator, long value) => _size.Compare(@operator, value, Write);
}

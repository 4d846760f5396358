using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Items;

namespace TypedDynamo.Tokens;

/// <summary>A value that DynamoDB can order, in a condition or filter: <c>o =&gt; o.Total &gt; 100m</c>.</summary>
/// <typeparam name="T">The property's C# type.</typeparam>
/// <typeparam name="TType">
/// The type of the stored value: strings and binary data have <c>BeginsWith</c>, <c>Contains</c> and <c>Size</c> too.
/// </typeparam>
/// <remarks>
/// If the item lacks the attribute, no comparison holds except <c>!=</c>. Strings and binary data are ordered by their bytes (Developer
/// Guide, "Comparison operator and function reference"). Each operator throws an <see cref="ArgumentNullException"/> for null, and an
/// <see cref="ItemMappingException"/> for a value that DynamoDB does not store.
/// </remarks>
public readonly struct ScalarToken<T, TType> : IAttributeToken
{
    private readonly TokenPath _path;
    private readonly ValueWriter<T> _write;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a value; <see langword="null"/> for the one form that the type has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ScalarToken(TokenPath path, ValueWriter<T>? write = null)
    {
        _path = path;
        _write = write ?? ValueForm<T>.Default!.Write;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _path;

    internal TokenPath Path => _path;

    /// <summary>Matches items with a value.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator ==(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.Equal, value);

    /// <summary>Matches items with another value, or none.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator !=(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.NotEqual, value);

    /// <summary>Matches items with a smaller value.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator <(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.LessThan, value);

    /// <summary>Matches items with a greater value.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator >(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.GreaterThan, value);

    /// <summary>Matches items with the value or a smaller one.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator <=(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.LessThanOrEqual, value);

    /// <summary>Matches items with the value or a greater one.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator >=(ScalarToken<T, TType> token, T value) => token.Compare(ExpressionOperator.GreaterThanOrEqual, value);

    /// <summary>Matches items whose two attributes are equal.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator ==(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.Equal, right._path);

    /// <summary>Matches items whose two attributes are not equal, or that lack one.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator !=(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.NotEqual, right._path);

    /// <summary>Matches items whose one attribute is less than another.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator <(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.LessThan, right._path);

    /// <summary>Matches items whose one attribute is greater than another.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator >(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.GreaterThan, right._path);

    /// <summary>Matches items whose one attribute is less than or equal to another.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator <=(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.LessThanOrEqual, right._path);

    /// <summary>Matches items whose one attribute is greater than or equal to another.</summary>
    /// <param name="left">One attribute.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition operator >=(ScalarToken<T, TType> left, ScalarToken<T, TType> right)
        => left._path.Compare(ExpressionOperator.GreaterThanOrEqual, right._path);

    /// <summary>Matches items with a value from one to another, both included.</summary>
    /// <param name="first">The smallest value. DynamoDB refuses one that is greater than <paramref name="last"/>.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public ItemCondition Between(T first, T last) => _path.Between(first, last, _write);

    /// <summary>Matches items with one of several values.</summary>
    /// <param name="values">The values, 1 to 100.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">There is no value, or there are more than 100.</exception>
    public ItemCondition In(params T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return _path.In<T>(values, _write);
    }

    /// <inheritdoc cref="In(T[])"/>
    public ItemCondition In(ReadOnlySpan<T> values) => _path.In(values, _write);

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

    internal ItemCondition Compare(ExpressionOperator @operator, T value) => _path.Compare(@operator, value, _write);
}

using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>The sort key inside a query's lambda: <c>orders.Query("c-42", k =&gt; k &gt;= from)</c>.</summary>
/// <typeparam name="T">The key's C# type. Strings and binary data have <c>BeginsWith</c> too.</typeparam>
/// <remarks>
/// The operators are those that DynamoDB has for a sort key (Developer Guide, "Key condition expressions for the Query operation"). Each
/// throws an <see cref="ItemMappingException"/> for a value that DynamoDB does not take as a key.
/// </remarks>
public readonly struct SortKey<T>
{
    private readonly KeyCondition _before;
    private readonly AttributePath _attribute;
    private readonly ValueWriter<T> _write;

    /// <summary>Makes the token of a sort key. Generated code calls this.</summary>
    /// <param name="before">The conditions on the attributes before this one in a key of several.</param>
    /// <param name="attribute">The sort key.</param>
    /// <param name="write">Writes the key's stored form.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SortKey(KeyCondition before, AttributePath attribute, ValueWriter<T> write)
    {
        _before = before;
        _attribute = attribute;
        _write = write;
    }

    /// <summary>Matches the one item with this sort key.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(SortKey<T> key, T value) => key.Compare(ExpressionOperator.Equal, value);

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(SortKey<T> key, T value) => throw new NotSupportedException();

    /// <summary>Matches sort keys less than a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <(SortKey<T> key, T value) => key.Compare(ExpressionOperator.LessThan, value);

    /// <summary>Matches sort keys greater than a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >(SortKey<T> key, T value) => key.Compare(ExpressionOperator.GreaterThan, value);

    /// <summary>Matches sort keys less than or equal to a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <=(SortKey<T> key, T value) => key.Compare(ExpressionOperator.LessThanOrEqual, value);

    /// <summary>Matches sort keys greater than or equal to a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >=(SortKey<T> key, T value) => key.Compare(ExpressionOperator.GreaterThanOrEqual, value);

    /// <summary>Matches sort keys from one value to another, both included.</summary>
    /// <param name="first">The smallest value. DynamoDB refuses one that is greater than <paramref name="last"/>.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public KeyCondition Between(T first, T last) => _before.Between(_attribute, first, last, _write);

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

    internal KeyCondition Compare(ExpressionOperator @operator, T value) => _before.And(@operator, _attribute, value, _write);
}

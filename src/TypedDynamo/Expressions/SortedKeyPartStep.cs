using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>
/// A property in a composed sort key that others follow, and whose text sorts like its values: <c>k =&gt; k.PlacedAt.Between(from, to)</c>.
/// </summary>
/// <typeparam name="T">The property's C# type.</typeparam>
/// <typeparam name="TNext">The generated type that has the properties after this one.</typeparam>
/// <remarks>
/// Comparisons use the text: for a date whose format leaves out a part, only the rest is compared. Each is one <c>BETWEEN</c> among the
/// keys that begin like this one; its upper bound ends with the character U+10FFFF, which sorts after all others.
/// </remarks>
public readonly struct SortedKeyPartStep<T, TNext>
{
    private readonly Func<KeyText, TNext> _next;
    private readonly KeyPartValue<T> _value;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="before">The key's text before the property.</param>
    /// <param name="write">Writes the property's text.</param>
    /// <param name="end">The literal text after the property.</param>
    /// <param name="next">Makes the properties after this one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SortedKeyPartStep(KeyText before, ValueWriter<T> write, byte[] end, Func<KeyText, TNext> next)
    {
        _value = new KeyPartValue<T>(before, write, end);
        _next = next;
    }

    /// <summary>Matches items whose property has a value, and continues with the next property.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The properties after this one. Without further conditions they are a complete condition.</returns>
    /// <exception cref="ItemMappingException">The value cannot be part of a key.</exception>
    public TNext Is(T value) => _next(_value.Append(value));

    /// <summary>Matches items whose property has a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(SortedKeyPartStep<T, TNext> part, T value) => part._value.Append(value).Begins();

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(SortedKeyPartStep<T, TNext> part, T value) => throw new NotSupportedException();

    /// <summary>Matches items whose property is less than a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <(SortedKeyPartStep<T, TNext> part, T value)
        => part._value.Before.Range(null, part._value.Compose(value)); // others follow the property, so no key ends with it

    /// <summary>Matches items whose property is greater than a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >(SortedKeyPartStep<T, TNext> part, T value)
        => part._value.Before.Range(part._value.ComposeBehind(value), null);

    /// <summary>Matches items whose property is less than or equal to a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <=(SortedKeyPartStep<T, TNext> part, T value)
        => part._value.Before.Range(null, part._value.ComposeBehind(value));

    /// <summary>Matches items whose property is greater than or equal to a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >=(SortedKeyPartStep<T, TNext> part, T value)
        => part._value.Before.Range(part._value.Compose(value), null);

    /// <summary>Matches items whose property is from one value to another, both included.</summary>
    /// <param name="first">The smallest value. DynamoDB refuses one that is greater than <paramref name="last"/>.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public KeyCondition Between(T first, T last) => _value.Before.Range(_value.Compose(first), _value.ComposeBehind(last));

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
}

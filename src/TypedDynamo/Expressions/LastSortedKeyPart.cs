using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>The last property in a composed sort key, whose text sorts like its values: <c>k =&gt; k.Line &gt;= 10</c>.</summary>
/// <typeparam name="T">The property's C# type. A string has <c>BeginsWith</c> too.</typeparam>
/// <remarks>
/// Comparisons use the text: for a date whose format leaves out a part, only the rest is compared. Each is one <c>BETWEEN</c> among the
/// keys that begin like this one; its upper bound ends with the character U+10FFFF, which sorts after all others. <c>&lt;</c> is not
/// available, because <c>BETWEEN</c> includes its bounds.
/// </remarks>
public readonly struct LastSortedKeyPart<T>
{
    private const string NoLessThan = "A key that begins with other text has no <: DynamoDB's BETWEEN includes its bounds. Use <= or Between.";

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="before">The key's text before the property.</param>
    /// <param name="write">Writes the property's text.</param>
    /// <param name="end">The literal text after the property; empty if there is none.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LastSortedKeyPart(KeyText before, ValueWriter<T> write, byte[] end)
    {
        Value = new KeyPartValue<T>(before, write, end);
    }

    internal KeyPartValue<T> Value { get; }

    /// <summary>Matches the one item with this sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(LastSortedKeyPart<T> part, T value) => part.Value.Append(value).Is();

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(LastSortedKeyPart<T> part, T value) => throw new NotSupportedException();

    /// <summary>Does not compile: there is no exact condition for it.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(NoLessThan, error: true)]
    public static KeyCondition operator <(LastSortedKeyPart<T> part, T value) => throw new NotSupportedException();

    /// <summary>Matches items whose property is greater than a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >(LastSortedKeyPart<T> part, T value)
        => part.Value.Before.Range([.. part.ComposeLast(value), 0], null); // nothing stands between a text and the same with U+0000 behind it

    /// <summary>Matches items whose property is less than or equal to a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <=(LastSortedKeyPart<T> part, T value) => part.Value.Before.Range(null, part.ComposeLast(value));

    /// <summary>Matches items whose property is greater than or equal to a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >=(LastSortedKeyPart<T> part, T value) => part.Value.Before.Range(part.Value.Compose(value), null);

    /// <summary>Matches items whose property is from one value to another, both included.</summary>
    /// <param name="first">The smallest value. DynamoDB refuses one that is greater than <paramref name="last"/>.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public KeyCondition Between(T first, T last) => Value.Before.Range(Value.Compose(first), ComposeLast(last));

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

    // The whole key of the value: a text of fixed length and the same literal behind it sort as the text does.
    private byte[] ComposeLast(T value) => Value.Append(value).Text.ToArray();
}

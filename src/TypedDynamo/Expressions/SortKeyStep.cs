using System.ComponentModel;

namespace TypedDynamo.Tokens;

/// <summary>A sort attribute of an index whose sort key has several, and that is not the last: <c>k =&gt; k.Round.Is(3).Bracket.BeginsWith("a")</c>.</summary>
/// <typeparam name="T">The attribute's C# type.</typeparam>
/// <typeparam name="TNext">The generated type that has the attributes after this one.</typeparam>
/// <remarks>
/// DynamoDB takes the attributes from left to right, each but the last by <c>=</c> (Developer Guide, "Multi-attribute keys in global
/// secondary indexes"): <see cref="Is"/> continues with the next one, and an operator ends the condition.
/// </remarks>
public readonly struct SortKeyStep<T, TNext>
{
    private readonly SortKey<T> _key;
    private readonly Func<KeyCondition, TNext> _next;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="key">The attribute.</param>
    /// <param name="next">Makes the attributes after this one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SortKeyStep(SortKey<T> key, Func<KeyCondition, TNext> next)
    {
        _key = key;
        _next = next;
    }

    /// <summary>Matches items whose attribute has a value, and continues with the next attribute.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The attributes after this one. Without further conditions they are a complete condition.</returns>
    public TNext Is(T value) => _next(_key == value);

    /// <summary>Ends the condition here: gives the attribute the operators of the last one.</summary>
    /// <param name="step">The attribute.</param>
    public static implicit operator SortKey<T>(SortKeyStep<T, TNext> step) => step._key;

    /// <summary>Matches items whose attribute has a value.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(SortKeyStep<T, TNext> step, T value) => step._key == value;

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(SortKeyStep<T, TNext> step, T value) => throw new NotSupportedException();

    /// <summary>Matches items whose attribute is less than a value.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <(SortKeyStep<T, TNext> step, T value) => step._key < value;

    /// <summary>Matches items whose attribute is greater than a value.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >(SortKeyStep<T, TNext> step, T value) => step._key > value;

    /// <summary>Matches items whose attribute is less than or equal to a value.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <=(SortKeyStep<T, TNext> step, T value) => step._key <= value;

    /// <summary>Matches items whose attribute is greater than or equal to a value.</summary>
    /// <param name="step">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >=(SortKeyStep<T, TNext> step, T value) => step._key >= value;

    /// <summary>Matches items whose attribute is from one value to another, both included.</summary>
    /// <param name="first">The smallest value.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public KeyCondition Between(T first, T last) => _key.Between(first, last);

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

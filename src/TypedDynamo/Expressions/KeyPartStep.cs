using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A property in a composed sort key that others follow: <c>k =&gt; k.Status.Is(Status.Open).OrderId == "o-1"</c>.</summary>
/// <typeparam name="T">The property's C# type. A string has <c>BeginsWith</c> too.</typeparam>
/// <typeparam name="TNext">The generated type that has the properties after this one.</typeparam>
/// <remarks>The text of such a property does not sort like its values, so it has no range conditions.</remarks>
public readonly struct KeyPartStep<T, TNext>
{
    private readonly Func<KeyText, TNext> _next;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="before">The key's text before the property.</param>
    /// <param name="write">Writes the property's text.</param>
    /// <param name="end">The literal text after the property.</param>
    /// <param name="next">Makes the properties after this one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KeyPartStep(KeyText before, ValueWriter<T> write, byte[] end, Func<KeyText, TNext> next)
    {
        Value = new KeyPartValue<T>(before, write, end);
        _next = next;
    }

    internal KeyPartValue<T> Value { get; }

    /// <summary>Matches items whose property has a value, and continues with the next property.</summary>
    /// <param name="value">The value. For a date whose format leaves out a part, only the rest is compared.</param>
    /// <returns>The properties after this one. Without further conditions they are a complete condition.</returns>
    /// <exception cref="ItemMappingException">The value cannot be part of a key.</exception>
    public TNext Is(T value) => _next(Value.Append(value));

    /// <summary>Matches items whose property has a value.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value. For a date whose format leaves out a part, only the rest is compared.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(KeyPartStep<T, TNext> part, T value) => part.Value.Append(value).Begins();

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(KeyPartStep<T, TNext> part, T value) => throw new NotSupportedException();

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

using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>The last property in a composed sort key: <c>k =&gt; k.OrderId == 7</c>.</summary>
/// <typeparam name="T">The property's C# type. A string has <c>BeginsWith</c> too.</typeparam>
/// <remarks>The text of such a property does not sort like its values, so it has no range conditions.</remarks>
public readonly struct LastKeyPart<T>
{
    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="before">The key's text before the property.</param>
    /// <param name="write">Writes the property's text.</param>
    /// <param name="end">The literal text after the property; empty if there is none.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LastKeyPart(KeyText before, ValueWriter<T> write, byte[] end)
    {
        Value = new KeyPartValue<T>(before, write, end);
    }

    internal KeyPartValue<T> Value { get; }

    /// <summary>Matches the one item with this sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(LastKeyPart<T> part, T value) => part.Value.Append(value).Is();

    /// <summary>Does not compile: a query cannot exclude one sort key.</summary>
    /// <param name="part">The property.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(LastKeyPart<T> part, T value) => throw new NotSupportedException();

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

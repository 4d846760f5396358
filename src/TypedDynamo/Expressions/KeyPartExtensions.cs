using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Conditions on strings in a composed sort key.</summary>
public static class KeyPartExtensions
{
    /// <summary>Matches items whose property starts with a string. The comparison is by bytes: case matters.</summary>
    /// <typeparam name="TNext">The generated type that has the properties after this one.</typeparam>
    /// <param name="part">The property.</param>
    /// <param name="prefix">The start. The empty string matches every item.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ItemMappingException">The prefix reaches into the literal text after the property.</exception>
    public static KeyCondition BeginsWith<TNext>(this KeyPartStep<string, TNext> part, string prefix) => BeginsWith(part.Value, prefix);

    /// <inheritdoc cref="BeginsWith{TNext}(KeyPartStep{string, TNext}, string)"/>
    public static KeyCondition BeginsWith(this LastKeyPart<string> part, string prefix) => BeginsWith(part.Value, prefix);

    /// <inheritdoc cref="BeginsWith{TNext}(KeyPartStep{string, TNext}, string)"/>
    public static KeyCondition BeginsWith(this LastSortedKeyPart<string> part, string prefix) => BeginsWith(part.Value, prefix);

    private static KeyCondition BeginsWith(KeyPartValue<string> value, string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return value.Before.BeginsWith(prefix, value.Write, value.End);
    }
}

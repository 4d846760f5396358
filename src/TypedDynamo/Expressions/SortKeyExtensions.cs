using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Conditions on sort keys of some types only.</summary>
public static class SortKeyExtensions
{
    /// <summary>Matches sort keys that start with a string. The comparison is by bytes: case matters.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="prefix">The start, 1 to 1,024 bytes long in UTF-8.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ItemMappingException">The prefix is empty or too long.</exception>
    public static KeyCondition BeginsWith(this SortKey<string> key, string prefix) => key.Compare(ExpressionOperator.BeginsWith, prefix);

    /// <summary>Matches sort keys that start with some bytes.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="prefix">The start, 1 to 1,024 bytes long.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ItemMappingException">The prefix is empty or too long.</exception>
    public static KeyCondition BeginsWith(this SortKey<byte[]> key, byte[] prefix) => key.Compare(ExpressionOperator.BeginsWith, prefix);
}

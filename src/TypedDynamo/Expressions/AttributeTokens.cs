using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Conditions on attributes other than comparisons (Developer Guide, "Comparison operator and function reference").</summary>
/// <remarks>These are extensions, so that a property of the same name does not hide them.</remarks>
public static class AttributeTokens
{
    /// <summary>Matches items that have the attribute, even if it is NULL.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition Exists<TToken>(this TToken token)
        where TToken : struct, IAttributeToken
        => token.Path.Test(ExpressionOperator.Exists);

    /// <summary>Matches items that lack the attribute.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition NotExists<TToken>(this TToken token)
        where TToken : struct, IAttributeToken
        => token.Path.Test(ExpressionOperator.NotExists);

    /// <summary>Matches items whose attribute is NULL. A missing attribute does not match: see <see cref="NotExists{TToken}(TToken)"/>.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition IsNull<TToken>(this TToken token)
        where TToken : struct, IAttributeToken
        => token.IsType(AttributeType.Null);

    /// <summary>Matches items whose attribute is of a type.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <param name="type">The type.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition IsType<TToken>(this TToken token, AttributeType type)
        where TToken : struct, IAttributeToken
        => token.Path.Compare(ExpressionOperator.IsType, type.Code(), WriteTypeCode);

    /// <summary>Gets the number of elements or entries of a set, list or map.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The size, to be compared.</returns>
    public static SizeToken Size<TToken>(this TToken token)
        where TToken : struct, ISizedToken
        => new(token.Path);

    /// <summary>Gets the number of characters of a string, as DynamoDB counts them.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The size, to be compared.</returns>
    public static SizeToken Size<T>(this ScalarToken<T, StringType> token) => new(token.Path);

    /// <summary>Gets the number of bytes of binary data.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <returns>The size, to be compared.</returns>
    public static SizeToken Size<T>(this ScalarToken<T, BinaryType> token) => new(token.Path);

    /// <summary>Matches items whose string starts with another. The comparison is by bytes: case matters.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="prefix">The start.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition BeginsWith(this ScalarToken<string, StringType> token, string prefix)
        => token.Compare(ExpressionOperator.BeginsWith, prefix);

    /// <summary>Matches items whose binary data starts with some bytes.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <param name="prefix">The start.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition BeginsWith<T>(this ScalarToken<T, BinaryType> token, T prefix)
        => token.Compare(ExpressionOperator.BeginsWith, prefix);

    /// <summary>Matches items whose string contains another. The comparison is by bytes: case matters.</summary>
    /// <param name="token">The attribute.</param>
    /// <param name="part">The other string.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition Contains(this ScalarToken<string, StringType> token, string part)
        => token.Compare(ExpressionOperator.Contains, part);

    /// <summary>Matches items whose binary data contains some bytes.</summary>
    /// <typeparam name="T">The property's C# type.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <param name="part">The bytes.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition Contains<T>(this ScalarToken<T, BinaryType> token, T part)
        => token.Compare(ExpressionOperator.Contains, part);

    /// <summary>Matches items whose set, list, map or object equals another, element by element; the order of a set does not matter.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition Is<TToken, T>(this TToken token, T value)
        where TToken : struct, IDocumentToken<T>
        => token.Path.Compare(ExpressionOperator.Equal, value, token.Write);

    /// <summary>Matches items whose set, list, map or object does not equal another, or that lack it.</summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="token">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition IsNot<TToken, T>(this TToken token, T value)
        where TToken : struct, IDocumentToken<T>
        => token.Path.Compare(ExpressionOperator.NotEqual, value, token.Write);

    private static void WriteTypeCode(ref ItemWriter writer, string value) => writer.WriteString(value);
}

/// <summary>Conditions on a whole item.</summary>
public static class ItemTokens
{
    /// <summary>Matches if there is an item with the key.</summary>
    /// <typeparam name="TTokens">The tokens' type.</typeparam>
    /// <param name="item">The item.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition Exists<TTokens>(this TTokens item)
        where TTokens : struct, IItemTokens
        => item.PartitionKey.Test(ExpressionOperator.Exists);

    /// <summary>Matches if there is no item with the key: <c>orders.PutAsync(order, o =&gt; o.NotExists())</c>.</summary>
    /// <typeparam name="TTokens">The tokens' type.</typeparam>
    /// <param name="item">The item.</param>
    /// <returns>The condition.</returns>
    public static ItemCondition NotExists<TTokens>(this TTokens item)
        where TTokens : struct, IItemTokens
        => item.PartitionKey.Test(ExpressionOperator.NotExists);
}

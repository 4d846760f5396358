using TypedDynamo.CompilerServices;
using TypedDynamo.Items;
using TypedDynamo.Tokens;

namespace TypedDynamo.Operations;

/// <summary>An attribute whose values an aggregate reads.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="Path">The attribute's path.</param>
/// <param name="Read">Reads a value; null for an attribute that the items lack.</param>
/// <param name="IsText">Whether the values are the stored strings themselves, so that their bytes can be compared.</param>
internal readonly record struct ItemValue<T>(TokenPath Path, ItemValueReader<T>? Read, bool IsText);

internal static class ItemValue
{
    /// <summary>Creates the value of an attribute's token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="mapper">The mapper of the items.</param>
    public static ItemValue<T> Of<T, TType, TItem>(ScalarToken<T, TType> token, ItemMapper<TItem> mapper)
    {
        int ordinal = token.Path.Attribute is { } attribute ? mapper.Schema.IndexOf(attribute.Utf8Name) : -1;
        bool isText = typeof(T) == typeof(string) && typeof(TType) == typeof(StringType);
        var read = ordinal < 0 ? null : (ItemValueReader<T>?)mapper.ReaderOf(ordinal) ?? ValueForm<T>.Default?.Read;
        return new ItemValue<T>(token.Path, read, isText);
    }

    /// <summary>Creates the value of a bool attribute's token.</summary>
    public static ItemValue<bool> Of(BooleanToken token) => new(PathOf(token), ValueForm<bool>.Default!.Read, IsText: false);

    private static TokenPath PathOf<TToken>(TToken token)
        where TToken : struct, IAttributeToken
        => token.Path;
}

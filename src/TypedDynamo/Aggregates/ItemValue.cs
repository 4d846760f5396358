using TypedDynamo.CompilerServices;
using TypedDynamo.Items;

namespace TypedDynamo.Operations;

/// <summary>An attribute whose values an aggregate reads.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="Path">The attribute's path.</param>
/// <param name="Read">Reads a value; null for an attribute that the items do not have.</param>
/// <param name="IsText">Whether the values are strings as they are stored, so that they can be told apart by their bytes.</param>
internal readonly record struct ItemValue<T>(TokenPath Path, ItemValueReader<T>? Read, bool IsText);

internal static class ItemValue
{
    /// <summary>Makes an attribute of its token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="mapper">What maps the items.</param>
    public static ItemValue<T> Of<T, TType, TItem>(ScalarToken<T, TType> token, ItemMapper<TItem> mapper)
    {
        int ordinal = token.Path.Attribute is { } attribute ? mapper.Schema.IndexOf(attribute.Utf8Name) : -1;
        bool isText = typeof(T) == typeof(string) && typeof(TType) == typeof(StringType);
        var read = ordinal < 0 ? null : (ItemValueReader<T>?)mapper.ReaderOf(ordinal) ?? ValueForm<T>.Default?.Read;
        return new ItemValue<T>(token.Path, read, isText);
    }

    /// <summary>Makes an attribute that holds bools of its token.</summary>
    public static ItemValue<bool> Of(BooleanToken token) => new(PathOf(token), ValueForm<bool>.Default!.Read, IsText: false);

    private static TokenPath PathOf<TToken>(TToken token)
        where TToken : struct, IAttributeToken
        => token.Path;
}

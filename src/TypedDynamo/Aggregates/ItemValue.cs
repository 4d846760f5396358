using System.ComponentModel;

namespace TypedDynamo.CompilerServices;

/// <summary>An attribute whose values an aggregate reads. Generated code makes it of the token that the user's lambda returns.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ItemValue<T>
{
    internal ItemValue(TokenPath path, ItemValueReader<T>? read, bool isText)
    {
        Path = path;
        Read = read;
        IsText = isText;
    }

    internal TokenPath Path { get; }

    /// <summary>Gets what reads a value; null for an attribute that the items do not have.</summary>
    internal ItemValueReader<T>? Read { get; }

    /// <summary>Gets whether the values are strings as they are stored, so that they can be told apart by their bytes.</summary>
    internal bool IsText { get; }
}

/// <summary>Makes the attributes that aggregates read. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ItemValue
{
    /// <summary>Makes an attribute of its token.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TType">What they are stored as.</typeparam>
    /// <param name="token">The token.</param>
    /// <param name="schema">The attributes of the items.</param>
    /// <param name="readers">Gives what reads the values of an attribute, an <see cref="ItemValueReader{T}"/>, by its ordinal.</param>
    /// <returns>The attribute.</returns>
    public static ItemValue<T> Of<T, TType>(ScalarToken<T, TType> token, ItemSchema schema, Func<int, Delegate?> readers)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(readers);

        int ordinal = token.Path.Attribute is { } attribute ? schema.IndexOf(attribute.Utf8Name) : -1;
        bool isText = typeof(T) == typeof(string) && typeof(TType) == typeof(StringType);
        return new ItemValue<T>(token.Path, readers(ordinal) as ItemValueReader<T>, isText);
    }

    /// <summary>Makes an attribute that holds bools of its token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The attribute.</returns>
    public static ItemValue<bool> Of(BooleanToken token)
        => new(PathOf(token), static (ref ItemReader reader) => reader.ReadBoolean(), isText: false);

    private static TokenPath PathOf<TToken>(TToken token)
        where TToken : struct, IAttributeToken
        => token.Path;
}

using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Makes the tokens of lists, for generated code, and for the compiler where a list is written as a collection expression.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ListUpdates
{
    /// <summary>Makes the tokens of a list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TToken">The tokens of an element.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <returns>The tokens.</returns>
    public static ListUpdate<T, TToken> Of<T, TToken>(ReadOnlySpan<T> elements)
        where TToken : IUpdateToken<TToken>
        => new(elements.ToArray());

    /// <summary>Makes the tokens of a place. Generated code calls this.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <typeparam name="TToken">The tokens of an element.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="writeElement">Writes the stored form of an element.</param>
    /// <param name="element">Makes the tokens of an element.</param>
    /// <returns>The tokens.</returns>
    public static ListUpdate<T, TToken> At<T, TToken>(TokenPath path, ValueWriter<T> writeElement, Func<TokenPath, TToken> element)
        where TToken : IUpdateToken<TToken>
    {
        ListUpdate<T, TToken> tokens = path.Nested<ListUpdate<T, TToken>>();
        tokens.Bind(writeElement, element);
        return tokens;
    }
}

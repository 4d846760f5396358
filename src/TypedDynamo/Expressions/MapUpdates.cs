using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Makes the tokens of dictionaries, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MapUpdates
{
    /// <summary>Makes the tokens of a place. Generated code calls this.</summary>
    /// <typeparam name="T">The type of an entry's value.</typeparam>
    /// <typeparam name="TToken">The tokens of an entry's value.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="writeValue">Writes the stored form of an entry's value.</param>
    /// <param name="entry">Makes the tokens of an entry's value.</param>
    /// <returns>The tokens.</returns>
    public static MapUpdate<T, TToken> At<T, TToken>(TokenPath path, ValueWriter<T> writeValue, Func<TokenPath, TToken> entry)
        where TToken : IUpdateToken<TToken>
    {
        MapUpdate<T, TToken> tokens = path.Nested<MapUpdate<T, TToken>>();
        tokens.Bind(writeValue, entry);
        return tokens;
    }
}

using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>A set in a condition or filter: <c>o =&gt; o.Tags.Contains("vip")</c>.</summary>
/// <typeparam name="TSet">The property's C# type.</typeparam>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly struct SetToken<TSet, T> : ISizedToken, IDocumentToken<TSet>
{
    private readonly TokenPath _path;
    private readonly ValueWriter<TSet> _write;
    private readonly ValueWriter<T> _writeElement;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a set.</param>
    /// <param name="writeElement">Writes the stored form of an element.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SetToken(TokenPath path, ValueWriter<TSet> write, ValueWriter<T> writeElement)
    {
        _path = path;
        _write = write;
        _writeElement = writeElement;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _path;

    /// <inheritdoc/>
    ValueWriter<TSet> IDocumentToken<TSet>.Write => _write;

    /// <summary>Matches items whose set has an element.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The condition.</returns>
    public ItemCondition Contains(T element) => _path.Compare(ExpressionOperator.Contains, element, _writeElement);
}

/// <summary>A list in a condition or filter: <c>o =&gt; o.Lines[0].Price &gt; 5m</c>.</summary>
/// <typeparam name="TList">The property's C# type.</typeparam>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TToken">The tokens of an element.</typeparam>
public readonly struct ListToken<TList, T, TToken> : ISizedToken, IDocumentToken<TList>
{
    private readonly TokenPath _path;
    private readonly ValueWriter<TList> _write;
    private readonly ValueWriter<T> _writeElement;
    private readonly Func<TokenPath, TToken> _element;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a list.</param>
    /// <param name="writeElement">Writes the stored form of an element.</param>
    /// <param name="element">Makes the tokens of an element.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ListToken(TokenPath path, ValueWriter<TList> write, ValueWriter<T> writeElement, Func<TokenPath, TToken> element)
    {
        _path = path;
        _write = write;
        _writeElement = writeElement;
        _element = element;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _path;

    /// <inheritdoc/>
    ValueWriter<TList> IDocumentToken<TList>.Write => _write;

    /// <summary>Gets an element.</summary>
    /// <param name="index">Its place, from 0 on. An item whose list is shorter lacks it.</param>
    /// <returns>Its tokens.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public TToken this[int index] => _element(_path.Element(index));

    /// <summary>Matches items whose list has an element.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The condition.</returns>
    public ItemCondition Contains(T element) => _path.Compare(ExpressionOperator.Contains, element, _writeElement);
}

/// <summary>A dictionary in a condition or filter: <c>o =&gt; o.Labels["x"] == "y"</c>.</summary>
/// <typeparam name="TMap">The property's C# type.</typeparam>
/// <typeparam name="TToken">The tokens of an entry's value.</typeparam>
public readonly struct MapToken<TMap, TToken> : ISizedToken, IDocumentToken<TMap>
{
    private readonly TokenPath _path;
    private readonly ValueWriter<TMap> _write;
    private readonly Func<TokenPath, TToken> _entry;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a dictionary.</param>
    /// <param name="entry">Makes the tokens of an entry's value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public MapToken(TokenPath path, ValueWriter<TMap> write, Func<TokenPath, TToken> entry)
    {
        _path = path;
        _write = write;
        _entry = entry;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _path;

    /// <inheritdoc/>
    ValueWriter<TMap> IDocumentToken<TMap>.Write => _write;

    /// <summary>Gets an entry's value.</summary>
    /// <param name="name">The entry's key. Items whose dictionary has no such entry lack it.</param>
    /// <returns>Its tokens.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or is no text of Unicode characters.</exception>
    public TToken this[string name] => _entry(_path.Entry(name));
}

/// <summary>A value in a condition or filter that is compared as a whole, whatever its type.</summary>
/// <typeparam name="T">The property's C# type.</typeparam>
public readonly struct DocumentToken<T> : ISizedToken, IDocumentToken<T>
{
    private readonly TokenPath _path;
    private readonly ValueWriter<T> _write;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DocumentToken(TokenPath path, ValueWriter<T> write)
    {
        _path = path;
        _write = write;
    }

    /// <inheritdoc/>
    TokenPath IAttributeToken.Path => _path;

    /// <inheritdoc/>
    ValueWriter<T> IDocumentToken<T>.Write => _write;
}

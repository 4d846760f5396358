using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>An item in the bytes of a response, whose attributes are decoded when they are read. Under every generated view there is one.</summary>
/// <remarks>
/// A property has the value that it has in the object that the item would be read as. It throws an <see cref="ItemMappingException"/> if the attribute is
/// of another type, or is missing and must not be. Attributes that you do not read are not validated. Each read decodes anew; nothing is cached. A view is
/// made without an allocation, and lives no longer than the call that it is handed to.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public readonly ref struct ItemView
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly ReadOnlySpan<int> _offsets;
    private readonly int _start;
    private readonly ItemContext _context;
    private readonly ItemSchema _schema;
    private readonly ItemSchema? _asked;

    /// <param name="body">The response.</param>
    /// <param name="start">Where the item starts in it.</param>
    /// <param name="context">The table.</param>
    /// <param name="schema">The attributes by ordinal.</param>
    /// <param name="offsets">What <see cref="ItemReader.IndexItem"/> has found of them.</param>
    /// <param name="asked">The only attributes that were asked for, if not all of <paramref name="schema"/>.</param>
    internal ItemView(
        ReadOnlySpan<byte> body, int start, ItemContext context, ItemSchema schema, ReadOnlySpan<int> offsets, ItemSchema? asked = null)
    {
        _body = body;
        _start = start;
        _context = context;
        _schema = schema;
        _offsets = offsets;
        _asked = asked;
    }

    /// <summary>Goes to an attribute that the item may lack.</summary>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <param name="reader">A reader that stands before the attribute's value.</param>
    /// <returns><see langword="false"/> if the item lacks the attribute.</returns>
    /// <exception cref="InvalidOperationException">The attribute was not asked for.</exception>
    public bool TryRead(int ordinal, out ItemReader reader)
    {
        int offset = _offsets[ordinal];
        if (offset == 0)
        {
            ThrowIfNotAsked(ordinal);
            reader = default;
            return false;
        }

        reader = ItemReader.AtValue(_body, _context, _start, offset);
        return true;
    }

    /// <summary>Goes to an attribute that the type cannot do without.</summary>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <returns>A reader that stands before the attribute's value.</returns>
    /// <exception cref="ItemMappingException">The item lacks the attribute.</exception>
    /// <exception cref="InvalidOperationException">The attribute was not asked for.</exception>
    public ItemReader Read(int ordinal)
    {
        if (!TryRead(ordinal, out ItemReader reader))
        {
            ItemReader.AtItem(_body, _context, _start).ThrowMissing(_schema, ordinal);
        }

        return reader;
    }

    /// <summary>Reads the whole item as an object.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <param name="mapper">What maps the item.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ItemMappingException">An attribute is missing or holds what the type cannot.</exception>
    /// <exception cref="InvalidOperationException">Only some attributes were asked for.</exception>
    public TItem ReadItem<TItem>(ItemMapper<TItem> mapper)
    {
        ArgumentNullException.ThrowIfNull(mapper);
        if (_asked is not null)
        {
            throw new InvalidOperationException(
                $"The whole of an item of {_schema.ItemType} is read, and only some attributes were asked for ({string.Join(", ", _asked.Attributes)}). "
                + "A value in a composed key, a flattened object, and one that only the class can give need the whole item: leave out the selection of "
                + "attributes.");
        }

        ItemReader reader = ItemReader.AtItem(_body, _context, _start);
        return mapper.Read(ref reader);
    }

    // What was not asked for looks like what the item lacks, and its default would be a wrong value.
    private void ThrowIfNotAsked(int ordinal)
    {
        if (_asked is not null && _asked.IndexOf(_schema.Attributes[ordinal].Utf8Name) < 0)
        {
            throw new InvalidOperationException(
                $"Attribute '{_schema.Attributes[ordinal].Name}' of {_schema.ItemType} is read, and was not asked for: name it in the selection of "
                + $"attributes beside {string.Join(", ", _asked.Attributes)}.");
        }
    }
}

using System.ComponentModel;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>An item in the bytes of a response, whose attributes are decoded when they are read. Under every generated view there is one.</summary>
/// <remarks>It is made without an allocation, and lives no longer than the call that it is handed to.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ItemView
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly ReadOnlySpan<int> _offsets;
    private readonly int _start;
    private readonly ItemContext _context;
    private readonly ItemSchema _schema;

    /// <param name="body">The response.</param>
    /// <param name="start">Where the item starts in it.</param>
    /// <param name="context">The table.</param>
    /// <param name="schema">The attributes by ordinal.</param>
    /// <param name="offsets">What <see cref="ItemReader.IndexItem"/> has found of them.</param>
    internal ItemView(ReadOnlySpan<byte> body, int start, ItemContext context, ItemSchema schema, ReadOnlySpan<int> offsets)
    {
        _body = body;
        _start = start;
        _context = context;
        _schema = schema;
        _offsets = offsets;
    }

    /// <summary>Goes to an attribute that the item may lack.</summary>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <param name="reader">A reader that stands before the attribute's value.</param>
    /// <returns><see langword="false"/> if the item lacks the attribute.</returns>
    public bool TryRead(int ordinal, out ItemReader reader)
    {
        int offset = _offsets[ordinal];
        reader = offset == 0 ? default : ItemReader.AtValue(_body, _context, _start, offset);
        return offset != 0;
    }

    /// <summary>Goes to an attribute that the type cannot do without.</summary>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <returns>A reader that stands before the attribute's value.</returns>
    /// <exception cref="ItemMappingException">The item lacks the attribute.</exception>
    public ItemReader Read(int ordinal)
    {
        if (!TryRead(ordinal, out ItemReader reader))
        {
            ItemReader.AtItem(_body, _context, _start).ThrowMissing(_schema, ordinal);
        }

        return reader;
    }

    /// <summary>Goes to the item itself.</summary>
    /// <returns>A reader that has just passed the item's first brace, for the mapper that reads the whole of it.</returns>
    public ItemReader ReadItem() => ItemReader.AtItem(_body, _context, _start);
}

using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Views, which find an item's values first and read them later.</content>
public ref partial struct ItemReader
{
    /// <summary>Gets where in the response the item starts that the reader is in: its first brace.</summary>
    internal readonly int ItemStart => _itemStart;

    /// <summary>Makes a reader that stands before the value of one attribute, as after <see cref="ReadAttribute"/>.</summary>
    /// <param name="body">The response.</param>
    /// <param name="context">The table.</param>
    /// <param name="itemStart">Where the item starts.</param>
    /// <param name="offset">What <see cref="IndexItem"/> has found for the attribute.</param>
    internal static ItemReader AtValue(ReadOnlySpan<byte> body, ItemContext context, int itemStart, int offset)
    {
        var reader = new ItemReader(body, context) { _itemStart = itemStart };
        reader.OpenValue(offset);
        return reader;
    }

    /// <summary>Makes a reader that has just passed an item's first brace.</summary>
    internal static ItemReader AtItem(ReadOnlySpan<byte> body, ItemContext context, int itemStart)
    {
        var reader = new ItemReader(body, context);
        reader._json.Position = itemStart;
        reader.MarkItem();
        return reader;
    }

    /// <summary>Skips the item whose first brace the reader has just read, and finds where its values are.</summary>
    /// <param name="schema">The attributes that are looked for.</param>
    /// <param name="offsets">
    /// Gets, by ordinal, where in the response the brace of the attribute's value is; 0 for one that the item lacks. Of two attributes of
    /// one name the last one counts, as in an object that is read.
    /// </param>
    internal void IndexItem(ItemSchema schema, Span<int> offsets)
    {
        offsets.Clear();
        while (ReadAttribute(schema, out int ordinal))
        {
            if (ordinal >= 0)
            {
                offsets[ordinal] = _valueStart;
            }

            Skip();
        }
    }
}

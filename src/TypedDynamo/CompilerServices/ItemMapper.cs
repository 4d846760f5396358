using System.ComponentModel;

namespace TypedDynamo.CompilerServices;

/// <summary>Turns items of one type into their wire form and back. The generator writes the derived class.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ItemMapper<TItem>
{
    /// <summary>Creates a mapper.</summary>
    /// <param name="schema">The attributes that the mapper knows by their ordinals.</param>
    protected ItemMapper(ItemSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
    }

    /// <summary>Gets the attributes that the mapper knows by their ordinals.</summary>
    public ItemSchema Schema { get; }

    /// <summary>Reads the item whose first brace <paramref name="reader"/> has just passed.</summary>
    /// <param name="reader">The reader, which hands out one attribute after the other.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ItemMappingException">An attribute is missing or holds what the type cannot.</exception>
    public abstract TItem Read(ref ItemReader reader);

    /// <summary>Writes an item's attributes, without the braces around them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store.</exception>
    public abstract void Write(ref ItemWriter writer, TItem item);
}

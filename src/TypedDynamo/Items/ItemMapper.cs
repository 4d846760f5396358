using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>Turns items of one type into their wire form and back. The generator writes the derived class.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
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

    /// <summary>Gets whether <see cref="Fits"/> skips some items, so that DynamoDB cannot count them.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public virtual bool PassesOver => false;

    /// <summary>Gets the names of the attributes that <see cref="Fits"/> looks at, which a projection must not leave out.</summary>
    /// <value>The default is none.</value>
    public virtual IReadOnlyList<string> DistinguishingAttributes => [];

    /// <summary>Checks whether an item is of the mapper's type, in a table that holds items of several types.</summary>
    /// <remarks>Queries and scans skip the items that are not. Without an override, every item is.</remarks>
    /// <param name="reader">The reader, which has just passed the item's first brace. It stays where it is: what looks ahead is a copy.</param>
    /// <returns><see langword="true"/> if the item is to be read.</returns>
    public virtual bool Fits(in ItemReader reader) => true;

    /// <summary>Returns what reads the values of an attribute whose C# type alone does not say how they are stored: enums, ids, formats.</summary>
    /// <remarks>Aggregates ask for it. Without an override there is none, and the runtime reads each type in its default form.</remarks>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <returns>An <see cref="ItemValueReader{T}"/> of the attribute's type; <see langword="null"/> for the default form.</returns>
    public virtual Delegate? ReaderOf(int ordinal) => null;

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

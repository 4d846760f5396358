using System.Collections.Immutable;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The attributes of an item type, each known by its ordinal. Generated code makes one for each type.</summary>
public class ItemSchema
{
    private readonly NameTable _names;

    /// <summary>Describes an item type.</summary>
    /// <param name="itemType">The C# type's name, for messages.</param>
    /// <param name="attributes">The attribute names in DynamoDB; the place of a name is the attribute's ordinal.</param>
    public ItemSchema(string itemType, params string[] attributes)
    {
        ArgumentNullException.ThrowIfNull(itemType);
        ArgumentNullException.ThrowIfNull(attributes);

        ItemType = itemType;
        var paths = ImmutableArray.CreateBuilder<AttributePath>(attributes.Length);
        for (int ordinal = 0; ordinal < attributes.Length; ordinal++)
        {
            paths.Add(new AttributePath(this, ordinal, attributes[ordinal]));
        }

        Attributes = paths.MoveToImmutable();
        _names = new NameTable(attributes);
        Order = new AttributeOrder(Attributes);
    }

    /// <summary>Gets the name of the C# type, as messages use it.</summary>
    public string ItemType { get; }

    /// <summary>Gets the attributes, by ordinal.</summary>
    public ImmutableArray<AttributePath> Attributes { get; }

    /// <summary>Gets the order in which items have the attributes, as far as it is known.</summary>
    internal AttributeOrder Order { get; }

    /// <summary>Finds an attribute's ordinal by its name; -1 for a name that the type does not know.</summary>
    internal int IndexOf(ReadOnlySpan<byte> name) => _names.IndexOf(name);
}

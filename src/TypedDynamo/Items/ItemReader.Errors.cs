using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Items that do not fit their type.</content>
public ref partial struct ItemReader
{
    /// <summary>Makes sure that there is a collection to fill.</summary>
    /// <param name="collection">What the class gives the property.</param>
    /// <param name="member">The property's name.</param>
    /// <exception cref="ItemMappingException">There is none.</exception>
    public readonly void CheckFilling([NotNull] object? collection, string member)
    {
        if (collection is not null)
        {
            return;
        }

        ThrowItem(
            $"cannot be read as {_context.Schema.ItemType}: '{member}' has no accessor to set and is null. "
            + "Initialize the property to an empty collection, or give it an init or set accessor.",
            member,
            "a collection to fill",
            "null");
    }

    /// <summary>Throws because the item lacks an attribute that its type cannot do without.</summary>
    /// <param name="schema">The type's attributes.</param>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowMissing(ItemSchema schema, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(schema);

        string attribute = schema.Attributes[ordinal].Name;
        string path = ReadPath();
        attribute = path.Length == 0 ? attribute : $"{path}.{attribute}";
        ThrowItem(
            $"has no attribute '{attribute}', which {schema.ItemType} requires. "
            + "Make the property nullable, or give it a default and take away `required`.",
            attribute,
            "a value",
            "nothing");
    }

    /// <summary>Throws because the item's key is not one that its type's templates compose.</summary>
    /// <param name="schema">The type's attributes.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowOtherKey(ItemSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);

        ThrowItem(
            $"is of another type than {schema.ItemType}: its key is not one that the templates of {schema.ItemType} compose. "
            + "Read it by the table of its own type.",
            _context.Schema.PartitionKey.Name,
            $"a key that the templates of {schema.ItemType} compose",
            "another key");
    }

    private readonly void ThrowIfNot(WireType expected)
    {
        if (_type != expected)
        {
            ThrowFound(expected.Code(), _type.Code());
        }
    }

    /// <summary>Gets the path of the reader's place in the item. Only messages need it, so it is found by reading the item once more.</summary>
    private readonly string ReadPath() => ItemPathText.Read(_json.Body[_itemStart..], _valueStart - _itemStart);

    [DoesNotReturn]
    private readonly void ThrowFound(string expected, string found) => ThrowFound(ReadPath(), expected, found);

    [DoesNotReturn]
    private readonly void ThrowFound(string attribute, string expected, string found)
    {
        if (_type == WireType.EntryName)
        {
            (expected, found) = ($"a map whose names are each {expected}", "a map with another name");
        }

        throw MappingErrors.OfAttribute(_context, _json.Body[_itemStart..], attribute, expected, found);
    }

    [DoesNotReturn]
    private readonly void ThrowItem(string problem, string attribute, string expected, string found)
        => throw MappingErrors.OfItem(_context, _json.Body[_itemStart..], problem, attribute, expected, found);
}

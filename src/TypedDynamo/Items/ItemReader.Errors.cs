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

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' cannot be read as {_context.Schema.ItemType}: '{member}' has no accessor to set and is null. "
            + "Initialize the property to an empty collection, or give it an init or set accessor.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = member,
            Expected = "a collection to fill",
            Found = "null",
        };
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
        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' has no attribute '{attribute}', which {schema.ItemType} requires. "
            + "Make the property nullable, or give it a default and take away `required`.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = "a value",
            Found = "nothing",
        };
    }

    /// <summary>Throws because the item's key is not one that its type's templates compose.</summary>
    /// <param name="schema">The type's attributes.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowOtherKey(ItemSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
        string attribute = _context.Schema.PartitionKey.Name;
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' is of another type than {schema.ItemType}: its key is not one that the templates of "
            + $"{schema.ItemType} compose. Read it by the table of its own type.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = $"a key that the templates of {schema.ItemType} compose",
            Found = "another key",
        };
    }

    private readonly void ThrowIfNot(WireType expected)
    {
        if (_type != expected)
        {
            ThrowFound(expected.Code(), _type.Code());
        }
    }

    /// <summary>Says where in the item the reader is. Only messages need it, so it is found by reading the item once more.</summary>
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

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Attribute '{attribute}' of item '{_context.TableName}/{key}' is {found}, but {_context.Schema.ItemType} requires {expected}.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = expected,
            Found = found,
        };
    }
}

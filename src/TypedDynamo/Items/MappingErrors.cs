namespace TypedDynamo.Wire;

/// <summary>Makes the exceptions of items that do not fit their types.</summary>
internal static class MappingErrors
{
    /// <summary>Makes the error of an item.</summary>
    /// <param name="context">The table.</param>
    /// <param name="item">The item's bytes, from its opening brace on.</param>
    /// <param name="problem">What follows the item's name in the message.</param>
    /// <param name="attribute">The attribute, or null where the item as a whole does not fit.</param>
    /// <param name="expected">What the type or DynamoDB requires.</param>
    /// <param name="found">What is there instead.</param>
    public static ItemMappingException OfItem(
        ItemContext context, ReadOnlySpan<byte> item, string problem, string? attribute, string expected, string found)
    {
        string key = ItemKeyText.Read(item, context.Schema);
        return Make($"Item '{context.TableName}/{key}' {problem}", context.TableName, key, attribute, expected, found);
    }

    /// <summary>Makes the error of an attribute that holds something else than its type requires.</summary>
    public static ItemMappingException OfAttribute(
        ItemContext context, ReadOnlySpan<byte> item, string attribute, string expected, string found)
    {
        string key = ItemKeyText.Read(item, context.Schema);
        string message = $"Attribute '{attribute}' of item '{context.TableName}/{key}' is {found}, but {context.Schema.ItemType} requires {expected}.";
        return Make(message, context.TableName, key, attribute, expected, found);
    }

    /// <summary>Makes the error of an item that is written, and cannot be stored.</summary>
    /// <param name="context">The table.</param>
    /// <param name="attribute">The attribute, or the empty string where the item as a whole cannot be stored.</param>
    /// <param name="keyPart">The property whose text is written into a composed key; null for none.</param>
    /// <param name="expected">What DynamoDB requires.</param>
    /// <param name="found">What is to be written instead.</param>
    public static ItemMappingException OfStorage(ItemContext context, string attribute, string? keyPart, string expected, string found)
    {
        string subject = attribute.Length == 0 ? "An item"
            : keyPart is null ? $"Attribute '{attribute}'"
            : $"Property '{keyPart}' in attribute '{attribute}'";
        string message =
            $"{subject} of {context.Schema.ItemType} cannot be stored in table '{context.TableName}': it must be {expected}, but it is {found}.";
        return Make(message, context.TableName, null, attribute.Length == 0 ? null : attribute, expected, found);
    }

    /// <summary>Makes the error of a value of no table that cannot be stored.</summary>
    public static ItemMappingException OfValue(string expected, string found)
        => Make($"A value cannot be stored: it must be {expected}, but it is {found}.", null, null, null, expected, found);

    /// <summary>Makes the error of attributes that are not a table's key.</summary>
    /// <param name="schema">The table's schema.</param>
    /// <param name="form">What stands before the key's parts in the message.</param>
    /// <param name="found">The names of the attributes.</param>
    public static ItemMappingException OfKey(TableSchema schema, string form, string found)
    {
        string expected = schema.DescribeKey();
        string message = $"The key of table '{schema.TableName}' is {form} {expected}; this one has {found}.";
        return Make(message, schema.TableName, null, null, expected, found);
    }

    private static ItemMappingException Make(
        string message, string? tableName, string? key, string? attribute, string expected, string found)
        => new(message) { TableName = tableName, Key = key, AttributeName = attribute, Expected = expected, Found = found };
}

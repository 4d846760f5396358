namespace TypedDynamo;

/// <summary>Marks a class, record, struct or record struct as a part of an item, to be read where the whole item is not needed.</summary>
/// <remarks>
/// <para>
/// Every public property takes its value from the item's property of the same name and type, with the attribute name, converter and format
/// that it has there; it may be nullable where the item's is not. <see cref="DynamoIgnoreAttribute"/> leaves a property out. A property
/// that is part of a composed key is read back from the key. The type need not be <c>partial</c>, and may be in another assembly than the
/// item.
/// </para>
/// <para>
/// Missing attributes are handled as in items: <c>required</c> members and constructor parameters without default that are not nullable
/// throw an <see cref="ItemMappingException"/>, sets become empty, and everything else keeps the initializer that the type gives it.
/// </para>
/// <para>
/// DynamoDB sends only the projected attributes, and charges for the whole item. In a table that holds items of several types, the
/// discriminating attributes are read too, and items of other types are skipped.
/// </para>
/// </remarks>
/// <param name="itemType">The item type, which has <see cref="DynamoTableAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DynamoProjectionAttribute(Type itemType) : Attribute
{
    /// <summary>Gets the item type.</summary>
    public Type ItemType { get; } = itemType;
}

namespace TypedDynamo;

/// <summary>Marks a class, record, struct or record struct as the item type of a DynamoDB table.</summary>
/// <remarks>
/// <para>
/// The generator writes a table class beside it: <c>Order</c> gives <c>OrderTable</c>, and a type nested in <c>Outer</c> gives
/// <c>Outer_OrderTable</c>, in the namespace and with the accessibility of the type. The type need not be <c>partial</c>.
/// </para>
/// <para>
/// Every public property is an attribute of the item, under the property's own name unless <see cref="DynamoAttributeAttribute"/>
/// gives another one; <see cref="DynamoIgnoreAttribute"/> leaves a property out.
/// </para>
/// </remarks>
/// <param name="tableName">
/// The table's name: 3 to 255 characters of <c>a-z</c>, <c>A-Z</c>, <c>0-9</c>, <c>_</c>, <c>-</c> and <c>.</c> (DynamoDB Developer Guide,
/// "Naming rules"). <see cref="DynamoTableOptions.TableName"/> and <see cref="DynamoTableOptions.TableNamePrefix"/> change it at run time.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DynamoTableAttribute(string tableName) : Attribute
{
    /// <summary>Gets the table's name.</summary>
    public string TableName { get; } = tableName;
}

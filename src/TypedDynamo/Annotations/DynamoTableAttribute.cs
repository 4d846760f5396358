namespace TypedDynamo;

/// <summary>Marks a class, record, struct or record struct as the item type of a DynamoDB table.</summary>
/// <remarks>
/// <para>
/// The generator writes a table class beside it: <c>Order</c> gives <c>OrderTable</c>, and a type nested in <c>Outer</c> gives
/// <c>Outer_OrderTable</c>, in the namespace and with the accessibility of the type. The type need not be <c>partial</c>.
/// </para>
/// <para>
/// Every public property is an attribute of the item, under the property's own name unless <see cref="DynamoAttributeAttribute"/> sets
/// another one; <see cref="DynamoIgnoreAttribute"/> leaves a property out.
/// </para>
/// <para>
/// The key is one or two properties with <see cref="TypedDynamo.PartitionKeyAttribute"/> and <see cref="TypedDynamo.SortKeyAttribute"/>, or it is composed of
/// properties by templates, as in a table that several types share: <see cref="PartitionKey"/> and <see cref="SortKey"/>.
/// </para>
/// <para>
/// Several types with the same table name are entities of one table. Each must define the table's key with attributes of the same names and
/// types. Items are distinguished by <see cref="Discriminator"/>, or by <see cref="DynamoDerivedTypeAttribute"/> on a base that reads them
/// all.
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

    /// <summary>Gets or sets the template of the partition key, as in <c>CUSTOMER#{CustomerId}</c>.</summary>
    /// <remarks>
    /// <para>
    /// A template is literal text with properties in braces, <c>{Name}</c> or <c>{Name:format}</c>; <c>{{</c> and <c>}}</c> are braces
    /// themselves. A property is written there as its stored text, or in its format: <c>D</c> and a number of digits for integers,
    /// <c>N</c>, <c>D</c>, <c>B</c> or <c>P</c> for a <see cref="Guid"/>, and <c>yyyy</c>, <c>MM</c>, <c>dd</c>, <c>HH</c>, <c>mm</c>,
    /// <c>ss</c> and <c>f</c> for dates, in UTC.
    /// </para>
    /// <para>
    /// The property is read back from the key, and is stored as an attribute of its own only if the format loses a part of it, if it has
    /// <see cref="DynamoAttributeAttribute"/>, or if it is the key of an index.
    /// </para>
    /// </remarks>
    /// <value>By default none: the partition key is the property with <see cref="TypedDynamo.PartitionKeyAttribute"/>.</value>
    public string? PartitionKey { get; set; }

    /// <summary>Gets or sets the template of the sort key, as in <c>ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}</c> or <c>PROFILE</c>.</summary>
    /// <value>By default none: the table has no sort key, if <see cref="PartitionKey"/> is set.</value>
    public string? SortKey { get; set; }

    /// <summary>Gets or sets the name of the attribute that holds the composed <see cref="PartitionKey"/>.</summary>
    /// <value>By default <c>PK</c>.</value>
    public string PartitionKeyAttribute { get; set; } = "PK";

    /// <summary>Gets or sets the name of the attribute that holds the composed <see cref="SortKey"/>.</summary>
    /// <value>By default <c>SK</c>.</value>
    public string SortKeyAttribute { get; set; } = "SK";

    /// <summary>
    /// Gets or sets the text that distinguishes the items of this type from those of other types in the same table. It is written with each
    /// item, as the attribute (S) <c>$type</c> or the one that <see cref="DynamoDiscriminatorAttribute"/> names. Queries and scans skip
    /// items that have another one or none; reading such an item by its key throws an <see cref="ItemMappingException"/>.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: no discriminator is written, unless a base type of the same table lists the type by
    /// <see cref="DynamoDerivedTypeAttribute"/>; then the discriminator listed there is written.
    /// </value>
    public string? Discriminator { get; set; }
}

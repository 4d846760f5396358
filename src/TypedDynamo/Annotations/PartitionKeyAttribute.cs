namespace TypedDynamo;

/// <summary>Marks the property that holds the table's partition key. A table has exactly one.</summary>
/// <remarks>
/// The property must be stored as a string, a number or binary data, and must not be nullable. A string or binary partition key holds 1 to
/// 2,048 bytes (DynamoDB Developer Guide, "Constraints in Amazon DynamoDB"); another length is refused before a request is sent. On a
/// positional record put it before the parameter: <c>record Order([PartitionKey] string CustomerId)</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PartitionKeyAttribute : Attribute
{
    /// <summary>Gets or sets the format in which a number, a date, a time or a Guid is stored as text, as in <c>D10</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the type's usual stored form. It does not depend on the culture. A value that the format does
    /// not preserve exactly is refused before a request is sent, and so is a number that is negative or wider than the format.
    /// </value>
    public string? Format { get; set; }
}

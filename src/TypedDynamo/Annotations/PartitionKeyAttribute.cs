namespace TypedDynamo;

/// <summary>Marks the property that holds the table's partition key. A table has exactly one.</summary>
/// <remarks>
/// The property must be stored as a string, a number or binary data, and must not be nullable. A string or binary partition key holds
/// 1 to 2,048 bytes (DynamoDB Developer Guide, "Constraints in Amazon DynamoDB"); another length is refused before a request is sent.
/// On a positional record it stands before the parameter: <c>record Order([PartitionKey] string CustomerId)</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PartitionKeyAttribute : Attribute;

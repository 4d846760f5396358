namespace TypedDynamo;

/// <summary>Marks the property that keeps attributes that the type does not know, so that a put writes them back.</summary>
/// <remarks>
/// Its type is <c>Dictionary&lt;string, AttributeValue&gt;</c> or one of its interfaces, nullable or not, with the SDK's values. Reading
/// puts every unknown attribute there, exactly as it is stored; if there is none, the property keeps its initial value. Writing refuses an
/// attribute whose name the type knows. A type has at most one such property; a nested type has one of its own.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoExtensionDataAttribute : Attribute;

namespace TypedDynamo;

/// <summary>Marks the property that keeps the attributes which the type does not know, so that a put writes them back.</summary>
/// <remarks>
/// Its type is <c>Dictionary&lt;string, AttributeValue&gt;</c> or one of the interfaces of that, nullable or not, with the SDK's values in it.
/// Reading puts every unknown attribute there, exactly as it is stored, and leaves what the class gives the property where there is none.
/// Writing refuses an attribute of a name that the type knows. A type has at most one such property; a nested type has one of its own.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoExtensionDataAttribute : Attribute;

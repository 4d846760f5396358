namespace TypedDynamo;

/// <summary>Stores a type that holds one value as that value, and not as a map: <c>[DynamoValue] record CustomerId(string Value)</c>.</summary>
/// <remarks>
/// The type has one public property that its constructor takes. A <c>readonly struct</c> of that kind is stored like this even without the
/// annotation. Adding a second property later changes the stored form, so annotate only types that will never have one.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DynamoValueAttribute : Attribute;

namespace TypedDynamo;

/// <summary>Stores a type that holds one value as that value, and not as a map: <c>[DynamoValue] record CustomerId(string Value)</c>.</summary>
/// <remarks>
/// The type has one public property that its constructor takes. A <c>readonly struct</c> of that kind is stored so without the annotation.
/// A property that is added later changes the stored form, so annotate what shall never have one.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DynamoValueAttribute : Attribute;

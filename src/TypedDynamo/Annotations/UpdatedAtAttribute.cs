namespace TypedDynamo;

/// <summary>Marks a property, a <see cref="DateTimeOffset"/> or <see cref="DateTime"/>, that every put of an item sets.</summary>
/// <remarks>
/// A put writes the time of its request, whatever the property holds. The time is that of <see cref="DynamoTableOptions.TimeProvider"/>,
/// and the same for all items of a request. The object itself is not changed. Inside a nested type the annotation has no effect.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class UpdatedAtAttribute : Attribute;

namespace TypedDynamo;

/// <summary>Marks a property, a <see cref="DateTimeOffset"/> or <see cref="DateTime"/>, that the first put of an item sets.</summary>
/// <remarks>
/// A put writes the time of its request if the property is <see langword="null"/> or has the default value of its type, and otherwise the
/// property's value. The time is that of <see cref="DynamoTableOptions.TimeProvider"/>, and the same for all items of a request. The object
/// itself is not changed. Inside a nested type the annotation has no effect.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CreatedAtAttribute : Attribute;

namespace TypedDynamo;

/// <summary>Marks the property that holds the time after which DynamoDB deletes the item.</summary>
/// <remarks>
/// A <see cref="DateTimeOffset"/> or <see cref="DateTime"/>, nullable or not, is stored as a number of whole seconds since 1970, the form
/// that the Developer Guide asks for under "Using time to live"; fractions of a second are cut off, and a time before 1970 is refused. An
/// <see cref="int"/> or <see cref="long"/> holds those seconds itself. An item has at most one such property, and it is not part of the
/// table's key. Inside a nested type it has no effect. DynamoDB deletes an item within a few days, and only in a table whose Time to Live
/// is enabled for the attribute.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TimeToLiveAttribute : Attribute;

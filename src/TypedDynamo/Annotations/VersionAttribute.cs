namespace TypedDynamo;

/// <summary>Marks the property that counts an item's changes, an <see cref="int"/> or a <see cref="long"/>, nullable or not.</summary>
/// <remarks>It is stored as a number. An item has at most one, and it is no part of the table's key. Inside a nested type it means nothing.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class VersionAttribute : Attribute;

namespace TypedDynamo;

/// <summary>Stores the attributes of an object among those of the type that holds it, rather than in a map of their own.</summary>
/// <remarks>
/// An object that may be <see langword="null"/> is so where the item has none of its attributes. Keys, indexes and a version inside it mean
/// nothing; a time to live and the times of puts are the item's. A flattened object may hold others.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoFlattenAttribute : Attribute
{
    /// <summary>Gets or sets what stands before the names of the object's attributes.</summary>
    /// <value>The default is the empty string: they keep the names that they have in the object.</value>
    public string Prefix { get; set; } = "";
}

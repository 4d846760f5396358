namespace TypedDynamo;

/// <summary>Stores the attributes of an object among those of the type that contains it, instead of in a map of their own.</summary>
/// <remarks>
/// A nullable object is <see langword="null"/> if the item has none of its attributes. Annotations for keys, indexes and a version have no
/// effect inside it; a time to live and the times of puts apply to the item. A flattened object may contain others.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoFlattenAttribute : Attribute
{
    /// <summary>Gets or sets the prefix of the names of the object's attributes.</summary>
    /// <value>The default is the empty string: the attributes keep the names that they have in the object.</value>
    public string Prefix { get; set; } = "";
}

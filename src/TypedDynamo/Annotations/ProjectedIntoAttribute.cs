namespace TypedDynamo;

/// <summary>Includes the property's attribute in indexes whose projection is <see cref="IndexProjection.Include"/>.</summary>
/// <param name="indexNames">
/// The indexes' names. All indexes of a table together may include at most 100 attributes (Developer Guide, "Quotas").
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ProjectedIntoAttribute(params string[] indexNames) : Attribute
{
    /// <summary>Gets the indexes' names.</summary>
    public IReadOnlyList<string> IndexNames { get; } = indexNames;
}

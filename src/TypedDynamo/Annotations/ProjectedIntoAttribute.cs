namespace TypedDynamo;

/// <summary>Has indexes hold the property's attribute, where their projection is <see cref="Projection.Include"/>.</summary>
/// <param name="indexNames">The indexes' names. Over all indexes of a table at most 100 attributes may be included (Developer Guide, "Quotas").</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ProjectedIntoAttribute(params string[] indexNames) : Attribute
{
    /// <summary>Gets the indexes' names.</summary>
    public IReadOnlyList<string> IndexNames { get; } = indexNames;
}

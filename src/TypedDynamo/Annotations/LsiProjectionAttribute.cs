namespace TypedDynamo;

/// <summary>Chooses which attributes a local secondary index holds. Without it the index holds all.</summary>
/// <param name="indexName">The index's name, as in <see cref="LsiAttribute"/>.</param>
/// <param name="projection">The attributes that the index holds.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class LsiProjectionAttribute(string indexName, IndexProjection projection) : Attribute
{
    /// <summary>Gets the index's name.</summary>
    public string IndexName { get; } = indexName;

    /// <summary>Gets which attributes the index holds.</summary>
    public IndexProjection Projection { get; } = projection;
}

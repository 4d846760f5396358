namespace TypedDynamo;

/// <summary>Chooses which attributes a global secondary index holds. Without it the index holds all.</summary>
/// <remarks>
/// If the index lacks an attribute that the type requires, its queries yield a generated type with the attributes that it holds, such as
/// <c>OrderByStatusItem</c>.
/// </remarks>
/// <param name="indexName">The index's name, as in <see cref="GsiAttribute"/>.</param>
/// <param name="projection">The attributes that the index holds.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class GsiProjectionAttribute(string indexName, IndexProjection projection) : Attribute
{
    /// <summary>Gets the index's name.</summary>
    public string IndexName { get; } = indexName;

    /// <summary>Gets which attributes the index holds.</summary>
    public IndexProjection Projection { get; } = projection;
}

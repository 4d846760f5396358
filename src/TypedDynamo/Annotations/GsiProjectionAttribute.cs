namespace TypedDynamo;

/// <summary>Says which attributes a global secondary index holds. Without it the index holds all.</summary>
/// <remarks>
/// Where the index does not hold an attribute that the type cannot do without, its queries yield a generated type with what it does hold:
/// <c>OrderByStatusItem</c>.
/// </remarks>
/// <param name="indexName">The index's name, as in <see cref="GsiAttribute"/>.</param>
/// <param name="projection">What the index holds.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class GsiProjectionAttribute(string indexName, Projection projection) : Attribute
{
    /// <summary>Gets the index's name.</summary>
    public string IndexName { get; } = indexName;

    /// <summary>Gets what the index holds.</summary>
    public Projection Projection { get; } = projection;
}

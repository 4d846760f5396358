namespace TypedDynamo;

/// <summary>Makes a property the sort key of a local secondary index, whose partition key is the table's.</summary>
/// <remarks>
/// <para>
/// The table class gets a property for the index: <c>by-views</c> gives <c>ByViews</c>. The table must have a sort key, has at most five
/// local indexes, and can only get them when it is created (Developer Guide, "Local Secondary Indexes").
/// </para>
/// <para>
/// A query of a local index yields whole items whatever the index holds: DynamoDB fetches missing attributes from the table, at the cost of
/// a read for each item.
/// </para>
/// </remarks>
/// <param name="indexName">The index's name: 3 to 255 characters of <c>a-z</c>, <c>A-Z</c>, <c>0-9</c>, <c>_</c>, <c>-</c> and <c>.</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class LsiAttribute(string indexName) : Attribute
{
    /// <summary>Gets the index's name.</summary>
    public string IndexName { get; } = indexName;
}

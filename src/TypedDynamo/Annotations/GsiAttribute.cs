namespace TypedDynamo;

/// <summary>Makes a property part of the key of a global secondary index.</summary>
/// <remarks>
/// <para>
/// The table class gets a property for the index: <c>by-status</c> gives <c>ByStatus</c>, with <c>Query</c>, <c>ScanAllAsync</c> and
/// <c>ScanAllParallelAsync</c>. A property may be part of several indexes.
/// </para>
/// <para>
/// A key may have up to four partition and four sort attributes, which <see cref="Order"/> numbers. A nullable property makes the index
/// sparse: an item that lacks the attribute is not in the index. DynamoDB refuses an item whose index key is an empty string, so that is
/// refused before a request is sent (Developer Guide, "Using Global Secondary Indexes in DynamoDB").
/// </para>
/// </remarks>
/// <param name="indexName">The index's name: 3 to 255 characters of <c>a-z</c>, <c>A-Z</c>, <c>0-9</c>, <c>_</c>, <c>-</c> and <c>.</c>.</param>
/// <param name="role">Whether the property is part of the partition key or of the sort key.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class GsiAttribute(string indexName, KeyRole role) : Attribute
{
    /// <summary>Gets the index's name.</summary>
    public string IndexName { get; } = indexName;

    /// <summary>Gets the role of the property in the index's key.</summary>
    public KeyRole Role { get; } = role;

    /// <summary>Gets or sets the property's position among those of the same role, from 0.</summary>
    /// <value>The default is 0, which is right for a role of one property.</value>
    public int Order { get; set; }
}

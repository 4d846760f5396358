using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>Settings of a global secondary index that are independent of its table.</summary>
public sealed record IndexSettings
{
    /// <summary>Gets the index's capacity. Its mode is the table's.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the table's capacity at creation and when the table becomes provisioned; otherwise unchanged.
    /// </value>
    public Billing? Billing { get; init; }

    /// <summary>
    /// Gets the reads and writes per second that the index can serve immediately, without scaling up first. It can be raised, not lowered,
    /// and is charged once.
    /// </summary>
    /// <value>The default is <see langword="null"/>: DynamoDB's own default at creation; otherwise unchanged.</value>
    public WarmThroughput? WarmThroughput { get; init; }
}

using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>What can be set of a global secondary index apart from its table.</summary>
public sealed record IndexSettings
{
    /// <summary>Gets the index's capacity. Its mode is the table's.</summary>
    /// <value>The default is <see langword="null"/>: at creation, and where the table becomes provisioned, the table's; unchanged otherwise.</value>
    public Billing? Billing { get; init; }

    /// <summary>Gets the reads and writes a second that the index takes at once, without growing first. It can be raised, not lowered, and is charged once.</summary>
    /// <value>The default is <see langword="null"/>: DynamoDB's own at creation, unchanged by a change.</value>
    public WarmThroughput? WarmThroughput { get; init; }
}

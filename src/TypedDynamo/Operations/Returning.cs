namespace TypedDynamo;

/// <summary>Specifies which item an update returns: DynamoDB's <c>ReturnValues</c>. It costs no capacity.</summary>
public enum Returning
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The whole item as it was before the update (<c>ALL_OLD</c>).</summary>
    Old,

    /// <summary>The whole item as it is after the update (<c>ALL_NEW</c>).</summary>
    New,
}

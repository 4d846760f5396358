namespace TypedDynamo;

/// <summary>The outcome of one statement of a batch or transaction.</summary>
public sealed record PartiQLResult
{
    /// <summary>Gets the item that a SELECT found or that RETURNING returned; <see langword="null"/> if there is none.</summary>
    public RawItem? Item { get; init; }

    /// <summary>Gets the table's name in DynamoDB, which DynamoDB returns for a batch.</summary>
    public string? TableName { get; init; }

    /// <summary>Gets why a batch's statement failed, as in <c>ConditionalCheckFailed</c>; <see langword="null"/> if it succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets DynamoDB's message about the failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets whether the statement succeeded.</summary>
    public bool Succeeded => ErrorCode is null;
}

namespace TypedDynamo;

/// <summary>What became of one statement of a batch or transaction.</summary>
public sealed record PartiQLResult
{
    /// <summary>Gets the item that a SELECT has found, or that RETURNING has given back; <see langword="null"/> where there is none.</summary>
    public RawItem? Item { get; init; }

    /// <summary>Gets the table's name in DynamoDB, where DynamoDB tells it: of a batch.</summary>
    public string? TableName { get; init; }

    /// <summary>Gets why a batch's statement failed, as in <c>ConditionalCheckFailed</c>; <see langword="null"/> where it succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets what DynamoDB says of the failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets whether the statement succeeded.</summary>
    public bool Succeeded => ErrorCode is null;
}

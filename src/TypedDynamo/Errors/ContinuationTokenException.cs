namespace TypedDynamo;

/// <summary>The exception for a continuation token that is damaged or belongs to another query or scan. Nothing was sent.</summary>
public sealed class ContinuationTokenException : TypedDynamoException
{
    internal ContinuationTokenException()
        : base("The continuation token does not belong to this query or scan. A token must be passed back unchanged, and to the same "
            + "table, index, key condition and order that produced it; start again without a token.")
    {
    }
}

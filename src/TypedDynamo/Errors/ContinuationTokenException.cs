namespace TypedDynamo;

/// <summary>A continuation token is damaged, or is of another query or scan than the one it was given to. Nothing was sent.</summary>
public sealed class ContinuationTokenException : TypedDynamoException
{
    internal ContinuationTokenException()
        : base("The continuation token does not belong to this query or scan. A token must be handed back unchanged, and to the same "
            + "table, index, key condition and order that gave it; start again without a token.")
    {
    }
}

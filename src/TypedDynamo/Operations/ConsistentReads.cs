namespace TypedDynamo.Operations;

/// <summary>Refuses before sending what DynamoDB refuses: a consistent read of a global index, which is always some way behind its table.</summary>
internal static class ConsistentReads
{
    public static void ThrowIfNotOffered(IndexSchema? index, bool consistent)
    {
        if (consistent && index is { Kind: IndexKind.Global })
        {
            throw new NotSupportedException(
                $"Global secondary index '{index.Name}' has no consistent reads. Read the table or a local secondary index instead.");
        }
    }
}

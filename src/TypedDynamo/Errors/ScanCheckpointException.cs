namespace TypedDynamo;

/// <summary>The exception for a checkpoint that is damaged, of another version, of another scan, or too large for its store.</summary>
/// <remarks>The message says what is wrong and what to do. It never contains keys, although a checkpoint does.</remarks>
public sealed class ScanCheckpointException : TypedDynamoException
{
    internal ScanCheckpointException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static ScanCheckpointException Damaged(string finding, Exception? innerException = null)
        => new(
            $"The checkpoint is damaged: {finding}. A checkpoint must be passed back unchanged; use an earlier one, or start the scan again "
            + "without one.",
            innerException);
}

using Microsoft.Extensions.Logging;

namespace TypedDynamo.Observability;

/// <summary>All log messages of the library.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "Version {SdkVersion} of AWSSDK.DynamoDBv2 lacks a member by which TypedDynamo reaches the client's pipeline. Requests use "
            + "the client's ordinary calls instead, which take more time and memory. Update TypedDynamo to use the pipeline again.")]
    public static partial void PipelineIsOutOfReach(ILogger logger, Exception error, Version? sdkVersion);

    // The service's message of an error may hold keys, so only the error codes are logged.
    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Debug,
        Message = "{Operation} has left {Left} of {Sent} entries of table '{TableName}' undone in attempt {Attempt} ({ErrorCode}). They are sent "
            + "again in {WaitMilliseconds} ms.")]
    public static partial void BatchIsSentAgain(
        ILogger logger, string operation, string tableName, int left, int sent, int attempt, string errorCode, long waitMilliseconds);

    [LoggerMessage(
        EventId = 3,
        Level = LogLevel.Warning,
        Message = "{Operation} has given up {Count} entries of table '{TableName}' ({ErrorCode}). The call's result or exception names them.")]
    public static partial void EntriesAreGivenUp(ILogger logger, string operation, string tableName, int count, string errorCode);

    [LoggerMessage(
        EventId = 4,
        Level = LogLevel.Debug,
        Message = "{Operation} of {Count} entries, the first one of table '{TableName}', has failed in attempt {Attempt} ({ErrorCode}). The same "
            + "request is sent again in {WaitMilliseconds} ms.")]
    public static partial void TransactionIsSentAgain(
        ILogger logger, string operation, string tableName, int count, int attempt, string errorCode, long waitMilliseconds);

    [LoggerMessage(
        EventId = 5,
        Level = LogLevel.Debug,
        Message = "Waiting for table '{TableName}'. Its status is {Status}; the next check is in {WaitMilliseconds} ms.")]
    public static partial void TableIsAwaited(ILogger logger, string tableName, string status, long waitMilliseconds);

    [LoggerMessage(
        EventId = 6,
        Level = LogLevel.Debug,
        Message = "A page of segment {Segment} of table '{TableName}' was not received ({ErrorCode}; {Fruitless} times in a row). It is "
            + "requested again in {WaitMilliseconds} ms.")]
    public static partial void PageIsAskedForAgain(
        ILogger logger, int segment, string tableName, int fruitless, string errorCode, long waitMilliseconds);

    [LoggerMessage(
        EventId = 7,
        Level = LogLevel.Warning,
        Message = "The last checkpoint of a scan of table '{TableName}' could not be saved when the scan ended early. The one "
            + "before it is still valid.")]
    public static partial void CheckpointIsNotSaved(ILogger logger, Exception error, string tableName);
}

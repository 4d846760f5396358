using Microsoft.Extensions.Logging;

namespace TypedDynamo.Observability;

/// <summary>Everything that the library logs.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "Version {SdkVersion} of AWSSDK.DynamoDBv2 lacks a member by which TypedDynamo reaches the client's pipeline. Requests go by "
            + "the client's ordinary calls instead, which take more time and memory. An update of TypedDynamo brings the pipeline back.")]
    public static partial void PipelineIsOutOfReach(ILogger logger, Exception error, Version? sdkVersion);
}

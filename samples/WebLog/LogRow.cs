using TypedDynamo;

namespace WebLog;

/// <summary>One request in a web server's log. The compiler writes <c>LogRowTable</c> beside it.</summary>
/// <remarks>Table and attributes are named as in AWS's parallel-scan workshop, so that its table can be read as it is.</remarks>
[DynamoTable("logfile_scan")]
public sealed record LogRow
{
    [PartitionKey, DynamoAttribute("PK")]
    public required string Key { get; init; }

    [DynamoAttribute("requestid")]
    public required string RequestId { get; init; }

    [DynamoAttribute("host")]
    public required string Host { get; init; }

    [DynamoAttribute("date")]
    public required DateOnly Date { get; init; }

    [DynamoAttribute("hourofday")]
    public required int HourOfDay { get; init; }

    [DynamoAttribute("timezone")]
    public required string TimeZone { get; init; }

    [DynamoAttribute("method")]
    public required string Method { get; init; }

    [DynamoAttribute("url")]
    public required string Url { get; init; }

    [DynamoAttribute("responsecode")]
    public required int ResponseCode { get; init; }

    [DynamoAttribute("bytessent")]
    public required long BytesSent { get; init; }

    [DynamoAttribute("useragent")]
    public required string UserAgent { get; init; }

    public static string KeyOf(string requestId) => "request#" + requestId;
}

using System.Globalization;
using Amazon.DynamoDBv2.DataModel;
using WebLog;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>A log row for the AWS SDK's object model, which needs a constructor without arguments.</summary>
[DynamoDBTable("logfile_scan")]
public sealed class ContextLogRow
{
    [DynamoDBHashKey("PK")]
    public string Key { get; set; } = "";

    [DynamoDBProperty("requestid")]
    public long RequestId { get; set; }

    [DynamoDBProperty("host")]
    public string Host { get; set; } = "";

    [DynamoDBProperty("date")]
    public string Date { get; set; } = "";

    [DynamoDBProperty("hourofday")]
    public int HourOfDay { get; set; }

    [DynamoDBProperty("timezone")]
    public string TimeZone { get; set; } = "";

    [DynamoDBProperty("method")]
    public string Method { get; set; } = "";

    [DynamoDBProperty("url")]
    public string Url { get; set; } = "";

    [DynamoDBProperty("responsecode")]
    public int ResponseCode { get; set; }

    [DynamoDBProperty("bytessent")]
    public long BytesSent { get; set; }

    [DynamoDBProperty("useragent")]
    public string UserAgent { get; set; } = "";

    [DynamoDBProperty("GSI_1_PK")]
    public string Shard { get; set; } = "";

    [DynamoDBProperty("GSI_1_SK")]
    public string CodeDateHour { get; set; } = "";

    public static ContextLogRow Of(LogRow row) => new()
    {
        Key = row.Key,
        RequestId = row.RequestId,
        Host = row.Host,
        Date = row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        HourOfDay = row.HourOfDay,
        TimeZone = row.TimeZone,
        Method = row.Method,
        Url = row.Url,
        ResponseCode = row.ResponseCode,
        BytesSent = row.BytesSent,
        UserAgent = row.UserAgent,
        Shard = row.Shard,
        CodeDateHour = row.CodeDateHour,
    };
}

using System.Globalization;
using TypedDynamo;

namespace WebLog;

/// <summary>One request in a web server's log. The compiler writes <c>LogRowTable</c> beside it.</summary>
/// <remarks>Table and attributes are named as in AWS's parallel-scan workshop, so that its table can be read as it is.</remarks>
[DynamoTable("logfile_scan")]
[GsiProjection("GSI_1", IndexProjection.KeysOnly)]
public sealed record LogRow
{
    private const int ShardCount = 10;

    [PartitionKey, DynamoAttribute("PK")]
    public required string Key { get; init; }

    [DynamoAttribute("requestid")]
    public required long RequestId { get; init; }

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

    /// <summary>Gets the partition of the index. There are ten: were it the code alone, most writes would go to one.</summary>
    [Gsi("GSI_1", KeyRole.Partition), DynamoAttribute("GSI_1_PK")]
    public required string Shard { get; init; }

    /// <summary>Gets response code, date and hour, from the widest to the narrowest, so that each prefix is a question.</summary>
    [Gsi("GSI_1", KeyRole.Sort), DynamoAttribute("GSI_1_SK")]
    public required string CodeDateHour { get; init; }

    public static IEnumerable<string> Shards => Enumerable.Range(0, ShardCount).Select(id => ShardOf(id));

    public static string KeyOf(long requestId) => string.Create(CultureInfo.InvariantCulture, $"request#{requestId}");

    /// <summary>Deals the rows out by their ids: shards are of one size, and a row that is written again lands where it was.</summary>
    public static string ShardOf(long requestId) => string.Create(CultureInfo.InvariantCulture, $"shard#{(requestId % ShardCount) + 1}");

    /// <remarks>The hour has two digits here, as in the log and in the workshop's table: "9" would sort behind "10".</remarks>
    public static string CodeDateHourOf(int responseCode, DateOnly date, int hourOfDay)
        => string.Create(CultureInfo.InvariantCulture, $"{responseCode}#{date:yyyy-MM-dd}#{hourOfDay:00}");

    /// <summary>Copies the row under another id, with what depends on it.</summary>
    public LogRow WithId(long requestId)
        => this with { Key = KeyOf(requestId), RequestId = requestId, Shard = ShardOf(requestId) };
}

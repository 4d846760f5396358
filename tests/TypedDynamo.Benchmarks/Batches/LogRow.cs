using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.Benchmarks.Batches;

/// <summary>A row of a web server's log, 286 to 854 bytes as DynamoDB's JSON.</summary>
[DynamoTable("log-rows")]
public sealed record LogRow
{
    [PartitionKey] public required string Id { get; init; }

    public required string Host { get; init; }

    public required string Date { get; init; }

    public int Hour { get; init; }

    public required string Url { get; init; }

    public int ResponseCode { get; init; }

    public long BytesSent { get; init; }

    public required string UserAgent { get; init; }

    public static LogRow Create(int number) => new()
    {
        Id = FormattableString.Invariant($"request#{number}"),
        Host = FormattableString.Invariant($"66.249.67.{number % 256}"),
        Date = "2026-07-20",
        Hour = number % 24,
        Url = FormattableString.Invariant($"/gallery/main.php?g2_itemId={number}&from={new string('x', number % 8 * 80)}"),
        ResponseCode = number % 7 == 0 ? 404 : 200,
        BytesSent = number * 1000L,
        UserAgent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    };
}

/// <summary>The same item for the AWS SDK's object model.</summary>
[DynamoDBTable("log-rows")]
public sealed class ContextLogRow
{
    [DynamoDBHashKey] public string Id { get; set; } = "";

    public string Host { get; set; } = "";

    public string Date { get; set; } = "";

    public int Hour { get; set; }

    public string Url { get; set; } = "";

    public int ResponseCode { get; set; }

    public long BytesSent { get; set; }

    public string UserAgent { get; set; } = "";

    public static ContextLogRow Of(LogRow row) => new()
    {
        Id = row.Id,
        Host = row.Host,
        Date = row.Date,
        Hour = row.Hour,
        Url = row.Url,
        ResponseCode = row.ResponseCode,
        BytesSent = row.BytesSent,
        UserAgent = row.UserAgent,
    };
}

namespace TypedDynamo.Tests;

/// <summary>A row of a web server's log: what the samples and the workshop's table hold.</summary>
[DynamoTable("logfile_scan")]
public sealed record LogRow
{
    [PartitionKey]
    [DynamoAttribute("PK")]
    public required string Id { get; init; }

    [DynamoAttribute("host")]
    public required string Host { get; init; }

    [DynamoAttribute("date")]
    public required string Date { get; init; }

    [DynamoAttribute("hourofday")]
    public int HourOfDay { get; init; }

    [DynamoAttribute("url")]
    public required string Url { get; init; }

    [DynamoAttribute("responsecode")]
    public int ResponseCode { get; init; }

    [DynamoAttribute("bytessent")]
    public long BytesSent { get; init; }

    [DynamoAttribute("useragent")]
    public required string UserAgent { get; init; }

    public static LogRow Create(int number) => new()
    {
        Id = FormattableString.Invariant($"request#{number}"),
        Host = FormattableString.Invariant($"66.249.67.{number % 256}"),
        Date = "2017-07-20",
        HourOfDay = number % 24,
        Url = FormattableString.Invariant($"/gallery/main.php?g2_itemId={number}&g2_fromNavId=x8fa12efc"),
        ResponseCode = number % 7 == 0 ? 404 : 200,
        BytesSent = number % 100_000,
        UserAgent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    };
}

namespace TypedDynamo.AotSum;

/// <summary>A row of a web server's log, of which there are many.</summary>
[DynamoTable("access-log")]
public sealed record AccessLogRow
{
    [PartitionKey]
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string UserAgent { get; init; }

    public int ResponseCode { get; init; }

    public long BytesSent { get; init; }

    public static AccessLogRow Create(int number) => new()
    {
        Id = $"request#{number}",
        Url = $"/gallery/main.php?g2_itemId={number}&g2_fromNavId=x8fa12efc",
        UserAgent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        ResponseCode = number % 50 == 0 ? 404 : 200,
        BytesSent = number % 100_000,
    };
}

using System.Globalization;

namespace WebLog;

/// <summary>Made-up rows, the same ones on every machine. About one request in seven is not answered with 200.</summary>
internal sealed class GeneratedLog(int count) : LogSource
{
    // .NET keeps the sequence of a seeded Random the same from version to version.
    private const int Seed = 20170720;
    private const int RowsPerHour = 400;

    private static readonly DateTime s_start = new(2017, 7, 20, 20, 0, 0);

    private static readonly string[] s_paths =
    [
        "/gallery/main.php?g2_itemId={0}",
        "/gallery/main.php?g2_view=keyalbum&g2_itemId={0}",
        "/gadgets/clock/{0}.xml",
        "/blog/{0}/",
        "/style.css?v={0}",
    ];

    private static readonly string[] s_userAgents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:52.0) Gecko/20100101 Firefox/52.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/59.0.3071.115 Safari/537.36",
        "ExampleBot/1.1 (+http://www.example.com/bot.html)",
        "FeedFetcher-Example; (+http://www.example.com/feedfetcher.html)",
    ];

    public override long Count => count;

    public override IEnumerable<LogRow> Rows()
    {
#pragma warning disable CA5394 // Nobody's secrets hang on these numbers.
        var random = new Random(Seed);
        for (int i = 0; i < count; i++)
        {
            int requestId = i + 1;
            DateTime time = s_start.AddHours(i / RowsPerHour);
            var date = DateOnly.FromDateTime(time);
            (int responseCode, long bytesSent) = Answer(random);
            yield return new LogRow
            {
                Key = LogRow.KeyOf(requestId),
                RequestId = requestId,
                Host = $"192.0.2.{random.Next(1, 255)}", // a network for examples: RFC 5737
                Date = date,
                HourOfDay = time.Hour,
                TimeZone = "GMT-0700",
                Method = "GET",
                Url = string.Format(CultureInfo.InvariantCulture, s_paths[random.Next(s_paths.Length)], random.Next(30_000)),
                ResponseCode = responseCode,
                BytesSent = bytesSent,
                UserAgent = s_userAgents[random.Next(s_userAgents.Length)],
                Shard = LogRow.ShardOf(requestId),
                CodeDateHour = LogRow.CodeDateHourOf(responseCode, date, time.Hour),
            };
        }
    }

    /// <summary>Draws a response code, as often as a real server sent it, and a length that goes with it.</summary>
    private static (int ResponseCode, long BytesSent) Answer(Random random) => random.Next(1000) switch
    {
        < 860 => (200, random.Next(100, 1000) << random.Next(8)),
        < 964 => (302, random.Next(10) == 0 ? random.Next(300, 365) : 5),
        < 979 => (304, 0),
        < 997 => (404, random.Next(2) == 0 ? 23 : 146),
        < 999 => (206, random.Next(100, 1000)),
        _ => (500, 874),
    };
#pragma warning restore CA5394
}

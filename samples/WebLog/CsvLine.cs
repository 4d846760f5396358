using System.Globalization;
using CsvHelper;

namespace WebLog;

/// <summary>The line that a parser stands at, read column by column. What does not fit is an error with file, line and column.</summary>
internal readonly struct CsvLine(FileInfo file, int line, CsvParser parser)
{
    // Large enough for any log, small enough that the ids of all copies fit a long.
    private const long MaxRequestId = 999_999_999_999;

    private static readonly string[] s_columns =
        ["requestid", "host", "date", "hourofday", "timezone", "method", "url", "responsecode", "bytessent", "useragent"];

    public (long Id, LogRow Row) Read()
    {
        CheckColumns();
        long id = Number(0, MaxRequestId);
        DateOnly date = Date(2);
        int hourOfDay = (int)Number(3, 23);
        int responseCode = (int)Number(7, 999);
        var row = new LogRow
        {
            Key = LogRow.KeyOf(id),
            RequestId = id,
            Host = parser[1],
            Date = date,
            HourOfDay = hourOfDay,
            TimeZone = parser[4],
            Method = parser[5],
            Url = parser[6],
            ResponseCode = responseCode,
            BytesSent = Number(8, long.MaxValue),
            UserAgent = parser[9],
            Shard = LogRow.ShardOf(id),
            CodeDateHour = LogRow.CodeDateHourOf(responseCode, date, hourOfDay),
        };
        return (id, row);
    }

    private void CheckColumns()
    {
        // A stray quotation mark hides the columns behind it, so it is looked for before they are counted.
        for (int column = 0; column < parser.Count; column++)
        {
            try
            {
                _ = parser[column];
            }
            catch (BadDataException)
            {
                throw Error(column, "a quotation mark is out of place");
            }
        }

        if (parser.Count < s_columns.Length)
        {
            throw Error(parser.Count, $"'{s_columns[parser.Count]}' is missing: the line has {parser.Count} of {s_columns.Length} columns");
        }

        if (parser.Count > s_columns.Length)
        {
            throw Error(s_columns.Length, $"the line has {parser.Count} columns, and {s_columns.Length} are wanted");
        }
    }

    private long Number(int column, long max)
        => long.TryParse(parser[column], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= max
            ? number
            : throw Error(column, $"{s_columns[column]} is '{parser[column]}', not a whole number from 0 to {max}");

    private DateOnly Date(int column)
        => DateOnly.TryParseExact(parser[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Error(column, $"{s_columns[column]} is '{parser[column]}', not a date such as 2017-07-20");

    private WebLogException Error(int column, string what)
        => new($"{file}:{line}:{column + 1}: {what}");
}

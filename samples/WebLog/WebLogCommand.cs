using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TypedDynamo;

namespace WebLog;

/// <summary>The command line: options, their defaults, and which of them go together.</summary>
internal static class WebLogCommand
{
    private static readonly DateOnly s_defaultDate = new(2017, 7, 21);

    private static readonly Option<int> s_rows =
        Number("--rows", 20_000, 1, int.MaxValue, "How many rows to generate, the same ones in each run.");

    private static readonly Option<FileInfo[]> s_csv = new Option<FileInfo[]>("--csv")
    {
        Description = "Load this CSV file (UTF-8, no header line) instead of generated rows. May be given several times.",
        HelpName = "file",
    }.AcceptExistingOnly();

    private static readonly Option<int> s_repeat =
        Number("--repeat", 1, 1, 1_000_000, "Load the rows of all CSV files this many times, each copy under ids of its own.");

    private static readonly Option<int> s_segments =
        Number("--segments", 32, 1, 1_000_000, "Into how many segments the parallel scan of fixed numbers cuts the table.");

    private static readonly Option<int> s_concurrency =
        Number("--concurrency", 8, 1, 10_000, "How many requests the parallel scan of fixed numbers has under way at once.");

    private static readonly Option<int?> s_pageSize = new("--page-size")
    {
        Description = "How many rows DynamoDB reads for one page. "
            + "[default: 3500 on DynamoDB Local, where a page has no other end; on AWS pages of 1 MB]",
        HelpName = "number",
        CustomParser = result => ParseNumber(result, 1, int.MaxValue),
    };

    private static readonly Option<int?> s_budget = new("--budget")
    {
        Description = "How many read units a second the scan that tunes itself may consume at most. [default: no limit]",
        HelpName = "number",
        CustomParser = result => ParseNumber(result, 1, 1_000_000),
    };

    private static readonly Option<DirectoryInfo?> s_checkpoint = new("--checkpoint")
    {
        Description = "Where the scan that tunes itself saves how far it has come: a run that was stopped "
            + "goes on from there, and sums the rest. [default: nowhere]",
        HelpName = "directory",
    };

    private static readonly Option<DateOnly?> s_date = new("--date")
    {
        Description = $"Of which day the index is asked for the rows with code 404. [default: {s_defaultDate:yyyy-MM-dd}]",
        HelpName = "date",
        CustomParser = ParseDate,
    };

    // The SDK waits ten seconds for an answer, of which the engine needs some.
    private static readonly Option<int> s_latency = Number(
        "--latency", 0, 0, 5000,
        "How many milliseconds longer each request takes, as over a network; only with DynamoDB Local of this run.");

    private static readonly Option<Uri?> s_endpoint = new("--endpoint")
    {
        Description = "Where DynamoDB answers; http:// is taken for a DynamoDB Local. "
            + "[default: AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL, else as region and profile say]",
        HelpName = "url",
        CustomParser = ParseEndpoint,
    };

    private static readonly Option<string?> s_region = new("--region")
    {
        Description = "The AWS region. [default: AWS_REGION or AWS_DEFAULT_REGION, else the profile's]",
        HelpName = "name",
    };

    private static readonly Option<string?> s_profile = new("--profile")
    {
        Description = "The AWS profile. [default: AWS_PROFILE]",
        HelpName = "name",
    };

    private static readonly Option<string?> s_table = new("--table")
    {
        Description = "The table, which is created if there is none. [default: logfile_scan]",
        HelpName = "name",
    };

    public static RootCommand Create(Func<WebLogOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand(
            "Loads log rows into DynamoDB, sums bytessent where responsecode <> 200 by a serial scan, by a parallel one of fixed numbers, "
            + "by one that DynamoDB filters, by one that tunes itself, and by SumAsync, and counts the "
            + "rows with code 404 by an index of ten shards. "
            + "Where neither options nor environment name an endpoint, region or profile, it starts DynamoDB Local for the run.")
        {
            s_rows, s_csv, s_repeat, s_segments, s_concurrency, s_pageSize, s_budget, s_checkpoint, s_date, s_latency, s_endpoint, s_region,
            s_profile, s_table,
        };
        command.Validators.Add(CheckSource);
        command.SetAction((result, cancellationToken) => run(Read(result), cancellationToken));
        return command;
    }

    public static bool TryParseEndpoint(string text, [NotNullWhen(true)] out Uri? endpoint)
        => Uri.TryCreate(text, UriKind.Absolute, out endpoint)
            && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps);

    private static WebLogOptions Read(ParseResult result) => new()
    {
        Rows = result.GetValue(s_rows),
        CsvFiles = result.GetValue(s_csv) ?? [],
        Repeat = result.GetValue(s_repeat),
        Segments = result.GetValue(s_segments),
        Concurrency = result.GetValue(s_concurrency),
        PageSize = result.GetValue(s_pageSize),
        Budget = result.GetValue(s_budget),
        Checkpoint = result.GetValue(s_checkpoint),
        Date = result.GetValue(s_date) ?? s_defaultDate,
        Latency = TimeSpan.FromMilliseconds(result.GetValue(s_latency)),
        Endpoint = result.GetValue(s_endpoint),
        Region = result.GetValue(s_region),
        Profile = result.GetValue(s_profile),
        Table = result.GetValue(s_table),
    };

    private static void CheckSource(CommandResult command)
    {
        bool hasCsv = IsGiven(s_csv);
        if (hasCsv && IsGiven(s_rows))
        {
            command.AddError("--rows generates rows and --csv reads them: give one of the two.");
        }

        if (!hasCsv && IsGiven(s_repeat))
        {
            command.AddError("--repeat goes with --csv; without a file, --rows says how many rows there are.");
        }

        bool IsGiven(Option option) => command.GetResult(option) is { Implicit: false };
    }

    private static Option<int> Number(string name, int defaultValue, int min, int max, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseNumber(result, min, max) ?? 0,
    };

    private static int? ParseNumber(ArgumentResult result, int min, int max)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
        {
            return number;
        }

        string option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option} takes a whole number from {min} to {max}, and '{text}' is none.");
        return null;
    }

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        result.AddError($"--date takes a date such as 2017-07-21, and '{text}' is none.");
        return null;
    }

    private static Uri? ParseEndpoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (TryParseEndpoint(text, out Uri? endpoint))
        {
            return endpoint;
        }

        result.AddError($"--endpoint takes an address such as http://localhost:8000, and '{text}' is none.");
        return null;
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using Amazon.Runtime;
using TypedDynamo;
using TypedDynamo.Testing;

namespace WebLog;

internal static class Program
{
    private const int Failed = 1;
    private const int Cancelled = 130; // 128 + SIGINT, as shells have it

    // DynamoDB Local ignores the 1 MB at which AWS ends a page; so many log rows come to about that.
    private const int LocalPageSize = 3500;

    private static Task<int> Main(string[] arguments)
    {
        ParseResult command = WebLogCommand.Create(RunAsync).Parse(arguments);
        if (command.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
        }

        return command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }

    private static async Task<int> RunAsync(WebLogOptions options, CancellationToken cancellationToken)
    {
        string database = "DynamoDB";
        try
        {
            LogSource source = options.CsvFiles.Count == 0
                ? new GeneratedLog(options.Rows)
                : CsvLog.Open(options.CsvFiles, options.Repeat, cancellationToken);
            await using WebLogDatabase opened = await WebLogDatabase.OpenAsync(options, cancellationToken);
            database = opened.Name;
            await LoadAndScanAsync(opened, source, options, cancellationToken);
            return 0;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return Cancelled;
        }
        catch (Exception error) when (Explain(error, database) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return Failed;
        }
    }

    private static async Task LoadAndScanAsync(
        WebLogDatabase database, LogSource source, WebLogOptions options, CancellationToken cancellationToken)
    {
        var table = new LogRowTable(database.Client, new DynamoTableOptions { TableName = options.Table });
        int? pageSize = options.PageSize ?? (database.IsLocalEngine ? LocalPageSize : null);
        await Console.Error.WriteLineAsync($"Table {table.TableName} in {database.Name}");

        await table.EnsureCreatedAsync(cancellationToken: cancellationToken);
        await Loader.LoadAsync(table, source, cancellationToken);

        var parallelOptions = new ParallelScanOptions
        {
            Segments = options.Segments,
            Concurrency = options.Concurrency,
            PageSize = pageSize,
        };
        if (options.Latency > TimeSpan.Zero)
        {
            // The engine compiles its code while it runs, at the cost of whichever scan comes first: here it is one that nobody times.
            await ScanReport.RunAsync(table.Scan().InParallel(parallelOptions, cancellationToken), database.Meter);
        }

        ScanReport serial = await ScanReport.RunAsync(
            table.ScanAllAsync(new ScanOptions { PageSize = pageSize }, cancellationToken), database.Meter);
        serial.Print("serial scan");

        ScanReport parallel = await ScanReport.RunAsync(table.Scan().InParallel(parallelOptions, cancellationToken), database.Meter);
        parallel.Print($"parallel scan, {options.Segments} segments, {options.Concurrency} requests at once");

        ScanReport filtered = await ScanReport.RunFilteredAsync(table, parallelOptions, database.Meter, cancellationToken);
        filtered.Print("the same, filtered by DynamoDB");
        parallel.PrintSaved(filtered);

        ScanReport tuned = await TunedScan.RunAsync(table, options, pageSize, database.Meter, cancellationToken);
        await SumReport.PrintAsync(table, pageSize, database.Meter, cancellationToken);

        // A serial scan has one request under way at a time, so this is the best there is, where the network takes most of the time and
        // the database answers many requests as soon as one.
        long ideal = Math.Min(Math.Min(options.Concurrency, options.Segments), serial.Pages);
        Console.WriteLine();
        Console.WriteLine($"serial / parallel: {serial.Elapsed / parallel.Elapsed:0.00} (ideal: {ideal})");
        Console.WriteLine($"serial / self-tuned: {serial.Elapsed / tuned.Elapsed:0.00}");

        await IndexReport.PrintAsync(table.GSI1, options.Date, pageSize, cancellationToken);
        if (parallel.Rows != source.Count)
        {
            await Console.Error.WriteLineAsync(
                $"The table does not hold {source.Count} rows: it had others before, or ids occur more than once in the files.");
        }
    }

    /// <summary>Says what went wrong and what to check; null for a bug, which deserves its stack trace.</summary>
    private static string? Explain(Exception error, string database) => error switch
    {
        WebLogException or TypedDynamoException or DynamoDbLocalException => error.Message,
        // The message of a timeout speaks of cancelling, which nobody did.
        HttpRequestException or TimeoutException or IOException =>
            $"{database} does not answer: {(error is TimeoutException ? "no response in time" : error.Message)}\n"
            + "Check the address (--endpoint, --region), that something listens there, and the network between.",
        AmazonServiceException => $"{database} refused: {error.Message}",
        AmazonClientException =>
            $"{database} was not asked: {error.Message}\n"
            + "Check the credentials (--profile, AWS_PROFILE or AWS_ACCESS_KEY_ID) and the region (--region, AWS_REGION).",
        _ => null,
    };
}

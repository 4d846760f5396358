using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo;

namespace DistributedScan;

/// <summary>One worker of several: copies the keys of its share of a table to a file, and goes on from its checkpoint when it is started again.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int WrongUse = 2; // which no second attempt mends
    private const int Cancelled = 130; // 128 + SIGINT, as shells have it

    private static readonly Option<string> s_table = new("--table")
    {
        Description = "The table whose keys are copied.",
        HelpName = "name",
        Required = true,
    };

    private static readonly Option<DirectoryInfo> s_out = new("--out")
    {
        Description = "The directory of the files, one for each worker: keys-0.jsonl and so on.",
        HelpName = "directory",
        Required = true,
    };

    private static readonly Option<string?> s_checkpointTable = new("--checkpoint-table")
    {
        Description = "The table of the checkpoints, whose partition key is the string PK. It is created if there is none. "
            + "[default: none; files in the directory of --out]",
        HelpName = "name",
    };

    private static readonly Option<ScanWorker?> s_worker = new("--worker")
    {
        Description = "Which worker this is, of how many, as in 0/4. [default: what a Kubernetes Indexed Job or an AWS Batch array job says in the "
            + "environment, else 0/1]",
        HelpName = "index/count",
        CustomParser = result =>
        {
            string[] parts = result.Tokens[0].Value.Split('/');
            if (parts.Length == 2
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                && index < count)
            {
                return new ScanWorker(index, count);
            }

            result.AddError($"--worker takes an index and a count such as 0/4, and '{result.Tokens[0].Value}' is none.");
            return null;
        },
    };

    private static readonly Option<int?> s_segments = Number(
        "--segments",
        1,
        1_000_000,
        "Into how many segments all workers together cut the table: the same for each of them. [default: 256 for each worker; a single one "
        + "chooses by the table's size]");

    private static readonly Option<int?> s_concurrency = Number(
        "--concurrency", 1, 10_000, "How many requests of this worker are under way at once. [default: as many as make it faster]");

    private static readonly Option<int?> s_pageSize = Number(
        "--page-size",
        1,
        int.MaxValue,
        "How many items DynamoDB reads for one page. [default: pages of 1 MB; on DynamoDB Local a page has no other end]");

    private static readonly Option<int?> s_interval = Number(
        "--checkpoint-interval", 0, 3600, "How many seconds pass between two checkpoints; with 0 one is saved after each page. [default: 10]");

    private static readonly Option<Uri?> s_endpoint = new("--endpoint")
    {
        Description = "Where DynamoDB answers; http:// is taken for a DynamoDB Local. [default: as region and profile say]",
        HelpName = "url",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https")
            {
                return endpoint;
            }

            result.AddError($"--endpoint takes an address such as http://localhost:8000, and '{text}' is none.");
            return null;
        },
    };

    private static async Task<int> Main(string[] arguments)
    {
        var command = new RootCommand("Copies the keys of a table to files, by one or by many processes, each of which may be killed at any time.")
        {
            s_table, s_out, s_checkpointTable, s_interval, s_worker, s_segments, s_concurrency, s_pageSize, s_endpoint,
        };
        command.SetAction(RunAsync);
        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
        }

        // The last checkpoint is saved after Ctrl+C.
        int code = await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
        return result.Errors.Count > 0 ? WrongUse : code;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        ScanWorker worker;
        try
        {
            // Asked for by this program, which is made to be run so: a scan does not look into the environment by itself.
            worker = command.GetValue(s_worker) ?? ScanWorker.TryFromEnvironment() ?? new ScanWorker(0, 1);
        }
        catch (InvalidOperationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WrongUse;
        }

        try
        {
            await CopyAsync(command, worker, cancellationToken);
            return 0;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"Worker {worker.Index} of {worker.Count} was told to end; started again, it goes on from its checkpoint");
            return Cancelled;
        }
        catch (Exception error) when (error is TypedDynamoException or AmazonServiceException or AmazonClientException or HttpRequestException
            or IOException or UnauthorizedAccessException or TimeoutException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
    }

    private static async Task CopyAsync(ParseResult command, ScanWorker worker, CancellationToken cancellationToken)
    {
        using AmazonDynamoDBClient client = CreateClient(command.GetValue(s_endpoint));
        DirectoryInfo directory = command.GetValue(s_out)!;
        RawTable table = await RawTable.OpenAsync(client, command.GetValue(s_table)!, cancellationToken: cancellationToken);
        var options = new ParallelScanOptions
        {
            Worker = worker,
            Segments = command.GetValue(s_segments),
            Concurrency = command.GetValue(s_concurrency),
            PageSize = command.GetValue(s_pageSize),
            CheckpointStore = await OpenStoreAsync(client, command.GetValue(s_checkpointTable), directory, cancellationToken),
            CheckpointName = $"keys-of-{table.TableName}", // to which each worker adds its number
            Progress = new ProgressLine(worker),
        };
        if (command.GetValue(s_interval) is { } seconds)
        {
            options = options with { CheckpointInterval = TimeSpan.FromSeconds(seconds) };
        }

        string[] keys = table.Schema.SortKey is { } sortKey ? [table.Schema.PartitionKey.Name, sortKey.Name] : [table.Schema.PartitionKey.Name];
        var scan = table.Scan().Select(keys).InParallel(options, cancellationToken);

        using var file = new KeyFile(Path.Combine(directory.FullName, $"keys-{worker.Index}.jsonl"));
        bool isFirst = true;
        long copied = 0;
        await foreach (Page<RawItem> page in scan.Pages())
        {
            if (isFirst)
            {
                long before = scan.GetCheckpoint().Items;
                await Console.Error.WriteLineAsync(
                    $"Worker {worker.Index} of {worker.Count}, process {Environment.ProcessId}, "
                    + (before > 0 ? $"goes on after {before} keys" : "begins"));
                isFirst = false;
            }

            // The page is finished once the next one is asked for: by then its keys must be in the file, or a kill would lose them.
            file.Append(page.Items);
            copied += page.Items.Count;
        }

        Console.WriteLine($"worker {worker.Index} of {worker.Count}: {copied} keys");
    }

    private static async Task<ICheckpointStore> OpenStoreAsync(
        AmazonDynamoDBClient client, string? tableName, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        if (tableName is null)
        {
            return new FileCheckpointStore(Path.Combine(directory.FullName, "checkpoints"));
        }

        var store = new DynamoDbCheckpointStore(client, tableName);
        await store.Table.EnsureCreatedAsync(cancellationToken: cancellationToken);
        return store;
    }

    private static AmazonDynamoDBClient CreateClient(Uri? endpoint)
    {
        // The SDK would try for over a minute to reach an endpoint that does not answer; a page is asked for again by the scan itself.
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = 3, Timeout = TimeSpan.FromSeconds(20) };
        if (endpoint is null)
        {
            return new AmazonDynamoDBClient(config);
        }

        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";

        // DynamoDB Local takes any credentials, and keeps a database for each access key.
        return endpoint.Scheme == Uri.UriSchemeHttp && Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null or ""
            ? new AmazonDynamoDBClient(new BasicAWSCredentials("distributedscan", "any"), config)
            : new AmazonDynamoDBClient(config);
    }

    private static Option<int?> Number(string name, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {least} to {most}, and '{text}' is none.");
            return null;
        },
    };

    /// <summary>Writes a line to standard error each second.</summary>
    private sealed class ProgressLine(ScanWorker worker) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Worker {worker.Index} of {worker.Count}: {value.FinishedSegments} of {value.Segments} segments, {value.Items} keys in "
            + $"{value.Elapsed.TotalSeconds:F0} s, {value.Concurrency} requests at once, {value.ReadUnits:F1} read units"));
    }
}

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

    private static readonly Option<int> s_segments = new("--segments")
    {
        Description = "Into how many segments all workers together cut the table, 1 to 1,000,000: the same for each of them.",
        HelpName = "number",
        DefaultValueFactory = _ => 256,
    };

    private static readonly Option<int?> s_pageSize = new("--page-size")
    {
        Description = "How many items DynamoDB reads for one page. [default: pages of 1 MB; on DynamoDB Local a page has no other end]",
        HelpName = "number",
    };

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
            s_table, s_out, s_checkpointTable, s_worker, s_segments, s_pageSize, s_endpoint,
        };
        command.SetAction(RunAsync);
        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
        }

        int code = await result.InvokeAsync();
        return result.Errors.Count > 0 ? WrongUse : code;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        try
        {
            ScanWorker worker = command.GetValue(s_worker) ?? ScanWorker.TryFromEnvironment() ?? new ScanWorker(0, 1);
            await CopyAsync(command, worker, cancellationToken);
            return 0;
        }
        catch (InvalidOperationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WrongUse;
        }
        catch (Exception error) when (error is TypedDynamoException or AmazonServiceException or AmazonClientException or HttpRequestException
            or IOException or TimeoutException or ArgumentException)
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
        ICheckpointStore store = await OpenStoreAsync(client, command.GetValue(s_checkpointTable), directory, cancellationToken);

        // Another number of workers or segments is another way to share the table, and begins anew.
        int segments = command.GetValue(s_segments);
        string name = string.Create(
            CultureInfo.InvariantCulture, $"distributed-scan/{table.TableName}/{segments}/{worker.Index}-of-{worker.Count}");
        await Console.Error.WriteLineAsync(
            await store.LoadAsync(name, cancellationToken) is { } last
                ? $"Worker {worker.Index} of {worker.Count} goes on after {last.Items} items"
                : $"Worker {worker.Index} of {worker.Count} begins");

        string[] keys = table.Schema.SortKey is { } sortKey ? [table.Schema.PartitionKey.Name, sortKey.Name] : [table.Schema.PartitionKey.Name];
        ParallelScan<RawItem> scan = table.Scan().Select(keys).InParallel(
            new ParallelScanOptions
            {
                Segments = segments,
                PageSize = command.GetValue(s_pageSize),
            },
            cancellationToken);

        using var file = new KeyFile(Path.Combine(directory.FullName, $"keys-{worker.Index}.jsonl"));
        long items = 0;
        await foreach (Page<RawItem> page in scan.Pages())
        {
            // The page is finished once the next one is asked for: by then its keys are in the file.
            file.Append(page.Items);
            items += page.Items.Count;
        }

        Console.WriteLine($"worker {worker.Index} of {worker.Count}: {items} keys");
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
        if (endpoint is null)
        {
            return new AmazonDynamoDBClient();
        }

        var config = new AmazonDynamoDBConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1" };

        // DynamoDB Local takes any credentials, and keeps a database for each access key.
        return endpoint.Scheme == Uri.UriSchemeHttp && Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null or ""
            ? new AmazonDynamoDBClient(new BasicAWSCredentials("distributedscan", "any"), config)
            : new AmazonDynamoDBClient(config);
    }
}

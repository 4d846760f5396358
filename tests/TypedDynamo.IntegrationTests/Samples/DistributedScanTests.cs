using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Scripts;
using TypedDynamo.Testing;
using Xunit.Abstractions;
using Match = System.Text.RegularExpressions.Match;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>A table copied by processes that are killed, and go on.</summary>
public sealed class DistributedScanTests(EngineFixture fixture, ITestOutputHelper output) : IDisposable, IClassFixture<EngineFixture>
{
    private const string Sample = "DistributedScan";
    private const string Folder = "samples/DistributedScan";

    private readonly string _database = $"distributedscan{Guid.NewGuid():N}";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("typed-dynamo-distributed-scan-");

    private Dictionary<string, string> Environment => new()
    {
        ["AWS_ACCESS_KEY_ID"] = _database,
        ["AWS_SECRET_ACCESS_KEY"] = "any",
        ["CONFIGURATION"] = SampleProcess.Metadata("Configuration"),
    };

    private FileCheckpointStore Store => new(Path.Combine(_directory.FullName, "checkpoints"));

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Long")]
    public async Task AScanThatIsKilledTwentyTimesMissesNothing()
    {
        const int Rows = 20_000;
        const int PageSize = 100;
        const int Kills = 20;
        const string Name = "keys-of-messages";
        string[] ids = await FillAsync(Rows);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);

        // Some 13 pages a second, of more than 200, and one to four rounds of requests before each kill.
        proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(300)), Operation = "Scan" });
        string[] options =
        [
            .. OptionsOf(proxy.Endpoint), "--segments", "16", "--concurrency", "4", "--page-size", $"{PageSize}", "--checkpoint-interval", "0",
        ];
        var random = new Random(20);
        int resumed = 0;
        long linesBefore = 0;
        long savedBefore = 0;
        List<long> repeats = [];
        for (int kill = 1; kill <= Kills; kill++)
        {
            using SampleProcess process = SampleProcess.Start(Sample, Environment, options);
            await BegunAsync(process);
            await Task.Delay(random.Next(50, 600));
            await SampleProcess.SignalAsync(process.Id, "KILL");
            (int killed, _, string progress) = await process.WaitAsync();
            killed.ShouldBe(128 + 9, progress);
            resumed += progress.Contains("goes on after", StringComparison.Ordinal) ? 1 : 0;

            // What is in the file and in no checkpoint comes again, and it is the one page whose checkpoint was being saved at most.
            long lines = Numbers(0).Count;
            long saved = (await Store.LoadAsync(Name))?.Items ?? 0;
            repeats.Add(lines - linesBefore - (saved - savedBefore));
            repeats[^1].ShouldBeInRange(0, PageSize);
            (linesBefore, savedBefore) = (lines, saved);
        }

        proxy.Clear();
        (int exitCode, string report, string error) = await SampleProcess.RunAsync(Sample, Environment, options);

        exitCode.ShouldBe(0, error);
        error.ShouldContain($"goes on after {savedBefore} keys");
        List<string> numbers = Numbers(0);
        output.WriteLine($"kills: {Kills}, resumed: {resumed + 1}, keys before the last start: {linesBefore}, {report.Trim()}");
        output.WriteLine($"repeated keys: {numbers.Count - Rows}, of the kills {string.Join(' ', repeats)}");
        numbers.Distinct().Order(StringComparer.Ordinal).ShouldBe(ids);
        repeats.Sum().ShouldBe(numbers.Count - Rows);
        linesBefore.ShouldBeLessThan(Rows);
        resumed.ShouldBeGreaterThan(Kills / 2);
        (await Store.LoadAsync(Name)).ShouldBeNull();
    }

    [Fact]
    public async Task OfThreeWorkersOneIsKilledAndStartedAgain()
    {
        string[] ids = await FillAsync(3000);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        var latency = new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(200)), Operation = "Scan" };
        proxy.Add(latency);
        string script = Path.Combine(ScriptRunner.RepositoryRoot, Folder, "run-local.sh");
        using SampleProcess workers = SampleProcess.StartCommand(
            Environment,
            [
                "bash", script, "3", .. OptionsOf(proxy.Endpoint), "--segments", "24", "--concurrency", "2", "--page-size", "20",
                "--checkpoint-interval", "0", "--checkpoint-table", "scan-checkpoints",
            ]);

        Match begun = await MatchAsync(workers, "Worker 1 of 3, process ([0-9]+), begins");
        await SampleProcess.SignalAsync(int.Parse(begun.Groups[1].Value, CultureInfo.InvariantCulture), "KILL");
        await MatchAsync(workers, "Worker 1/3 ended with 137 in attempt 1");
        proxy.Remove(latency);
        (int exitCode, string report, string error) = await workers.WaitAsync();

        exitCode.ShouldBe(0, error);
        output.WriteLine(report);
        List<string>[] parts = [.. Enumerable.Range(0, 3).Select(Numbers)];
        parts.SelectMany(part => part.Distinct()).Order(StringComparer.Ordinal).ShouldBe(ids);
        parts.ShouldAllBe(part => part.Count > 0);
        parts[0].ShouldBeUnique();
        parts[2].ShouldBeUnique();
        (parts[1].Count - parts[1].Distinct().Count()).ShouldBeInRange(0, 20);
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(_database);
        (await client.ScanAsync(new("scan-checkpoints"))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task WorkersOfAKubernetesJobAndOfABatchArrayShareTheTable()
    {
        string[] ids = await FillAsync(500);
        Dictionary<string, string> ofKubernetes = Environment;
        ofKubernetes["JOB_COMPLETION_INDEX"] = "0";
        ofKubernetes["TYPEDDYNAMO_WORKER_COUNT"] = "2";
        Dictionary<string, string> ofBatch = Environment;
        ofBatch["AWS_BATCH_JOB_ARRAY_INDEX"] = "1";
        ofBatch["AWS_BATCH_JOB_ARRAY_SIZE"] = "2";

        string[] options = OptionsOf(fixture.Engine.Endpoint);
        (int ExitCode, string Output, string Error)[] ends = await Task.WhenAll(
            SampleProcess.RunAsync(Sample, ofKubernetes, options), SampleProcess.RunAsync(Sample, ofBatch, options));

        ends.ShouldAllBe(end => end.ExitCode == 0);
        Numbers(0).Concat(Numbers(1)).Order(StringComparer.Ordinal).ShouldBe(ids);

        // Neither has been given a number of segments: 256 for each worker.
        ends.ShouldAllBe(end => end.Error.Contains("256 of 256 segments", StringComparison.Ordinal));

        // And half of a pair is an error, which no second attempt mends.
        ofBatch.Remove("AWS_BATCH_JOB_ARRAY_SIZE");
        (int exitCode, _, string error) = await SampleProcess.RunAsync(Sample, ofBatch, options);
        exitCode.ShouldBe(2);
        error.ShouldContain("AWS_BATCH_JOB_ARRAY_SIZE");
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task CtrlCSavesACheckpoint()
    {
        string[] ids = await FillAsync(2000);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(200)), Operation = "Scan" });
        string[] options =
        [
            .. OptionsOf(proxy.Endpoint), "--segments", "4", "--concurrency", "2", "--page-size", "20", "--checkpoint-interval", "3600",
        ];
        using (SampleProcess process = SampleProcess.Start(Sample, Environment, options))
        {
            await BegunAsync(process);
            await SampleProcess.SignalAsync(process.Id, "INT");
            (int exitCode, string report, string error) = await process.WaitAsync();

            exitCode.ShouldBe(130);
            report.ShouldBeEmpty();
            error.ShouldContain("goes on from its checkpoint");
            error.ShouldNotContain("   at ");
        }

        ScanCheckpoint checkpoint = (await Store.LoadAsync("keys-of-messages")).ShouldNotBeNull();
        checkpoint.Items.ShouldBe(Numbers(0).Count);

        // A line that a kill has torn, and an empty file's end, do no harm.
        await File.AppendAllTextAsync(Path.Combine(_directory.FullName, "keys-0.jsonl"), """{"Thread":{"S":"0""");
        proxy.Clear();
        (await SampleProcess.RunAsync(Sample, Environment, options)).ExitCode.ShouldBe(0);
        Numbers(0).Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    [Fact]
    public async Task CtrlCEndsTheScriptsWorkersWithTheirCheckpoints()
    {
        await FillAsync(2000);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.Latency(TimeSpan.FromMilliseconds(200)), Operation = "Scan" });
        string script = Path.Combine(ScriptRunner.RepositoryRoot, Folder, "run-local.sh");
        using SampleProcess workers = SampleProcess.StartCommand(
            Environment,
            [
                "bash", script, "2", .. OptionsOf(proxy.Endpoint), "--segments", "4", "--concurrency", "2", "--page-size", "10",
                "--checkpoint-interval", "3600",
            ]);
        await MatchAsync(workers, "Worker 0 of 2, process [0-9]+, begins");
        await MatchAsync(workers, "Worker 1 of 2, process [0-9]+, begins");

        await SampleProcess.SignalAsync(workers.Id, "INT");
        (int exitCode, string report, string error) = await workers.WaitAsync();

        exitCode.ShouldBe(1, error);
        report.ShouldBeEmpty();
        error.ShouldNotContain("in attempt");
        for (int worker = 0; worker < 2; worker++)
        {
            error.ShouldContain($"Worker {worker} of 2 was told to end");
            (await Store.LoadAsync($"keys-of-messages-{worker}-of-2")).ShouldNotBeNull().Items.ShouldBe(Numbers(worker).Count);
        }
    }

    [Fact]
    public async Task ACheckpointThatIsDamagedOrOfAnotherScanIsRefused()
    {
        await FillAsync(500);
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(_database);
        RawTable table = await RawTable.OpenAsync(client, "messages");
        var scan = table.Scan().Select("Thread", "Number").InParallel(new() { Segments = 8, PageSize = 20 });
        await foreach (RawItem _ in scan)
        {
            break;
        }

        await Store.SaveAsync("keys-of-messages", scan.GetCheckpoint());
        string file = Directory.GetFiles(Store.Directory).ShouldHaveSingleItem();
        byte[] saved = await File.ReadAllBytesAsync(file);
        await ShouldBeRefusedAsync("8 segments", "--segments", "9");
        await File.WriteAllBytesAsync(file, saved[..^20]);
        await ShouldBeRefusedAsync(file);
        await File.WriteAllBytesAsync(file, []);
        await ShouldBeRefusedAsync(file);
        var ofAll = table.Scan().InParallel(new() { Segments = 8, PageSize = 20 });
        await foreach (RawItem _ in ofAll)
        {
            break;
        }

        await Store.SaveAsync("keys-of-messages", ofAll.GetCheckpoint());
        await ShouldBeRefusedAsync("'messages'");

        async Task ShouldBeRefusedAsync(string named, params string[] options)
        {
            (int exitCode, string report, string error) = await SampleProcess.RunAsync(
                Sample, Environment, [.. OptionsOf(fixture.Engine.Endpoint), .. options]);
            exitCode.ShouldBe(1, error);
            report.ShouldBeEmpty();
            error.ShouldContain(named);
            error.ShouldNotContain("   at ");
            error.Trim().Split('\n').Length.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(2, "--worker", "3/3")]
    [InlineData(2, "--segments", "0")]
    [InlineData(2, "--segments", "1000001")]
    [InlineData(2, "--checkpoint-interval", "soon")]
    [InlineData(1, "--page-size", "5")]
    public async Task WhatCannotWorkEndsWithOneLine(int exitCode, string option, string value)
    {
        // The table is not there; what is wrong in the options is found before it is looked for.
        (int code, string report, string error) = await SampleProcess.RunAsync(
            Sample, Environment, [.. OptionsOf(fixture.Engine.Endpoint), option, value]);

        code.ShouldBe(exitCode, error);
        report.ShouldBeEmpty();
        error.Trim().Split('\n').Length.ShouldBe(1, error);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public void TheNumbersOfTheManifestsAgree()
    {
        string job = Read($"{Folder}/job.yaml");
        int completions = NumberIn(job, @"^  completions: (\d+)$");
        NumberIn(job, @"- name: TYPEDDYNAMO_WORKER_COUNT\n +value: ""(\d+)""$").ShouldBe(completions);
        NumberIn(job, @"^  parallelism: (\d+)$").ShouldBeInRange(1, completions);
        job.ShouldContain("completionMode: Indexed");
        string ofJob = Regex.Match(job, "args: (\\[.*\\])").Groups[1].Value;

        using JsonDocument batch = JsonDocument.Parse(Read($"{Folder}/batch-job.json"));
        string ofBatch = batch.RootElement.GetProperty("containerProperties").GetProperty("command").ToString();
        Normal(ofBatch).ShouldBe(Normal(ofJob));

        // An array's size is given when it is submitted: 2 to 10,000.
        string readme = Read($"{Folder}/README.md");
        NumberIn(readme, @"--array-properties size=(\d+)$").ShouldBe(completions);
        readme.ShouldContain($"--job-definition {batch.RootElement.GetProperty("jobDefinitionName").GetString()} ");
        batch.RootElement.GetProperty("retryStrategy").GetProperty("attempts").GetInt32().ShouldBeInRange(1, 10);

        // What the page on workers shows is the same.
        string page = Read("docs/checkpoints.md");
        int shown = NumberIn(page, @"^  completions: (\d+)\b");
        NumberIn(page, @"- name: TYPEDDYNAMO_WORKER_COUNT\n +value: ""(\d+)""").ShouldBe(shown);
        NumberIn(page, @"--array-properties size=(\d+)$").ShouldBe(shown);

        static string Read(string file) => File.ReadAllText(Path.Combine(ScriptRunner.RepositoryRoot, file)).ReplaceLineEndings("\n");
        static string Normal(string json) => string.Join(' ', JsonSerializer.Deserialize<string[]>(json)!);
        static int NumberIn(string text, string pattern)
            => int.Parse(Regex.Match(text, pattern, RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static Task<Match> BegunAsync(SampleProcess process) => MatchAsync(process, "begins|goes on after");

    /// <summary>Waits for something on standard error.</summary>
    private static async Task<Match> MatchAsync(SampleProcess process, string pattern)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string error = process.Error;
            Match match = Regex.Match(error, pattern);
            if (match.Success)
            {
                return match;
            }

            (process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(2)).ShouldBeFalse(error);
            await Task.Delay(10);
        }
    }

    private string[] OptionsOf(Uri endpoint)
        => ["--table", "messages", "--out", _directory.FullName, "--endpoint", endpoint.ToString()];

    /// <summary>Fills the table.</summary>
    /// <returns>The rows' sort keys, each of which is there once.</returns>
    private async Task<string[]> FillAsync(int rows)
    {
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(_database);
        var table = new MessageTable(client);
        await table.EnsureCreatedAsync();
        Guid[] threads = [.. Enumerable.Range(0, rows / 5).Select(_ => Guid.NewGuid())];
        Message[] messages =
        [
            .. Enumerable.Range(0, rows).Select(
                i => new Message(threads[i % threads.Length], FormattableString.Invariant($"{i:D6}"), i)),
        ];
        (await table.PutManyAsync(messages)).Written.ShouldBe(rows);
        return [.. messages.Select(message => message.Number)];
    }

    /// <summary>Reads the sort keys of the whole lines that a worker has written.</summary>
    private List<string> Numbers(int worker)
    {
        string text = File.ReadAllText(Path.Combine(_directory.FullName, $"keys-{worker}.jsonl"));
        return
        [
            .. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Number").GetProperty("S").GetString()!),
        ];
    }
}

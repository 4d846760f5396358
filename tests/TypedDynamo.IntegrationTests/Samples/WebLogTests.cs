using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Samples;

public sealed class WebLogTests(EngineFixture fixture, WorkshopLog log, ITestOutputHelper output)
    : IClassFixture<WorkshopLog>, IClassFixture<EngineFixture>
{
    private const string Sample = "WebLog";

    private static readonly Dictionary<string, string> s_noVariables = [];

    // One engine for all but the tests that have the sample start its own.
    private Dictionary<string, string> OnTheSharedEngine => new() { ["DYNAMODB_ENDPOINT"] = fixture.Engine.Endpoint.ToString() };

    [Fact]
    public async Task TheWorkshopsFilesAreSummedBySerialAndParallelScanAlike()
    {
        output.WriteLine(log.Note);

        (int exitCode, string report, string error) = await RunAsync(s_noVariables, CsvOptions);

        exitCode.ShouldBe(0, error);
        ShouldReport(report, WorkshopLog.Rows, WorkshopLog.Matching, WorkshopLog.BytesSent);
        ShouldCount(report, "2017-07-21", log.CountNotFound(), log.CountNotFound("2017-07-21"));
    }

    [Fact]
    public async Task CopiesHaveIdsOfTheirOwn()
    {
        output.WriteLine(log.Note);

        (int exitCode, string report, string error) = await RunAsync(
            OnTheSharedEngine, [.. CsvOptions, "--repeat", "3", "--date", "2017-07-20"]);

        exitCode.ShouldBe(0, error);
        ShouldReport(report, 3 * WorkshopLog.Rows, 3 * WorkshopLog.Matching, 3 * WorkshopLog.BytesSent);
        ShouldCount(report, "2017-07-20", 3 * log.CountNotFound(), 3 * log.CountNotFound("2017-07-20"));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task TwoHundredThousandRowsFitIntoAHeapOf96Megabytes()
    {
        // Held all at once, they would take half as much again. A million rows, which --repeat 250 gives, need no more than these.
        output.WriteLine(log.Note);
        var smallHeap = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" };

        (int exitCode, string report, string error) = await RunAsync(smallHeap, [.. CsvOptions, "--repeat", "50"]);

        output.WriteLine(report);
        exitCode.ShouldBe(0, error);
        ShouldReport(report, 200_000, 28_150, 1_210_850);
        ShouldCount(report, "2017-07-21", 3_600, 1_200);
    }

    [Fact]
    public async Task ANetworkCanBeImitated()
    {
        (int exitCode, string report, string error) = await RunAsync(
            OnTheSharedEngine, "--rows", "400", "--page-size", "20", "--segments", "4", "--concurrency", "6", "--latency", "20");

        exitCode.ShouldBe(0, error);
        error.ShouldContain(", 20 ms away");
        ShouldReport(report, 400, 47, 1750);
        Match serial = Regex.Match(report, @"serial scan\r?\n(?:.*\n)*?seconds: (\d+\.\d+)");
        double.Parse(serial.Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(20 * 0.020);
        report.ShouldContain("(ideal: 4)");
    }

    [Fact]
    public async Task ANetworkIsImitatedOnlyInFrontOfAnEngineOfItsOwn()
    {
        (int exitCode, string report, string error) = await RunAsync(
            s_noVariables, "--latency", "20", "--endpoint", fixture.Engine.Endpoint.ToString());

        exitCode.ShouldBe(1);
        error.ShouldContain("--latency slows down the DynamoDB Local that is started for the run");
        report.ShouldBeEmpty();
    }

    [Fact]
    public async Task AScanKeepsABudgetAndLeavesNoCheckpointOnceItIsDone()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory();

        (int exitCode, string report, string error) = await RunAsync(
            OnTheSharedEngine, "--rows", "2000", "--budget", "100", "--checkpoint", directory.FullName);

        exitCode.ShouldBe(0, error);
        ShouldReport(report, 2000, 269, 17_384);
        directory.EnumerateFiles().ShouldBeEmpty();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task GeneratedRowsAreTheSameOnEveryMachine()
    {
        (int exitCode, string report, string error) = await RunAsync(OnTheSharedEngine, "--rows", "2000");

        exitCode.ShouldBe(0, error);
        ShouldReport(report, 2000, 269, 17_384);
    }

    [Theory]
    [InlineData("2,h,2017-07-20,20,GMT,GET,/x,200,5k,ua", 9, "bytessent")]
    [InlineData("two,h,2017-07-20,20,GMT,GET,/x,200,5,ua", 1, "requestid")]
    [InlineData("2,h,20-07-2017,20,GMT,GET,/x,200,5,ua", 3, "date")]
    [InlineData("2,h,2017-07-20,24,GMT,GET,/x,200,5,ua", 4, "hourofday")]
    [InlineData("2,h,2017-07-20,20,GMT,GET,/x,-,5,ua", 8, "responsecode")]
    [InlineData("2,h,2017-07-20,20,GMT,GET,/x,200,5", 10, "useragent")]
    [InlineData("2,h,2017-07-20,20,GMT,GET,/x,200,5,ua,more", 11, "11 columns")]
    [InlineData("2,h,2017-07-20,20,GMT,GET,\"/x,200,5,ua", 7, "quotation mark")]
    public async Task ALineThatCannotBeReadStopsTheRunBeforeAnythingIsLoaded(string line, int column, string what)
    {
        const string database = "brokenline";
        string file = Path.GetTempFileName();
        const string goodLine = "1,h,2017-07-20,20,GMT,GET,/x,200,5,ua";
        await File.WriteAllTextAsync(file, $"{goodLine}\r\n\r\n{line}\r\n{goodLine}\r\n");

        (int exitCode, string report, string error) = await RunAsync(
            new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = database, ["AWS_SECRET_ACCESS_KEY"] = "any" },
            "--endpoint", fixture.Engine.Endpoint.ToString(), "--csv", log.Files[0], "--csv", file);

        exitCode.ShouldBe(1);
        error.ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"{file}:3:{column}: "));
        error.ShouldContain(what);
        report.ShouldBeEmpty();
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient(database);
        (await client.ListTablesAsync()).TableNames.ShouldBeEmpty();
        File.Delete(file);
    }

    [Fact]
    public async Task AnEndpointThatRefusesIsNamedSoon()
    {
        string endpoint = $"http://127.0.0.1:{ClosedPort()}/";
        var watch = Stopwatch.StartNew();

        (int exitCode, string report, string error) = await RunAsync(s_noVariables, "--rows", "10", "--endpoint", endpoint);

        exitCode.ShouldBe(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        error.ShouldContain($"{endpoint} does not answer");
        error.ShouldContain("Check the address");
        error.ShouldNotContain("   at ");
        report.ShouldBeEmpty();
    }

    [Fact]
    public async Task OutputInAPipeHoldsNoTerminalCodes()
    {
        // What makes terminal libraries believe in colours.
        Dictionary<string, string> environment = OnTheSharedEngine;
        environment["TERM"] = "xterm-256color";
        environment["GITHUB_ACTIONS"] = "true";

        (int exitCode, string report, string error) = await RunAsync(environment, "--rows", "3000");

        exitCode.ShouldBe(0, error);
        (report + error).Any(c => char.IsControl(c) && !"\r\n".Contains(c)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--rows 0", "--rows takes a whole number from 1")]
    [InlineData("--rows many", "--rows takes a whole number from 1")]
    [InlineData("--repeat 2", "--repeat goes with --csv")]
    [InlineData("--segments 1000001", "--segments takes a whole number from 1 to 1000000")]
    [InlineData("--concurrency 0", "--concurrency takes a whole number from 1")]
    [InlineData("--page-size 0", "--page-size takes a whole number from 1")]
    [InlineData("--budget 0", "--budget takes a whole number from 1")]
    [InlineData("--latency 5001", "--latency takes a whole number from 0 to 5000")]
    [InlineData("--date 21.7.2017", "--date takes a date such as 2017-07-21")]
    [InlineData("--endpoint localhost:8000", "--endpoint takes an address such as")]
    [InlineData("--csv no-such-file", "no-such-file")]
    public async Task AnOptionOutOfItsRangeIsRefused(string options, string message)
    {
        (int exitCode, string report, string error) = await RunAsync(s_noVariables, options.Split(' '));

        exitCode.ShouldBe(1);
        error.ShouldContain(message);
        report.ShouldBeEmpty();
    }

    [Fact]
    public async Task CtrlCEndsTheRun()
    {
        using SampleProcess process = SampleProcess.Start(Sample, OnTheSharedEngine, "--rows", "300000");
        (await Processes.EventuallyAsync(() => process.Error.Contains("Table ", StringComparison.Ordinal))).ShouldBeTrue();

        await SampleProcess.SignalAsync(process.Id, "INT");
        (int exitCode, _, string error) = await process.WaitAsync();

        exitCode.ShouldBe(130);
        error.ShouldContain("Cancelled.");
        error.ShouldNotContain("   at ");
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => SampleProcess.RunAsync(Sample, environment, arguments);

    private string[] CsvOptions => ["--csv", log.Files[0], "--csv", log.Files[1]];

    /// <summary>Each of the four scans prints the three figures, on lines of their own, in plain digits, and SumAsync its sum.</summary>
    private static void ShouldReport(string report, long rows, long matching, long bytesSent)
    {
        string[] figures = report.Split('\n').Select(line => line.TrimEnd('\r'))
            .Where(line => line.StartsWith("rows: ", StringComparison.Ordinal)
                || line.StartsWith("matching: ", StringComparison.Ordinal)
                || line.StartsWith("sum of ", StringComparison.Ordinal))
            .ToArray();
        string[] scan = FormattableString.Invariant(
            $"rows: {rows}|matching: {matching}|sum of bytessent where responsecode <> 200: {bytesSent}").Split('|');
        figures.ShouldBe([.. scan, .. scan, .. scan, .. scan, scan[^1]]);
        report.IndexOf("serial scan", StringComparison.Ordinal).ShouldBeLessThan(report.IndexOf("parallel scan", StringComparison.Ordinal));
        Regex.Count(report, @"^seconds: \d+\.\d+\r?$", RegexOptions.Multiline).ShouldBe(8);
        Regex.Count(report, @"^serial / parallel: \d+\.\d+ \(ideal: \d+\)\r?$", RegexOptions.Multiline).ShouldBe(1);
        Regex.Count(report, @"^serial / self-tuned: \d+\.\d+\r?$", RegexOptions.Multiline).ShouldBe(1);

        // A row that does not match is not sent, and of one that does, one attribute in thirteen.
        long[] received = [.. Regex.Matches(report, @"^bytes received: (\d+)\r?$", RegexOptions.Multiline)
            .Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        received.Length.ShouldBe(6);
        received[1].ShouldBeGreaterThan(rows * 100);
        received[2].ShouldBeLessThan(received[1] / 20);
        received[4].ShouldBeLessThan(received[1] / 20);

        // The codes are counted of all rows, and those of 200 are the ones that do not match.
        Dictionary<string, long> codes = Regex.Match(report, @"^rows by code: (.*?)\r?$", RegexOptions.Multiline).Groups[1].Value.Split(", ")
            .Select(code => code.Split(": ")).ToDictionary(code => code[0], code => long.Parse(code[1], CultureInfo.InvariantCulture));
        codes.Values.Sum().ShouldBe(rows);
        codes["200"].ShouldBe(rows - matching);
        report.ShouldContain($"bytes saved by the filter and projection in DynamoDB: {received[1] - received[2]}");
        report.ShouldContain($"rows read and charged: {rows} with the filter, {rows} without");

        // What DynamoDB has charged is its own figure, and the same for both but for what the pages' ends are rounded to.
        Match units = Regex.Match(report, @"^read units: (\d+\.\d) with the filter, (\d+\.\d) without\r?$", RegexOptions.Multiline);
        double without = double.Parse(units.Groups[2].Value, CultureInfo.InvariantCulture);
        without.ShouldBeGreaterThan(0);
        double.Parse(units.Groups[1].Value, CultureInfo.InvariantCulture).ShouldBe(without, without / 10);
    }

    /// <summary>The index gives the rows with code 404, all and those of a date.</summary>
    private static void ShouldCount(string report, string date, int all, int ofDate)
        => report.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.StartsWith("rows with ", StringComparison.Ordinal))
            .ShouldBe([$"rows with code 404: {all}", $"rows with code 404 on {date}: {ofDate}"]);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

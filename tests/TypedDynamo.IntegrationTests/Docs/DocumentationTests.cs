using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Scripts;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>The documentation's examples compile, run, and stand in the documentation as they were run.</summary>
public sealed partial class DocumentationTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Tests = "tests/TypedDynamo.IntegrationTests/Docs/";

    /// <summary>Where the regions are that documents quote. Other tests run them: the sample's, and those of this folder.</summary>
    private static readonly string[] s_sources =
    [
        "samples/Orders/Order.cs",
        "samples/Orders/Program.cs",
        Tests + "PythonExample.cs",
        Tests + "ContextBefore.cs",
        Tests + "ContextAfter.cs",
        Tests + "Converters.cs",
        Tests + "SingleTableExample.cs",
        Tests + "PolymorphismExample.cs",
        Tests + "ExpressionsExample.cs",
        Tests + "OptimisticLockingExample.cs",
        Tests + "OperationsExample.cs",
        Tests + "TablesExample.cs",
        Tests + "ViewsExample.cs",
        Tests + "CheckpointsExample.cs",
        Tests + "ScanningExample.cs",
    ];

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/coming-from-python.md")]
    [InlineData("docs/coming-from-dynamodbcontext.md")]
    [InlineData("docs/converters.md")]
    [InlineData("docs/recipes/single-table.md")]
    [InlineData("docs/recipes/polymorphism.md")]
    [InlineData("docs/expressions.md")]
    [InlineData("docs/recipes/optimistic-locking.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/tables.md")]
    [InlineData("docs/views.md")]
    [InlineData("docs/checkpoints.md")]
    [InlineData("docs/scanning.md")]
    public void EveryExampleIsCodeThatRuns(string document)
    {
        IEnumerable<string> regions = s_sources.SelectMany(source => Region().Matches(Read(source)))
            .Where(region => region.Groups["document"].Value == document)
            .Select(region => Outdent(region.Groups["text"].Value));

        string[] examples = [.. Example().Matches(Read(document)).Select(example => example.Groups["text"].Value)];

        examples.ShouldNotBeEmpty();
        examples.ShouldBe(regions, ignoreOrder: true);
    }

    [Fact]
    public async Task TheExampleForPythonUsersRuns()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var log = new LogLineTable(client);
        await log.EnsureCreatedAsync();
        await log.PutManyAsync(Enumerable.Range(1, 100).Select(
            i => new LogLine { Key = $"request#{i}", ResponseCode = i % 2 == 0 ? 200 : 404, BytesSent = i }));

        (await PythonExample.RunAsync(client)).ShouldBe(2500);
    }

    [Fact]
    public async Task TheExampleOfSeveralTypesInOneTableRuns()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        (await SingleTable.SingleTableExample.RunAsync(client)).ShouldBe("Ada 12.5 o-7 o-7 o-7 o-7  tea c-1 o-7");
    }

    [Fact]
    public async Task TheExamplesOfSeveralTypesRun()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        await new BillTable(client).EnsureCreatedAsync();
        await new TicketItemTable(client).EnsureCreatedAsync();
        await new TicketCounterTable(client).PutAsync(new TicketCounter("t-7", "counter", 2));

        (await PolymorphismExample.PayAsync(client)).ShouldBe(12);
        (await PolymorphismExample.ReadAsync(client)).ShouldBe(["owned by Ada", "Fixed.", "#"]);
    }

    [Fact]
    public async Task TheExamplesOfOperationsRun()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        await new Ordering.OrderTable(client).CreateTableAsync();
        await new Ordering.CustomerTable(client).CreateTableAsync();
        await new Ordering.StockTable(client).CreateTableAsync();

        (await Ordering.OperationsExample.BatchAsync(client)).ShouldBe(["1", "2", "3 1 2 3 True"]);
        (await Ordering.OperationsExample.TransactAsync(client)).ShouldBe("9 2");
        (await Ordering.OperationsExample.RawAsync(client)).ShouldBe("1");
        (await Ordering.OperationsExample.PartiQLAsync(client)).ShouldBe("2 7");
        (await Ordering.OperationsExample.MeasureAsync(client)).ShouldBe((0.5, 1));

        IServiceCollection registered = Ordering.OperationsExample.Register(new ServiceCollection().AddSingleton<IAmazonDynamoDB>(client));
        using ServiceProvider services = registered.BuildServiceProvider();
        services.GetRequiredService<Ordering.CustomerTable>().TableName.ShouldBe("test-web-customers");
        services.GetRequiredKeyedService<Ordering.OrderTable>("acme").TableName.ShouldBe("acme-web-orders");
    }

    [Fact]
    public async Task TheExampleOfTablesRuns()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        (await Tables.TablesExample.RunAsync(client))
            .ShouldBe(["test-sessions", "ACTIVE ExpiresAt", "0 2", "test-sessions True"]);
    }

    [Fact]
    public async Task TheExampleOfViewsRuns()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var requests = new Views.RequestTable(client);
        await requests.EnsureCreatedAsync();
        await requests.PutManyAsync(Enumerable.Range(1, 10).Select(i => new Views.Request
        {
            Id = $"r-{i}", Url = i % 2 == 0 ? "/a.png" : "/page", ResponseCode = i % 5 == 0 ? 404 : 200, BytesSent = i, Retries = i == 3 ? 2 : null,
        }));

        (await Views.ViewsExample.RunAsync(client)).ShouldBe("15 2 6 200:8 404:2 5; 10 /a.png 5; 55 200:9 404:10; (1, 3)");
    }

    [Fact]
    public async Task TheExamplesOfCheckpointsRun()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var telegrams = new Checkpoints.TelegramTable(client);
        await telegrams.EnsureCreatedAsync();
        await telegrams.PutManyAsync(Enumerable.Range(1, 200).Select(i => new Checkpoints.Telegram($"t-{i}", i)));
        string file = Path.Combine(Path.GetTempPath(), $"typed-dynamo-{Guid.NewGuid():N}.json");
        var handled = new HashSet<string>();

        await Checkpoints.CheckpointsExample.ResumeAsync(telegrams, file, telegram => handled.Add(telegram.Id) && handled.Count < 150);
        File.Exists(file).ShouldBeTrue();
        await Checkpoints.CheckpointsExample.ResumeAsync(telegrams, file, telegram => handled.Add(telegram.Id) || true);
        File.Exists(file).ShouldBeFalse();
        handled.Count.ShouldBe(200);

        (await Checkpoints.CheckpointsExample.StoreAsync(client, telegrams)).ShouldBe(200);
        (await Checkpoints.CheckpointsExample.WorkAsync(telegrams, new DynamoDbCheckpointStore(client, "scan-checkpoints"))).ShouldBe(200);
    }

    [Fact]
    public async Task TheExamplesOfParallelScansRun()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var visits = new Scans.VisitTable(client);
        await visits.EnsureCreatedAsync();
        await visits.PutManyAsync(Enumerable.Range(1, 60).Select(i => new Scans.Visit { Visitor = $"v-{i % 7}", Number = i, Seconds = i }));

        (await Scans.ScanningExample.RunAsync(client)).ShouldBe("1830 11 1830 60");
    }

    /// <summary>Returns the code of one region.</summary>
    internal static string Region(string file, string name)
        => Outdent(Region().Matches(Read(file)).Single(region => region.Groups["name"].Value == name).Groups["text"].Value);

    internal static string Read(string file) => File.ReadAllText(Path.Combine(ScriptRunner.RepositoryRoot, file)).ReplaceLineEndings("\n");

    private static string Outdent(string text)
    {
        string[] lines = text.Split('\n');
        int indentation = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indentation..] : line));
    }

    [GeneratedRegex(
        """^ *#region (?<document>\S+): (?<name>.*)\n(?<text>(.*\n)*?.*)\n *#endregion""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Region();

    [GeneratedRegex("""^```csharp\n(?<text>(.*\n)*?.*)\n```$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Testing;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.IntegrationTests.Engine;

public sealed class DynamoDbLocalTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Java17 = """if [ "$1" = -version ]; then echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit 0; fi""";

    [Fact]
    public async Task EveryClientHasADatabaseOfItsOwn()
    {
        using AmazonDynamoDBClient first = fixture.Engine.CreateClient();
        using AmazonDynamoDBClient second = fixture.Engine.CreateClient();

        await CreateTableAsync(first, "mine");

        (await first.ListTablesAsync()).TableNames.ShouldBe(["mine"]);
        (await second.ListTablesAsync()).TableNames.ShouldBeEmpty();
    }

    [Fact]
    public async Task ClientsOfOneDatabaseNameShareIt()
    {
        string database = "shared" + Guid.NewGuid().ToString("N");
        using AmazonDynamoDBClient first = fixture.Engine.CreateClient(database);
        using AmazonDynamoDBClient second = fixture.Engine.CreateClient(database);

        await CreateTableAsync(first, "ours");

        (await second.ListTablesAsync()).TableNames.ShouldBe(["ours"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with-hyphen")]
    [InlineData("ümlaut")]
    public void ADatabaseNameThatTheEngineRefusesIsRefusedAtOnce(string database) =>
        Should.Throw<ArgumentException>(() => fixture.Engine.CreateClient(database));

    [Fact]
    public void AClientFailsSoonUnlessItIsConfiguredOtherwise()
    {
        using AmazonDynamoDBClient stock = fixture.Engine.CreateClient();
        stock.Config.MaxErrorRetry.ShouldBe(2);
        stock.Config.Timeout.ShouldBe(TimeSpan.FromSeconds(15));

        using AmazonDynamoDBClient patient = fixture.Engine.CreateClient(config => config.MaxErrorRetry = 7);
        patient.Config.MaxErrorRetry.ShouldBe(7);
    }

    [Fact]
    public async Task DisposingEndsTheProcessAndRemovesItsFiles()
    {
        DynamoDbLocal engine = await StartWithRealJavaAsync();
        int process = engine.ProcessId!.Value;
        string files = engine.TemporaryFolder!;
        Processes.IsRunning(process).ShouldBeTrue();
        Directory.Exists(files).ShouldBeTrue();

        await engine.DisposeAsync();

        Processes.IsRunning(process).ShouldBeFalse();
        Directory.Exists(files).ShouldBeFalse();
    }

    [Fact]
    public async Task TheEngineDiesWithAParentThatIsKilled()
    {
        using Process parent = EngineOwner.Start();
        int engine = int.Parse((await parent.StandardOutput.ReadLineAsync())!);
        string files = (await parent.StandardOutput.ReadLineAsync())!;
        Processes.IsRunning(engine).ShouldBeTrue();

        parent.Kill(entireProcessTree: false); // SIGKILL: nothing of the parent runs after it.
        await parent.WaitForExitAsync();

        (await Processes.EventuallyAsync(() => !Processes.IsRunning(engine))).ShouldBeTrue();
        (await Processes.EventuallyAsync(() => !Directory.Exists(files))).ShouldBeTrue();
    }

    [Fact]
    public async Task AnInstalledEngineStartsWithoutNpm()
    {
        await using DynamoDbLocal engine = await StartWithRealJavaAsync();
        using AmazonDynamoDBClient client = engine.CreateClient();
        (await client.ListTablesAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Category", "Long")] // Fetches some 60 MB where npm's cache is empty.
    public async Task NpmInstallsTheEngineIntoAnEmptyFolder()
    {
        using var host = new FakeHost();
        var options = new DynamoDbLocalOptions { CacheDirectory = host.PathOf("cache") };
        await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync(options);
        using AmazonDynamoDBClient client = engine.CreateClient();
        (await client.ListTablesAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.EnumerateFiles(host.PathOf("cache"), "DynamoDBLocal.jar", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ABusyPortIsPassedOver()
    {
        using TcpListener other = ListenOnAnyPort();
        using var host = new FakeHost().WithReal("java");
        var proposals = new Queue<int>([PortOf(other), Ports.Propose()]);
        int free = proposals.Last();

        await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync(new() { Host = host.Host, ProposePort = proposals.Dequeue });

        engine.Endpoint.Port.ShouldBe(free);
    }

    [Fact]
    public async Task AChosenPortThatIsBusyIsAnError()
    {
        using TcpListener other = ListenOnAnyPort();
        using var host = new FakeHost().WithReal("java");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(
            DynamoDbLocal.StartAsync(new() { Host = host.Host, Port = PortOf(other) }));

        error.Message.ShouldContain($"Port {PortOf(other)} is in use");
    }

    [Fact]
    public async Task AnEngineThatEndsAtOnceIsTriedOnOtherPortsAndReportedWithItsOutput()
    {
        using var host = new FakeHost();
        host.WithScript("java", $"{Java17}\necho started >> {host.PathOf("starts")}; echo 'Address already in use' >&2; exit 3");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(DynamoDbLocal.StartAsync(new() { Host = host.Host }));

        error.Message.ShouldContain("exit code 3");
        error.Message.ShouldContain("Address already in use");
        File.ReadAllLines(host.PathOf("starts")).Length.ShouldBe(5);
    }

    [Fact]
    public async Task AnEngineThatNeverAnswersIsEndedAfterTheStartTimeout()
    {
        using var host = new FakeHost();
        host.WithScript("java", $"{Java17}\necho $$ > {host.PathOf("id")}; echo 'thinking hard'; exec sleep 60");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(
            DynamoDbLocal.StartAsync(new() { Host = host.Host, StartTimeout = TimeSpan.FromSeconds(1) }));

        error.Message.ShouldContain("within 1 s");
        error.Message.ShouldContain("thinking hard");
        Processes.IsRunning(int.Parse(File.ReadAllText(host.PathOf("id")))).ShouldBeFalse();
    }

    [Fact]
    public async Task CancellingAStartEndsTheEngine()
    {
        using var host = new FakeHost();
        host.WithScript("java", $"{Java17}\necho $$ > {host.PathOf("id")}; exec sleep 60");
        using var cancellation = new CancellationTokenSource();

        Task<DynamoDbLocal> start = DynamoDbLocal.StartAsync(new() { Host = host.Host }, cancellation.Token);
        int process = 0;
        (await Processes.EventuallyAsync(() => File.Exists(host.PathOf("id")) && int.TryParse(File.ReadAllText(host.PathOf("id")), out process)))
            .ShouldBeTrue();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(start);
        Processes.IsRunning(process).ShouldBeFalse();
    }

    [Fact]
    public async Task ACancelledTokenStartsNothing()
    {
        using var host = new FakeHost();
        host.WithScript("java", $"touch {host.PathOf("started")}");

        await Should.ThrowAsync<OperationCanceledException>(
            DynamoDbLocal.StartAsync(new() { Host = host.Host }, new CancellationToken(canceled: true)));

        File.Exists(host.PathOf("started")).ShouldBeFalse();
    }

    [Fact]
    public async Task TheEnvironmentMayNameARunningEngineWhichIsThenNotEnded()
    {
        // No Java, no npm, no shell on this machine: nothing can be started.
        using var host = new FakeHost().WithVariable("DYNAMODB_ENDPOINT", fixture.Engine.Endpoint.ToString());

        await using (DynamoDbLocal named = await DynamoDbLocal.StartAsync(new() { Host = host.Host }))
        {
            named.Endpoint.ShouldBe(fixture.Engine.Endpoint);
            named.ProcessId.ShouldBeNull();
        }

        using AmazonDynamoDBClient client = fixture.Engine.CreateClient();
        (await client.ListTablesAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ANamedEngineThatDoesNotAnswerIsAnErrorThatNamesIt()
    {
        int nobody = Ports.Propose();
        using var host = new FakeHost().WithVariable("DYNAMODB_ENDPOINT", $"http://127.0.0.1:{nobody}");

        var error = await Should.ThrowAsync<DynamoDbLocalException>(DynamoDbLocal.StartAsync(new() { Host = host.Host }));

        error.Message.ShouldContain("DYNAMODB_ENDPOINT");
        error.Message.ShouldContain($"http://127.0.0.1:{nobody}");
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("not an address")]
    public async Task ANamedEngineMustBeAnAddress(string endpoint)
    {
        using var host = new FakeHost().WithVariable("DYNAMODB_ENDPOINT", endpoint);
        var error = await Should.ThrowAsync<DynamoDbLocalException>(DynamoDbLocal.StartAsync(new() { Host = host.Host }));
        error.Message.ShouldContain($"'{endpoint}'");
    }

    [Fact]
    public async Task OptionsOutOfRangeAreRefused()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(DynamoDbLocal.StartAsync(new() { Port = 0 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(DynamoDbLocal.StartAsync(new() { MaxHeapMegabytes = 1 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(DynamoDbLocal.StartAsync(new() { StartTimeout = TimeSpan.Zero }));
    }

    private static async Task<DynamoDbLocal> StartWithRealJavaAsync()
    {
        using var host = new FakeHost().WithReal("java");
        return await DynamoDbLocal.StartAsync(new() { Host = host.Host });
    }

    private static TcpListener ListenOnAnyPort()
    {
        var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient client, string name) => client.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
        AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });
}

using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Transactions behind a server that cancels them, throttles and loses answers: each is applied exactly once, or an error says why not.</summary>
public abstract class TransactionFaultTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const string Write = "TransactWriteItems";
    private const string Read = "TransactGetItems";

    private static int s_databases;

    private readonly string _database = FormattableString.Invariant($"transact{Interlocked.Increment(ref s_databases)}x{Environment.ProcessId}");
    private readonly List<IDisposable> _clients = [];
    private FaultProxy _proxy = null!;
    private DraftTable _direct = null!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        _clients.Add(direct);
        _direct = new DraftTable(direct);
        await _direct.EnsureCreatedAsync();
        await new MessageTable(direct).EnsureCreatedAsync();
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task EveryIncrementIsAppliedExactlyOnce()
    {
        const int Increments = 300;
        _proxy.Add(new FaultRule { Fault = Fault.TransactionConflict, Probability = 0.15 });
        _proxy.Add(new FaultRule { Fault = Fault.TransactionCanceled("None", "ThrottlingError"), Probability = 0.05 });
        _proxy.Add(new FaultRule { Fault = Fault.TransactionInProgress, Operation = Write, Probability = 0.1 });
        _proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, Operation = Write, Probability = 0.05 });
        _proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = Write, Probability = 0.05 });
        _proxy.Add(new FaultRule { Fault = Fault.ResetBefore, Operation = Write, Probability = 0.05 });
        _proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = Write, Probability = 0.15 });
        IAmazonDynamoDB client = CreateClient(TryOnce);
        var clock = new SkippingClock();
        var drafts = new DraftTable(client, new DynamoTableOptions { TimeProvider = clock });
        var messages = new MessageTable(client);
        var options = new TransactWriteOptions { MaxAttempts = 60 };
        Guid thread = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async worker =>
        {
            for (int i = worker; i < Increments; i += 10)
            {
                await client.TransactWriteAsync(
                    t =>
                    {
                        t.Upsert(drafts, "all", o => o.Edits += 1);
                        t.Upsert(drafts, $"worker{worker}", o => o.Edits += 1);
                        t.Put(messages, new Message(thread, $"{i:D6}"), o => o.NotExists());
                    },
                    options);
            }
        }));

        Draft all = (await _direct.GetAsync("all", consistent: true))!;
        all.Edits.ShouldBe(Increments);
        all.Version.ShouldBe(Increments);
        for (int worker = 0; worker < 10; worker++)
        {
            (await _direct.GetAsync($"worker{worker}", consistent: true))!.Edits.ShouldBe(Increments / 10);
        }

        _proxy.CountFaults(Write).ShouldBeGreaterThan(100);
        clock.Waits.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task AnAnswerThatIsLostToTheSdkIsNoSecondTransaction()
    {
        // The SDK itself sends a request again whose connection was cut, up to ten times at once.
        _proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = Write, Times = 5 });
        IAmazonDynamoDB client = CreateClient();
        var drafts = new DraftTable(client);

        await client.TransactWriteAsync(t => t.Upsert(drafts, "d", o => o.Edits += 1));

        _proxy.CountRequests(Write).ShouldBeGreaterThanOrEqualTo(6);
        (await _direct.GetAsync("d"))!.Edits.ShouldBe(1);
    }

    [Fact]
    public async Task AllAttemptsOfACallCarryTheSameBytes()
    {
        List<string> sent = [];
        _proxy.Add(new FaultRule
        {
            Fault = Fault.TransactionConflict,
            Operation = Write,
            Times = 4,
            When = request =>
            {
                sent.Add(request.Body);
                return true;
            },
        });
        IAmazonDynamoDB client = CreateClient(TryOnce);
        var drafts = new DraftTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });

        await client.TransactWriteAsync(t => t.Put(drafts, new Draft { Id = "d" }));

        sent.Count.ShouldBe(5);
        sent.Distinct().ShouldHaveSingleItem().ShouldContain("ClientRequestToken");
    }

    [Fact]
    public async Task WhereTheAttemptsEndNothingIsWrittenAndTheEntriesAreNamed()
    {
        _proxy.Add(new FaultRule { Fault = Fault.TransactionCanceled("None", "TransactionConflict") });
        IAmazonDynamoDB client = CreateClient(TryOnce);
        var drafts = new DraftTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });

        var error = await Should.ThrowAsync<TransactionFailedException>(() => client.TransactWriteAsync(
            t =>
            {
                t.Put(drafts, new Draft { Id = "a" });
                t.Put(drafts, new Draft { Id = "b" });
                t.Put(drafts, new Draft { Id = "c" });
            },
            new TransactWriteOptions { MaxAttempts = 4 }));

        error.CancellationReasons.Count.ShouldBe(3);
        TransactionFailure failure = error.Failures.ShouldHaveSingleItem();
        (failure.Index, failure.Code).ShouldBe((1, "TransactionConflict"));
        _proxy.CountRequests(Write).ShouldBe(4);
        (await _direct.GetAsync("a")).ShouldBeNull();
    }

    [Fact]
    public async Task AConflictBesideAFailedConditionIsNotRetried()
    {
        _proxy.Add(new FaultRule { Fault = Fault.TransactionCanceled("TransactionConflict", "ConditionalCheckFailed") });
        IAmazonDynamoDB client = CreateClient(TryOnce);
        var drafts = new DraftTable(client);

        var error = await Should.ThrowAsync<TransactionFailedException>(() => client.TransactWriteAsync(t =>
        {
            t.Put(drafts, new Draft { Id = "a" });
            t.Check(drafts, "b", o => o.Exists());
        }));

        error.Failures.Select(failure => failure.Code).ShouldBe(["TransactionConflict", "ConditionalCheckFailed"]);
        _proxy.CountRequests(Write).ShouldBe(1);
    }

    [Fact]
    public async Task ReadsGoOnThroughConflictsAndThrottles()
    {
        Draft draft = await _direct.PutAsync(new Draft { Id = "d" });
        _proxy.Add(new FaultRule { Fault = Fault.TransactionConflict, Operation = Read, Every = 3 });
        _proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = Read, Every = 3 });
        _proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = Read, Every = 4 });
        IAmazonDynamoDB client = CreateClient(TryOnce);
        var drafts = new DraftTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });

        for (int i = 0; i < 20; i++)
        {
            (await client.TransactGetAsync(drafts.Read("d"), drafts.Read("absent"))).ShouldBe((draft, null));
        }

        _proxy.CountFaults(Read).ShouldBeGreaterThan(10);
    }

    /// <summary>Leaves all retries to the library: each of its attempts is one request.</summary>
    private static void TryOnce(AmazonDynamoDBConfig config)
    {
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
    }

    private IAmazonDynamoDB CreateClient(Action<AmazonDynamoDBConfig>? configure = null)
    {
        AmazonDynamoDBClient client = _proxy.CreateClient(_database, configure);
        _clients.Add(client);
        return wrap(client);
    }
}

public sealed class TransactionFaultTestsThroughThePipeline(EngineFixture fixture) : TransactionFaultTests(fixture, client => client);

public sealed class TransactionFaultTestsByOrdinaryCalls(EngineFixture fixture) : TransactionFaultTests(fixture, ForwardingClient.Around);

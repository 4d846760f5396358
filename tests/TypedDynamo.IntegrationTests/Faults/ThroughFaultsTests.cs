using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Tables behind a server that throttles, fails, leaves items undone and cuts connections.</summary>
/// <remarks>The SDK waits about half a second before a first retry and a second before the next, so few requests of a test meet a fault.</remarks>
public sealed class ThroughFaultsTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static int s_databases;

    private readonly string _database = FormattableString.Invariant($"through{Interlocked.Increment(ref s_databases)}x{Environment.ProcessId}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryItemOfPutManyArrives(bool lean)
    {
        // The waits of the unluckiest items are long, so they are skipped here, and how long they were to be is looked at.
        var clock = new SkippingClock();

        BatchResult<Message> result = await PutThroughFaultsAsync(maxAttempts: 40, clock, lean);

        result.IsComplete.ShouldBeTrue();
        result.Written.ShouldBe(10_000);
        clock.Waits.Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(25));
        clock.Waits.Max().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task WhatDoesNotArriveIsNamed()
    {
        BatchResult<Message> result = await PutThroughFaultsAsync(maxAttempts: 3, TimeProvider.System);

        // Those that each attempt left undone, and those whose last attempt found the server throttling or away.
        Exception?[] errors = [.. result.Failures.Select(failure => failure.Error)];
        errors.ShouldContain(error => error == null);
        errors.ShouldContain(error => error is ProvisionedThroughputExceededException);
        errors.ShouldContain(error => error is ThrottlingException);
        errors.ShouldContain(error => error is IOException);
    }

    [Fact]
    public async Task ItemsThatWereWrittenWithoutAnAnswerAreWrittenAgain()
    {
        Message[] messages = Messages(1_000);
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        await new MessageTable(direct).EnsureCreatedAsync();
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = "BatchWriteItem", Every = 4 });
        proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Operation = "BatchWriteItem", Every = 5 });
        proxy.Add(new FaultRule { Fault = Fault.TruncatedBody, Operation = "BatchWriteItem", Every = 6 });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, TryOnce);

        BatchResult<Message> result = await new MessageTable(client).PutManyAsync(messages, new BatchWriteOptions { Concurrency = 8 });

        result.IsComplete.ShouldBeTrue();
        result.Written.ShouldBe(1_000);
        proxy.CountFaults("BatchWriteItem").ShouldBeGreaterThan(15);
        Sorted(await ToListAsync(new MessageTable(direct).ScanAllAsync())).ShouldBe(messages);
    }

    [Fact]
    public async Task AnUpdateWhoseAnswerBreaksOffIsSentTwiceAtMostByTheLeanTransport()
    {
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        await new MessageTable(direct).EnsureCreatedAsync();
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.TruncatedBody, Operation = "UpdateItem" });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config => config.MaxErrorRetry = 3);
        var table = new MessageTable(client, new DynamoTableOptions { UseLeanTransport = true });
        var thread = Guid.NewGuid();

        var error = await Should.ThrowAsync<AmazonUnmarshallingException>(() => table.UpsertAsync(thread, "1", message => message.Length += 1));

        error.InnerException.ShouldBeAssignableTo<IOException>();
        proxy.CountRequests("UpdateItem").ShouldBe(2);
        (await new MessageTable(direct).GetAsync(thread, "1")).ShouldBe(new Message(thread, "1", 2));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(3)]
    public async Task EveryKeyOfDeleteManyIsDeletedOrNamed(int maxAttempts)
    {
        Message[] messages = Messages(10_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await StartFaultyAsync("BatchWriteItem");
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, TryOnce);
        var table = new MessageTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });

        BatchResult<MessageKey> result = await table.DeleteManyAsync(
            messages.Select(KeyOf), new BatchWriteOptions { Concurrency = 64, MaxAttempts = maxAttempts });

        // Every key is gone, or it is named and its item is there.
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        List<Message> stored = await ToListAsync(new MessageTable(direct).ScanAllAsync());
        result.Written.ShouldBe(10_000 - result.Failures.Count);
        HashSet<MessageKey> named = [.. result.Failures.Select(failure => failure.Item)];
        named.Count.ShouldBe(result.Failures.Count);
        named.IsSupersetOf(stored.Select(KeyOf)).ShouldBeTrue();
        result.IsComplete.ShouldBe(maxAttempts == 40);
        proxy.CountFaults("BatchWriteItem").ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(2)]
    public async Task EveryKeyOfGetManyIsReadOrNamed(int maxAttempts)
    {
        Message[] messages = Messages(10_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await StartFaultyAsync("BatchGetItem");
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, TryOnce);
        var table = new MessageTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });
        var read = new List<Message>();
        IReadOnlyList<MessageKey> unread = [];

        try
        {
            await foreach (Message message in table.GetManyAsync(
                messages.Select(KeyOf), new BatchGetOptions { Concurrency = 16, MaxAttempts = maxAttempts }))
            {
                read.Add(message);
            }
        }
        catch (BatchGetException<MessageKey> error)
        {
            unread = error.Keys;
        }

        unread.Any().ShouldBe(maxAttempts == 2);
        read.Select(KeyOf).Concat(unread).Order(s_byNumber).ShouldBe(messages.Select(KeyOf));
        read.ShouldBeSubsetOf(messages);
        proxy.CountFaults("BatchGetItem").ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task EveryWriteOfAMixedBatchArrives()
    {
        Message[] messages = Messages(10_000);
        await FillAsync(messages[..5_000]);
        await using FaultProxy proxy = await StartFaultyAsync("BatchWriteItem");
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, TryOnce);
        var table = new MessageTable(client, new DynamoTableOptions { TimeProvider = new SkippingClock() });

        // The first half goes, the second comes; and each of the last thousand comes, goes and comes again.
        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(
            b =>
            {
                Array.ForEach(messages[..5_000], message => b.Delete(table, KeyOf(message)));
                Array.ForEach(messages[5_000..], message => b.Put(table, message with { Length = -1 }));
                Array.ForEach(messages[9_000..], message => b.Delete(table, KeyOf(message)));
                Array.ForEach(messages[5_000..], message => b.Put(table, message));
            },
            new BatchWriteOptions { Concurrency = 64, MaxAttempts = 60 });

        result.IsComplete.ShouldBeTrue();
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        Sorted(await ToListAsync(new MessageTable(direct).ScanAllAsync())).ShouldBe(messages[5_000..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ScansAndQueriesAreComplete(bool lean)
    {
        Message[] messages = Messages(2_000);
        await FillAsync(messages);
        Message[] ofOneThread = [.. messages.Where(message => message.Thread == messages[0].Thread)];

        await Task.WhenAll(
            ReadAsync(messages, table => table.ScanAllAsync(new() { PageSize = 200 })),
            ReadAsync(messages, table => table.ScanAllAsync(new() { PageSize = 150, Consistent = true })),
            ReadAsync(messages, table => table.ScanAllParallelAsync(new() { Segments = 24, Concurrency = 24, PageSize = 40 })),
            ReadAsync(messages, table => table.ScanAllParallelAsync(new() { Segments = 40, Concurrency = 12, PageSize = 25, BufferBytes = 1 })),
            ReadAsync(ofOneThread, table => table.Query(messages[0].Thread).PageSize(5)),
            ReadAsync(ofOneThread, table => table.Query(messages[0].Thread).Descending().Consistent().PageSize(4)));

        async Task ReadAsync(Message[] expected, Func<MessageTable, ItemSequence<Message>> read)
        {
            // Some first attempts fail, and connections are cut whenever.
            await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
            proxy.Add(new FaultRule { Fault = Fault.ResetBefore, Every = 5 });
            proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Every = 6 });
            proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, When = IsAttemptUpTo(1), Every = 4 });
            proxy.Add(new FaultRule { Fault = Fault.InternalServerError, When = IsAttemptUpTo(1), Every = 5 });

            // The default transport sends what a cut connection took with it again beside its retries, the lean one does not.
            using AmazonDynamoDBClient client = proxy.CreateClient(_database, config => config.MaxErrorRetry = lean ? 10 : config.MaxErrorRetry);

            Sorted(await ToListAsync(read(new MessageTable(client, new DynamoTableOptions { UseLeanTransport = lean })))).ShouldBe(expected);
            proxy.CountFaults().ShouldBeGreaterThan(2);
        }
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task AScanIsCompleteWhereAThirdOfAllRequestsFails()
    {
        Message[] messages = Messages(30_000);
        await FillAsync(messages);
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Probability = 0.1 });
        proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, Probability = 0.15 });
        proxy.Add(new FaultRule { Fault = Fault.InternalServerError, Probability = 0.1 });
        // As many attempts as the SDK makes without configuration.
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config => config.MaxErrorRetry = 10);
        var options = new ParallelScanOptions { Segments = 64, Concurrency = 32, PageSize = 100 };

        Sorted(await ToListAsync(new MessageTable(client).ScanAllParallelAsync(options))).ShouldBe(messages);

        proxy.CountFaults("Scan").ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task ARequestIsTriedAsOftenAsByTheSdksOwnClient()
    {
        Message[] messages = Messages(300);
        await FillAsync(messages);
        Guid thread = messages[0].Thread;
        var key = new AttributeValue { S = thread.ToString() };

        (string Operation, Func<AmazonDynamoDBClient, DynamoTableOptions, Task> Ours, Func<AmazonDynamoDBClient, Task> Stock)[] calls =
        [
            ("Scan",
                async (client, options) => (await ToListAsync(new MessageTable(client, options).ScanAllAsync())).Count.ShouldBe(300),
                async client => (await client.ScanAsync(new ScanRequest("messages"))).Items.Count.ShouldBe(300)),
            ("Query",
                async (client, options) => (await ToListAsync(new MessageTable(client, options).Query(thread))).Count.ShouldBe(6),
                client => client.QueryAsync(new QueryRequest("messages")
                {
                    KeyConditionExpression = "Thread = :thread",
                    ExpressionAttributeValues = new() { [":thread"] = key },
                })),
            ("GetItem",
                async (client, options) => (await new MessageTable(client, options).GetAsync(thread, messages[0].Number)).ShouldBe(messages[0]),
                client => client.GetItemAsync("messages", new() { ["Thread"] = key, ["Number"] = new AttributeValue { S = messages[0].Number } })),
            ("PutItem",
                (client, options) => new MessageTable(client, options).PutAsync(messages[0]),
                client => client.PutItemAsync("messages", new()
                {
                    ["Thread"] = key,
                    ["Number"] = new AttributeValue { S = messages[0].Number },
                    ["Length"] = new AttributeValue { N = "0" },
                })),
        ];
        Fault[] faults =
        [
            Fault.ProvisionedThroughputExceeded, Fault.Throttling, Fault.InternalServerError, Fault.ServiceUnavailable,
            Fault.ResetBefore, Fault.ResetAfter,
        ];

        // All at once, for the time goes into the SDK's waits. Of three attempts two fail; then both of two.
        await Task.WhenAll(
            from fault in faults
            from staleConnectionRetries in new[] { 0, 10 }
            from retries in new[] { 2, 1 }
            select CompareAsync(fault, staleConnectionRetries, retries));

        async Task CompareAsync(Fault fault, int staleConnectionRetries, int retries)
        {
            string[][] outcomes = await Task.WhenAll(
                ObserveAsync(calls.Select(Ours(new DynamoTableOptions()))),
                ObserveAsync(calls.Select(call => call.Stock)),
                ObserveAsync(calls.Select(Ours(new DynamoTableOptions { UseLeanTransport = true }))));
            string[] ours = outcomes[0];

            ours.ShouldBe(outcomes[1], $"{fault}, {staleConnectionRetries}, {retries}");
            if (staleConnectionRetries == 0)
            {
                outcomes[2].ShouldBe(ours, $"{fault}, lean, {retries}");
            }

            // The lean transport sends nothing again beside its retries.
            outcomes[2].ShouldAllBe(
                outcome => outcome.StartsWith(retries == 2 ? "3 requests, no error" : "2 requests, ", StringComparison.Ordinal));
            bool resent = staleConnectionRetries > 0 && fault.ToString().StartsWith("Reset", StringComparison.Ordinal);
            if (!resent)
            {
                ours.ShouldAllBe(outcome => outcome.StartsWith(retries == 2 ? "3 requests, no error" : "2 requests, ", StringComparison.Ordinal));
            }

            ours.ShouldAllBe(outcome => outcome.EndsWith("no error", StringComparison.Ordinal) == (retries == 2));

            static Func<(string Operation, Func<AmazonDynamoDBClient, DynamoTableOptions, Task> Ours, Func<AmazonDynamoDBClient, Task> Stock),
                Func<AmazonDynamoDBClient, Task>> Ours(DynamoTableOptions options) => call => client => call.Ours(client, options);

            async Task<string[]> ObserveAsync(IEnumerable<Func<AmazonDynamoDBClient, Task>> all)
            {
                // A proxy for each: the SDK counts its retry tokens by address, for all clients of the process.
                await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
                proxy.Add(new FaultRule { Fault = fault, When = IsAttemptUpTo(2) });
                using AmazonDynamoDBClient client = proxy.CreateClient(_database, config =>
                {
                    config.MaxErrorRetry = retries;
                    config.MaxStaleConnectionRetries = staleConnectionRetries;
                });
                string[] errors = await Task.WhenAll(all.Select(call => ErrorOfAsync(() => call(client))));
                return [.. calls.Zip(errors, (call, error) => $"{proxy.CountRequests(call.Operation)} requests, {error}")];
            }
        }

        static async Task<string> ErrorOfAsync(Func<Task> call)
        {
            try
            {
                await call();
                return "no error";
            }
            catch (Exception error) when (error is AmazonServiceException or IOException or HttpRequestException)
            {
                return $"{error.GetType().Name} {(error as AmazonServiceException)?.ErrorCode} {(error as AmazonServiceException)?.StatusCode}";
            }
        }
    }

    /// <summary>Leaves all retries to the table: each of its attempts is one request.</summary>
    private static void TryOnce(AmazonDynamoDBConfig config)
    {
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
    }

    /// <summary>Whether a request is among the first attempts of its call. The SDK says in a header which one it is.</summary>
    private static Func<RecordedRequest, bool> IsAttemptUpTo(int attempts) => request =>
    {
        string header = request.Headers["amz-sdk-request"];
        return int.Parse(header.AsSpan()["attempt=".Length..header.IndexOf(';')], CultureInfo.InvariantCulture) <= attempts;
    };

    private static Message[] Messages(int count)
    {
        Guid[] threads = [.. Enumerable.Range(0, 50).Select(_ => Guid.NewGuid())];
        return [.. Enumerable.Range(0, count).Select(i => new Message(threads[i % 50], FormattableString.Invariant($"{i:D6}"), i))];
    }

    private static IEnumerable<Message> Sorted(IEnumerable<Message> messages) => messages.OrderBy(message => message.Number, StringComparer.Ordinal);

    private static async Task<List<Message>> ToListAsync(ItemSequence<Message> sequence)
    {
        var list = new List<Message>();
        await foreach (Message message in sequence)
        {
            list.Add(message);
        }

        return list;
    }

    private static readonly Comparer<MessageKey> s_byNumber = Comparer<MessageKey>.Create((a, b) => string.CompareOrdinal(a.Number, b.Number));

    private static MessageKey KeyOf(Message message) => new(message.Thread, message.Number);

    /// <summary>Starts a server that throttles a fifth of an operation's requests, cuts some connections and leaves 30 % of what is left undone.</summary>
    private async Task<FaultProxy> StartFaultyAsync(string operation)
    {
        FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, Operation = operation, Probability = 0.1 });
        proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = operation, Probability = 0.11 });
        proxy.Add(new FaultRule { Fault = Fault.ResetBefore, Operation = operation, Probability = 0.05 });
        proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = operation, Probability = 0.05 });
        proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3), Operation = operation });
        return proxy;
    }

    /// <summary>Puts 10,000 items where a fifth of requests is throttled, some connections are cut and 30 % of what is left stays undone.</summary>
    /// <remarks>Checks what holds in any case: each item is either in the table or named.</remarks>
    private async Task<BatchResult<Message>> PutThroughFaultsAsync(int maxAttempts, TimeProvider clock, bool lean = false)
    {
        Message[] messages = Messages(10_000);
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        await new MessageTable(direct).EnsureCreatedAsync();
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        var attempts = new AttemptTimes();
        proxy.Add(attempts.Recorder());
        proxy.Add(new FaultRule { Fault = Fault.ProvisionedThroughputExceeded, Probability = 0.1 });
        proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0.11 });
        proxy.Add(new FaultRule { Fault = Fault.ResetBefore, Probability = 0.05 });
        proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3) });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, TryOnce);
        var table = new MessageTable(client, new DynamoTableOptions { TimeProvider = clock, UseLeanTransport = lean });

        BatchResult<Message> result = await table.PutManyAsync(messages, new BatchWriteOptions { Concurrency = 64, MaxAttempts = maxAttempts });

        List<Message> stored = await ToListAsync(new MessageTable(direct).ScanAllAsync());
        result.Written.ShouldBe(stored.Count);
        Sorted(stored.Concat(result.Failures.Select(failure => failure.Item))).ShouldBe(messages);
        attempts.MaxOfAKey.ShouldBeInRange(3, maxAttempts);
        if (clock == TimeProvider.System)
        {
            // The shortest wait is 25 ms, and a timer may end a little early.
            attempts.ShortestGap.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(20));
        }

        return result;
    }

    private async Task FillAsync(Message[] messages)
    {
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        var table = new MessageTable(direct);
        await table.EnsureCreatedAsync();
        (await table.PutManyAsync(messages)).Written.ShouldBe(messages.Length);
    }

    /// <summary>When each key was sent, as the proxy saw it.</summary>
    private sealed class AttemptTimes
    {
        private readonly Dictionary<string, List<long>> _times = [];

        public int MaxOfAKey => _times.Values.Max(times => times.Count);

        public TimeSpan ShortestGap => _times.Values
            .SelectMany(times => times.Zip(times.Skip(1), Stopwatch.GetElapsedTime))
            .Min();

        /// <summary>Makes a rule that looks at the requests and does nothing to them.</summary>
        public FaultRule Recorder() => new()
        {
            Fault = Fault.Throttling,
            Operation = "BatchWriteItem",
            When = request =>
            {
                long now = Stopwatch.GetTimestamp();
                foreach (JsonElement put in request.ParseBody().GetProperty("RequestItems").GetProperty("messages").EnumerateArray())
                {
                    string key = put.GetProperty("PutRequest").GetProperty("Item").GetProperty("Number").GetProperty("S").GetString()!;
                    if (!_times.TryGetValue(key, out List<long>? times))
                    {
                        _times.Add(key, times = []);
                    }

                    times.Add(now);
                }

                return false;
            },
        };
    }
}

using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Faults;

namespace TypedDynamo.Tests.Batches;

/// <summary>What DynamoDB Local never does: unprocessed keys, throttles, refused keys.</summary>
public sealed class GetManyTests : IDisposable
{
    private static readonly BatchGetOptions s_fast = new() { Concurrency = 3 };

    private readonly FakeBatches _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task KeysGoAHundredARequest()
    {
        _server.Fill(1000);
        List<LogRow> rows = await _server.Logs().GetManyAsync(Keys(1010)).ToListAsync();

        rows.ShouldBe(Rows(1000), ignoreOrder: true);
        _server.Sent.Count.ShouldBe(11);
        _server.Sent.Select(keys => keys.Length).Order().ShouldBe([10, .. Enumerable.Repeat(100, 10)]);
    }

    [Fact]
    public async Task NothingIsSentBeforeTheEnumerationAndEachOneReadsAnew()
    {
        _server.Fill(3);
        ItemsByKey<LogRow, LogRowKey> rows = _server.Logs().GetManyAsync(Keys(3));
        _server.Sent.ShouldBeEmpty();

        (await rows.ToListAsync()).Count.ShouldBe(3);
        (await rows.FirstOrDefaultAsync()).ShouldNotBeNull();
        await foreach (Page<LogRow> page in rows.Pages())
        {
            page.Items.Count.ShouldBe(3);
            page.ContinuationToken.ShouldBeNull();
        }

        _server.Sent.Count.ShouldBe(3);
        (await _server.Logs().GetManyAsync([]).ToListAsync()).ShouldBeEmpty();
        _server.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AKeyIsReadOnceAndComparedAsDynamoDbDoes()
    {
        var table = new ReadingTable(_server.Server.CreateClient());
        await table.GetManyAsync([new("a", 1m), new("a", 1.0m), new("a", 1e2m), new("a", 100m), new("b", 1m), new("a", 1m)]).ToListAsync();
        _server.Sent.ShouldHaveSingleItem().ShouldBe(["Get readings/a/1", "Get readings/a/100", "Get readings/b/1"]);
    }

    [Fact]
    public async Task UnprocessedKeysAreReadAgainUntilTheyAreAnswered()
    {
        _server.Fill(1000);
        var random = new Random(1);
        _server.IsUnprocessed = _ => random.Next(3) == 0;
        var progress = new List<long>();
        var table = _server.Logs(new() { TimeProvider = new SkippingClock() });

        (await table.GetManyAsync(Keys(1010), s_fast with { Progress = new Recorder(progress) }).ToListAsync()).ShouldBe(Rows(1000), ignoreOrder: true);

        progress.Max().ShouldBe(1010);
        _server.KeysTwiceInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task WhatIsNeverAnsweredIsNamedAfterTheOthers()
    {
        _server.Fill(300);
        _server.IsUnprocessed = name => name.EndsWith('7');
        var rows = new List<LogRow>();

        var error = await Should.ThrowAsync<BatchGetException<LogRowKey>>(async () =>
        {
            await foreach (LogRow row in _server.Logs().GetManyAsync(Keys(300), s_fast with { MaxAttempts = 3 }))
            {
                rows.Add(row);
            }
        });

        error.Keys.Order(Comparer<LogRowKey>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id)))
            .ShouldBe(Keys(300).Where(key => key.Id.EndsWith('7')), ignoreOrder: true);
        error.InnerException.ShouldBeNull();
        error.ShouldBeAssignableTo<TypedDynamoException>();
        rows.ShouldBe(Rows(300).Where(row => !row.Id.EndsWith('7')), ignoreOrder: true);
    }

    [Fact]
    public async Task ThrottledRequestsAreSentAgainAndInTheEndNamed()
    {
        _server.Fill(200);
        int throttles = 3;
        _server.Fail = _ => throttles-- > 0 ? "ProvisionedThroughputExceededException" : null;
        (await _server.Logs().GetManyAsync(Keys(200)).ToListAsync()).Count.ShouldBe(200);

        _server.Fail = names => names.Contains("logfile_scan/request#150") ? "ThrottlingException" : null;
        var error = await Should.ThrowAsync<BatchGetException<LogRowKey>>(
            () => _server.Logs().GetManyAsync(Keys(200), s_fast with { MaxAttempts = 2 }).ToDictionaryAsync());
        error.Keys.ShouldBe(Keys(200).Skip(100), ignoreOrder: true);
        error.InnerException.ShouldBeOfType<ThrottlingException>();
    }

    [Fact]
    public async Task AKeyThatIsRefusedDoesNotTakeItsRequestWithIt()
    {
        _server.Fill(150);
        _server.Fail = names => names.Contains("logfile_scan/request#13") ? "ValidationException" : null;
        var rows = new List<LogRow>();
        var error = await Should.ThrowAsync<BatchGetException<LogRowKey>>(async () =>
        {
            await foreach (LogRow row in _server.Logs().GetManyAsync([.. Keys(150), new LogRowKey("")]))
            {
                rows.Add(row);
            }
        });

        error.Keys.ShouldBe([new LogRowKey("request#13"), new LogRowKey("")], ignoreOrder: true);
        rows.Count.ShouldBe(149);
    }

    [Fact]
    public async Task AnErrorThatHoldsForAllEndsTheEnumeration()
    {
        _server.Fail = _ => "ResourceNotFoundException";
        int taken = 0;
        await Should.ThrowAsync<ResourceNotFoundException>(() => _server.Logs().GetManyAsync(Keys(100_000).Select(key =>
        {
            taken++;
            return key;
        })).ToListAsync());
        taken.ShouldBeLessThan(2000);
    }

    [Theory]
    [InlineData("""{"UnprocessedKeys":{"logfile_scan":{"Keys":[{"PK":{"S":"another"}}]}}}""")]
    [InlineData("""{"Responses":{"logfile_scan":[{"PK":{"S":"another"}}]}}""")]
    public async Task AnAnswerThatWasNotAskedForIsAnError(string answer)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(answer));
        await Should.ThrowAsync<InvalidOperationException>(
            () => new LogRowTable(server.CreateClient()).GetManyAsync(Keys(1)).ToDictionaryAsync());
    }

    [Fact]
    public async Task ADictionaryHasTheKeysThatWereAskedFor()
    {
        _server.Fill(250);
        Dictionary<LogRowKey, LogRow> rows = await _server.Logs().GetManyAsync(Keys(260)).ToDictionaryAsync();
        rows.Count.ShouldBe(250);
        rows.ShouldAllBe(pair => pair.Key.Id == pair.Value.Id);
    }

    [Fact]
    public async Task AProjectionAsksForWhatItHasAndADictionaryForTheKeysToo()
    {
        _server.Fill(2);
        ItemsByKey<LogRowSize, LogRowKey> sizes = _server.Logs().Select<LogRowSize>().GetManyAsync(Keys(2), new() { Consistent = true });

        (await sizes.ToListAsync()).ShouldBe([new LogRowSize(0), new LogRowSize(1)]);
        (await sizes.ToDictionaryAsync())[new LogRowKey("request#1")].ShouldBe(new LogRowSize(1));

        _server.Bodies.Select(body => body.GetProperty("RequestItems").GetProperty("logfile_scan"))
            .Select(table => (table.GetProperty("ProjectionExpression").GetString(), table.GetProperty("ExpressionAttributeNames").GetRawText()))
            .ShouldBe([("#n0", """{"#n0":"bytessent"}"""), ("#n0, #n1", """{"#n0":"bytessent","#n1":"PK"}""")]);
        _server.Bodies.ShouldAllBe(body => body.GetProperty("RequestItems").GetProperty("logfile_scan").GetProperty("ConsistentRead").GetBoolean());
    }

    [Fact]
    public async Task ASlowConsumerHoldsTheRequestsBack()
    {
        _server.Fill(2000);
        int pages = 0;
        await foreach (Page<LogRow> page in _server.Logs().GetManyAsync(Keys(2000), new() { Concurrency = 2 }).Pages())
        {
            page.Items.Count.ShouldBe(100);

            // Two wait, and two are in the hands of those that have read them.
            _server.Server.Requests.ShouldBeLessThanOrEqualTo(++pages + 4);
        }

        pages.ShouldBe(20);
    }

    [Fact]
    public async Task AnEnumerationThatIsLeftCancelsWhatIsUnderWay()
    {
        _server.Fill(1000);
        int requests = 0;
        int cancelled = 0;
        _server.Wait = async token =>
        {
            if (Interlocked.Increment(ref requests) > 1)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        };
        bool sourceIsDisposed = false;

        await foreach (LogRow _ in _server.Logs().GetManyAsync(Source()))
        {
            break;
        }

        cancelled.ShouldBe(_server.Server.Requests - 1);
        sourceIsDisposed.ShouldBeTrue();

        IEnumerable<LogRowKey> Source()
        {
            try
            {
                foreach (LogRowKey key in Keys(1000))
                {
                    yield return key;
                }
            }
            finally
            {
                sourceIsDisposed = true;
            }
        }
    }

    [Fact]
    public async Task CancellationEndsTheEnumeration()
    {
        using var source = new CancellationTokenSource();
        var sent = new TaskCompletionSource();
        _server.Wait = token =>
        {
            sent.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };

        Task<List<LogRow>> call = _server.Logs().GetManyAsync(Keys(10)).ToListAsync(source.Token);
        await sent.Task;
        await source.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(source.Token);

        await Should.ThrowAsync<OperationCanceledException>(
            () => _server.Logs().GetManyAsync(Keys(10), cancellationToken: source.Token).ToListAsync());
    }

    [Fact]
    public async Task KeysMayDependOnTheItemsThatHaveCome()
    {
        _server.Fill(30);
        using var came = new SemaphoreSlim(1);
        int count = 0;
        await foreach (LogRow row in _server.Logs().GetManyAsync(SourceAsync()))
        {
            row.ShouldBe(LogRow.Create(count++));
            came.Release();
        }

        count.ShouldBe(30);

        async IAsyncEnumerable<LogRowKey> SourceAsync()
        {
            for (int i = 0; i < 30; i++)
            {
                await came.WaitAsync();
                yield return new LogRowKey($"request#{i}");
            }
        }
    }

    [Fact]
    public async Task ProgressThatFailsEndsTheEnumerationAndNothingIsReadTwice()
    {
        _server.Fill(10);
        var rows = new List<LogRow>();
        await Should.ThrowAsync<TimeoutException>(async () =>
        {
            await foreach (LogRow row in _server.Logs().GetManyAsync(Keys(10), new() { Progress = new FailingProgress() }))
            {
                rows.Add(row);
            }
        });
        rows.Count.ShouldBeLessThanOrEqualTo(10);
        _server.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AMockGivesItems()
    {
        var rows = new ItemsByKey<LogRow, LogRowKey>(new Dictionary<LogRowKey, LogRow> { [new("request#1")] = LogRow.Create(1) });
        (await rows.ToListAsync()).ShouldBe([LogRow.Create(1)]);
        (await rows.ToDictionaryAsync()).Keys.ShouldBe([new LogRowKey("request#1")]);
    }

    [Fact]
    public async Task ItemsOfSeveralTablesComeTyped()
    {
        _server.Fill(120);
        _server.Stored["readings/a/1"] = JsonDocument.Parse("""{"Sensor":{"S":"a"},"At":{"N":"1"},"Value":{"N":"7"}}""").RootElement;
        _server.IsUnprocessed = name => name == "readings/a/1" && _server.Sent.Count < 3;
        var client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        var readings = new ReadingTable(client);

        BatchGetResult result = await client.BatchGetAsync(
        [
            readings.Read(new("a", 1.0m)),
            .. Keys(120).Select(key => logs.Read(key)),
            readings.Read(new("a", 1m)),
            readings.Read(new("missing", 1m)),
        ]);

        result.Count.ShouldBe(121);
        result.ItemsOf(readings).ShouldHaveSingleItem().Value.ShouldBe(new Reading("a", 1m, 7));
        result.ItemsOf(readings).ContainsKey(new ReadingKey("a", 1m)).ShouldBeTrue();
        result.ItemsOf(logs).Values.ShouldBe(Rows(120), ignoreOrder: true);
        result.ItemsOf(new RecordItemTable(client)).ShouldBeEmpty();
        _server.Sent.Select(keys => keys.Length).ShouldContain(100);
    }

    [Fact]
    public async Task BadReadsAreNamedBeforeAnythingIsSent()
    {
        var client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        ItemRead good = logs.Read(new LogRowKey("1"));
        ItemRead ofAnother = _server.Logs().Read(new LogRowKey("2"));

        (await Should.ThrowAsync<ArgumentException>(() => client.BatchGetAsync([good, ofAnother]))).Message.ShouldContain("Read 2");
        (await Should.ThrowAsync<ArgumentException>(() => client.BatchGetAsync([good, null!]))).Message.ShouldContain("Read 2");
        (await Should.ThrowAsync<ArgumentException>(() => client.BatchGetAsync(
            [new ReadingTable(client).Read(new("a", 1m)), new ReadingTextTable(client).Read(new("a", 1.0m))]))).Message.ShouldContain("Read 2");
        (await Should.ThrowAsync<ArgumentException>(() => client.BatchGetAsync(
            [good, logs.Select<LogRowSize>().Read(new LogRowKey("2"))]))).Message.ShouldContain("one projection for each table");
        _server.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsNotReadAcrossTablesIsNamed()
    {
        _server.Fill(3);
        _server.IsUnprocessed = name => name.EndsWith('1');
        var client = _server.Server.CreateClient();
        ItemRead[] gets = [.. Keys(3).Select(key => new LogRowTable(client).Read(key))];
        var error = await Should.ThrowAsync<BatchGetException<ItemRead>>(() => client.BatchGetAsync(gets, new() { MaxAttempts = 2 }));
        error.Keys.ShouldBe([gets[1]]);
        error.Keys[0].TableName.ShouldBe("logfile_scan");
        error.Keys[0].Key.ShouldBe(new LogRowKey("request#1"));
    }

    private static IEnumerable<LogRowKey> Keys(int count) => Enumerable.Range(0, count).Select(i => new LogRowKey($"request#{i}"));

    private static IEnumerable<LogRow> Rows(int count) => Enumerable.Range(0, count).Select(LogRow.Create);

    private sealed class Recorder(List<long> values) : IProgress<long>
    {
        public void Report(long value)
        {
            lock (values)
            {
                values.Add(value);
            }
        }
    }
}

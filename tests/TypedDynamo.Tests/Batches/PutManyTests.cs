using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TypedDynamo.Tests.Batches;

/// <summary>What DynamoDB Local never does: unprocessed items, throttles, refused items.</summary>
public sealed class PutManyTests
{
    private static readonly BatchWriteOptions s_fast = new() { Concurrency = 3 };

    [Fact]
    public async Task ItemsGoTwentyFiveARequest()
    {
        var server = new FakeTable();
        BatchResult<LogRow> result = await server.PutManyAsync(Enumerable.Range(0, 1010).Select(LogRow.Create));

        result.Written.ShouldBe(1010);
        result.IsComplete.ShouldBeTrue();
        server.Stored.Count.ShouldBe(1010);
        server.Requests.ShouldBe(41);
    }

    [Fact]
    public async Task UnprocessedItemsAreSentAgainUntilTheyAreWritten()
    {
        var random = new Random(1);
        var server = new FakeTable { IsUnprocessed = _ => random.Next(3) == 0 };
        var progress = new List<long>();
        BatchResult<LogRow> result = await server.PutManyAsync(
            Enumerable.Range(0, 300).Select(LogRow.Create), s_fast with { Progress = new Recorder(progress) });

        result.IsComplete.ShouldBeTrue();
        result.Written.ShouldBe(300);
        server.Stored.Count.ShouldBe(300);
        progress.Max().ShouldBe(300);
    }

    [Fact]
    public async Task WhatIsNeverProcessedComesBack()
    {
        var server = new FakeTable { IsUnprocessed = id => id == "request#7" };
        BatchResult<LogRow> result = await server.PutManyAsync(Enumerable.Range(0, 60).Select(LogRow.Create), s_fast with { MaxAttempts = 3 });

        BatchFailure<LogRow> failure = result.Failures.ShouldHaveSingleItem();
        failure.Item.ShouldBe(LogRow.Create(7));
        failure.Error.ShouldBeNull();
        result.Written.ShouldBe(59);
        result.IsComplete.ShouldBeFalse();
        server.Requests.ShouldBe(3 + 2);
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData("ReplicatedWriteConflictException")]
    public async Task RequestsThatMaySucceedLaterAreSentAgainAndInTheEndNamed(string code)
    {
        int failures = 4;
        var server = new FakeTable { Fail = _ => Interlocked.Decrement(ref failures) >= 0 ? code : null };
        (await server.PutManyAsync(Enumerable.Range(0, 100).Select(LogRow.Create))).Written.ShouldBe(100);

        server = new FakeTable { Fail = _ => code };
        BatchResult<LogRow> result = await server.PutManyAsync(Enumerable.Range(0, 30).Select(LogRow.Create), s_fast with { MaxAttempts = 2 });
        result.Written.ShouldBe(0);
        result.Failures.Select(failure => failure.Item.Id).ShouldBe(Enumerable.Range(0, 30).Select(i => LogRow.Create(i).Id), ignoreOrder: true);
        result.Failures.ShouldAllBe(failure => ((AmazonServiceException)failure.Error!).ErrorCode == code);
    }

    [Fact]
    public async Task AnItemThatDynamoDbRefusesDoesNotTakeItsRequestWithIt()
    {
        var server = new FakeTable { Fail = ids => ids.Contains("request#13") ? "ValidationException" : null };
        BatchResult<LogRow> result = await server.PutManyAsync(Enumerable.Range(0, 50).Select(LogRow.Create));

        BatchFailure<LogRow> failure = result.Failures.ShouldHaveSingleItem();
        failure.Item.Id.ShouldBe("request#13");
        failure.Error.ShouldNotBeNull().Message.ShouldContain("canned");
        result.Written.ShouldBe(49);
    }

    [Fact]
    public async Task AnItemThatCannotBeMappedComesBackUnsent()
    {
        var server = new FakeTable();
        LogRow badKey = LogRow.Create(1) with { Id = "" };
        LogRow badValue = LogRow.Create(2) with { Url = "\ud800" };
        BatchResult<LogRow> result = await server.PutManyAsync([LogRow.Create(0), badKey, badValue, LogRow.Create(3)]);

        result.Written.ShouldBe(2);
        result.Failures.Select(failure => failure.Item).ShouldBe([badKey, badValue], ignoreOrder: true);

        // Nor is it named twice where the others of its request are sent again.
        int throttles = 2;
        var throttled = new FakeTable { Fail = _ => Interlocked.Decrement(ref throttles) >= 0 ? "ThrottlingException" : null };
        (await throttled.PutManyAsync([LogRow.Create(0), badValue])).Failures.Select(failure => failure.Item).ShouldBe([badValue]);

        var refusing = new FakeTable { Fail = ids => ids.Contains("request#0") ? "ValidationException" : null };
        (await refusing.PutManyAsync([LogRow.Create(0), badValue, LogRow.Create(3)])).Failures.Select(failure => failure.Item)
            .ShouldBe([badValue, LogRow.Create(0)], ignoreOrder: true);
        result.Failures.ShouldAllBe(failure => failure.Error is ItemMappingException);
        server.Stored.Keys.ShouldBe(["request#0", "request#3"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnErrorThatHoldsForAllEndsTheCall()
    {
        var server = new FakeTable { Fail = _ => "ResourceNotFoundException" };
        int taken = 0;
        await Should.ThrowAsync<ResourceNotFoundException>(() => server.PutManyAsync(
            Enumerable.Range(0, 100_000).Select(i =>
            {
                taken++;
                return LogRow.Create(i);
            })));
        taken.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task OfItemsWithOneKeyTheLastWinsAndNoKeyIsTwiceInFlight()
    {
        // 4,000 writes of 40 keys, many in one request's reach, some unprocessed at first.
        var random = new Random(5);
        var server = new FakeTable { IsUnprocessed = _ => random.Next(4) == 0, Delay = TimeSpan.FromMilliseconds(1) };
        LogRow[] rows = [.. Enumerable.Range(0, 4000).Select(i => LogRow.Create(random.Next(40)) with { BytesSent = i })];

        BatchResult<LogRow> result = await server.PutManyAsync(rows, s_fast with { Concurrency = 8 });

        result.IsComplete.ShouldBeTrue();
        server.KeysTwiceInFlight.ShouldBe(0);
        foreach (IGrouping<string, LogRow> group in rows.GroupBy(row => row.Id))
        {
            server.Stored[group.Key].ShouldBe(group.Last().BytesSent);
        }
    }

    [Fact]
    public async Task CancellationEndsTheCall()
    {
        using var source = new CancellationTokenSource();
        var server = new FakeTable { IsUnprocessed = _ => true };
        Task<BatchResult<LogRow>> call = server.PutManyAsync(Enumerable.Range(0, 10).Select(LogRow.Create), s_fast, source.Token);
        await Task.Delay(50);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task ASourceThatIsCancelledEndsTheCallAsSuch()
    {
        using var source = new CancellationTokenSource();
        var server = new FakeTable();
        await Should.ThrowAsync<OperationCanceledException>(() => server.PutManyAsync(Enumerable.Range(0, 100).Select(i =>
        {
            if (i == 60)
            {
                source.Cancel();
            }

            source.Token.ThrowIfCancellationRequested();
            return LogRow.Create(i);
        })));
    }

    [Fact]
    public async Task AClientsOwnTimeLimitIsARequestToSendAgain()
    {
        int timeouts = 2;
        var server = new FakeTable { Cancels = () => Interlocked.Decrement(ref timeouts) >= 0 };
        BatchResult<LogRow> result = await server.PutManyAsync(Enumerable.Range(0, 60).Select(LogRow.Create));
        result.Written.ShouldBe(60);
        server.Stored.Count.ShouldBe(60);
    }

    [Fact]
    public async Task ASourceWithoutEndAndNewKeysIsCancelledToo()
    {
        using var source = new CancellationTokenSource();
        Task<BatchResult<LogRow>> call = new FakeTable().PutManyAsync(Endless(), s_fast, source.Token);
        await Task.Delay(50);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));

        static IEnumerable<LogRow> Endless()
        {
            while (true)
            {
                yield return LogRow.Create(1);
            }
        }
    }

    [Fact]
    public async Task ASourceMayWaitForTheProgressOfTheOthers()
    {
        using var written = new SemaphoreSlim(0);
        BatchResult<LogRow> result = await new FakeTable().PutManyAsync(Source(), s_fast with { Progress = new Signal(written) })
            .WaitAsync(TimeSpan.FromSeconds(10));
        result.Written.ShouldBe(60);

        IEnumerable<LogRow> Source()
        {
            for (int i = 0; i < 60; i++)
            {
                // The first 25 must be written and reported before the source gives more.
                if (i == 30)
                {
                    written.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
                }

                yield return LogRow.Create(i);
            }
        }
    }

    [Fact]
    public async Task NullAmongTheItemsIsRefused()
        => await Should.ThrowAsync<ArgumentException>(() => new FakeTable().PutManyAsync([LogRow.Create(1), null!]));

    [Fact]
    public async Task AnUnprocessedItemThatWasNotSentIsAnError()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(
            """{"UnprocessedItems":{"logfile_scan":[{"PutRequest":{"Item":{"PK":{"S":"another"}}}}]}}"""));
        await Should.ThrowAsync<InvalidOperationException>(() => new LogRowTable(server.CreateClient()).PutManyAsync([LogRow.Create(1)]));
    }

    [Fact]
    public async Task ATableWithVersionsRefusesABatchBeforeAnythingIsTakenOrSent()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("""{"UnprocessedItems":{}}"""));
        var table = new RecordItemTable(server.CreateClient());
        var untouched = Enumerable.Range(0, 1).Select<int, RecordItem>(_ => throw new InvalidOperationException("An item was asked for."));

        var error = await Should.ThrowAsync<InvalidOperationException>(() => table.PutManyAsync(untouched));
        error.Message.ShouldContain("'records'");
        error.Message.ShouldContain("BatchWriteOptions.IgnoreVersions");
        error.Message.ShouldContain("BatchWriteItem takes no conditions");
        await Should.ThrowAsync<InvalidOperationException>(() => table.PutManyAsync([], new() { Concurrency = 1 }));
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task ABatchThatIgnoresVersionsCountsThemUp()
    {
        var stored = new Dictionary<string, string?>();
        int attempts = 0;
        using var server = new CannedDynamoDb(request =>
        {
            JsonElement puts = request.GetProperty("RequestItems").GetProperty("records");
            if (++attempts == 1)
            {
                return CannedDynamoDb.Answer("{\"UnprocessedItems\":{\"records\":" + puts.GetRawText() + "}}");
            }

            foreach (JsonElement put in puts.EnumerateArray())
            {
                JsonElement item = put.GetProperty("PutRequest").GetProperty("Item");
                stored[item.GetProperty("Id").GetProperty("S").GetString()!] = item.GetProperty("Version").GetProperty("N").GetString();
            }

            return CannedDynamoDb.Answer("""{"UnprocessedItems":{}}""");
        });
        RecordItem known = new("b", 41);
        BatchResult<RecordItem> result = await new RecordItemTable(server.CreateClient())
            .PutManyAsync([new("a", 0), known, new("c", long.MaxValue)], new() { IgnoreVersions = true });

        // What is sent again has the version that it had.
        attempts.ShouldBe(2);
        stored.ShouldBe(new Dictionary<string, string?> { ["a"] = "1", ["b"] = "42" }, ignoreOrder: true);
        known.Version.ShouldBe(41);
        result.Failures.ShouldHaveSingleItem().Error.ShouldBeOfType<ItemMappingException>().AttributeName.ShouldBe("Version");
    }

    [Fact]
    public async Task AnEmptySequenceSendsNothing()
    {
        var server = new FakeTable();
        (await server.PutManyAsync([])).Written.ShouldBe(0);
        server.Requests.ShouldBe(0);
    }

    private sealed class Signal(SemaphoreSlim semaphore) : IProgress<long>
    {
        public void Report(long value) => semaphore.Release();
    }

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

    /// <summary>A table that misbehaves as asked.</summary>
    private sealed class FakeTable
    {
        private readonly HashSet<string> _inFlight = [];

        public Func<string, bool> IsUnprocessed { get; init; } = _ => false;

        public Func<IReadOnlyCollection<string>, string?> Fail { get; init; } = _ => null;

        public TimeSpan Delay { get; init; }

        public Func<bool> Cancels { get; init; } = () => false;

        public Dictionary<string, long> Stored { get; } = [];

        public int KeysTwiceInFlight { get; private set; }

        public int Requests { get; private set; }

        public async Task<BatchResult<LogRow>> PutManyAsync(
            IEnumerable<LogRow> rows, BatchWriteOptions? options = null, CancellationToken cancellationToken = default)
        {
            using var server = new CannedDynamoDb(RespondAsync);
            BatchResult<LogRow> result = await new LogRowTable(server.CreateClient()).PutManyAsync(rows, options ?? s_fast, cancellationToken);
            Requests = server.Requests;
            return result;
        }

        private async Task<HttpResponseMessage> RespondAsync(JsonElement request, CancellationToken cancellationToken)
        {
            JsonElement[] puts = [.. request.GetProperty("RequestItems").GetProperty("logfile_scan").EnumerateArray()];
            Dictionary<string, JsonElement> items = puts.ToDictionary(IdOf, put => put);
            items.Count.ShouldBeInRange(1, 25);
            if (Cancels())
            {
                throw new TaskCanceledException();
            }

            if (Fail(items.Keys) is { } code)
            {
                HttpResponseMessage error = CannedDynamoDb.Answer(
                    $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"canned"}""");
                error.StatusCode = HttpStatusCode.BadRequest;
                return error;
            }

            lock (_inFlight)
            {
                KeysTwiceInFlight += items.Keys.Count(id => !_inFlight.Add(id));
            }

            await Task.Delay(Delay, cancellationToken);
            lock (_inFlight)
            {
                var unprocessed = new List<string>();
                foreach ((string id, JsonElement put) in items)
                {
                    _inFlight.Remove(id);
                    if (IsUnprocessed(id))
                    {
                        unprocessed.Add(put.GetRawText());
                    }
                    else
                    {
                        Stored[id] = long.Parse(
                            put.GetProperty("PutRequest").GetProperty("Item").GetProperty("bytessent").GetProperty("N").GetString()!,
                            System.Globalization.CultureInfo.InvariantCulture);
                    }
                }

                return CannedDynamoDb.Answer(unprocessed.Count == 0
                    ? """{"UnprocessedItems":{}}"""
                    : "{\"UnprocessedItems\":{\"logfile_scan\":[" + string.Join(',', unprocessed) + "]}}");
            }
        }

        private static string IdOf(JsonElement put)
            => put.GetProperty("PutRequest").GetProperty("Item").GetProperty("PK").GetProperty("S").GetString()!;
    }
}

using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using TypedDynamo.IntegrationTests.Faults;

namespace TypedDynamo.Tests.Batches;

/// <summary>Deletes, mixed batches, and sequences that are slow.</summary>
public sealed class BatchWriteTests : IDisposable
{
    private static readonly BatchWriteOptions s_fast = new() { Concurrency = 3 };

    private readonly FakeBatches _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task KeysGoTwentyFiveARequest()
    {
        _server.Fill(1000);
        BatchResult<LogRowKey> result = await _server.Logs().DeleteManyAsync(Keys(990));

        result.Written.ShouldBe(990);
        result.IsComplete.ShouldBeTrue();
        _server.Stored.Count.ShouldBe(10);
        _server.Sent.Count.ShouldBe(40);
        _server.Bodies.Select(body => body.GetProperty("RequestItems").GetProperty("logfile_scan")[0].GetRawText())
            .ShouldContain("""{"DeleteRequest":{"Key":{"PK":{"S":"request#0"}}}}""");
    }

    [Fact]
    public async Task WhatIsNotDeletedIsNamed()
    {
        _server.Fill(100);
        _server.IsUnprocessed = name => name.EndsWith("#7", StringComparison.Ordinal);
        _server.Fail = names => names.Contains("logfile_scan/request#30") ? "ValidationException" : null;
        BatchResult<LogRowKey> result = await _server.Logs(new() { TimeProvider = new SkippingClock() })
            .DeleteManyAsync([.. Keys(100), new LogRowKey("")], s_fast with { MaxAttempts = 3 });

        result.Written.ShouldBe(98);
        result.Failures.Select(failure => (failure.Item.Id, failure.Error?.GetType())).ShouldBe(
            [("request#7", null), ("request#30", typeof(AmazonDynamoDBException)), ("", typeof(ItemMappingException))], ignoreOrder: true);
        _server.Stored.Keys.ShouldBe(["logfile_scan/request#30", "logfile_scan/request#7"]);
    }

    [Fact]
    public async Task OfPutsAndDeletesOfOneKeyTheLastWins()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        var readings = new ReadingTable(client);
        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(b =>
        {
            b.Put(logs, LogRow.Create(1));
            b.Put(readings, new Reading("a", 1m, 1));
            b.Delete(logs, new LogRowKey("request#1"));
            b.Put(readings, new Reading("a", 1.0m, 2));
            b.Delete(readings, new ReadingKey("b", 100m));
            b.Put(readings, new Reading("b", 1e2m, 3));
        });

        // What has not been sent yet is replaced; what has been is followed.
        result.IsComplete.ShouldBeTrue();
        _server.Stored.Keys.ShouldBe(["readings/a/1", "readings/b/100"]);
        _server.Stored["readings/a/1"].GetProperty("Value").GetProperty("N").GetString().ShouldBe("2");
        _server.KeysTwiceInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task RandomWritesOfAFewKeysEndAsIfOneCameAfterTheOther()
    {
        var random = new Random(7);
        _server.IsUnprocessed = _ => random.Next(4) == 0;
        _server.Wait = async _ => await Task.Yield();
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var options = new DynamoTableOptions { TimeProvider = new SkippingClock() };
        var logs = new LogRowTable(client, options);
        var readings = new ReadingTable(client, options);
        object[] writes = [.. Enumerable.Range(0, 4000).Select<int, object>(i => random.Next(4) switch
        {
            0 => LogRow.Create(random.Next(20)),
            1 => new LogRowKey($"request#{random.Next(20)}"),
            2 => new Reading("a", random.Next(20), i),
            _ => new ReadingKey("a", random.Next(20)),
        })];
        var expected = new Dictionary<object, object>();
        foreach (object write in writes)
        {
            object key = write switch
            {
                LogRow row => new LogRowKey(row.Id),
                Reading reading => new ReadingKey(reading.Sensor, reading.At),
                _ => write,
            };
            expected[key] = write;
        }

        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(
            writes,
            (b, write) =>
            {
                switch (write)
                {
                    case LogRow row:
                        b.Put(logs, row);
                        break;
                    case LogRowKey key:
                        b.Delete(logs, key);
                        break;
                    case Reading reading:
                        b.Put(readings, reading);
                        break;
                    default:
                        b.Delete(readings, (ReadingKey)write);
                        break;
                }
            },
            s_fast with { Concurrency = 8, MaxAttempts = 50 });

        result.IsComplete.ShouldBeTrue();
        _server.KeysTwiceInFlight.ShouldBe(0);
        _server.Stored.Count.ShouldBe(expected.Values.Count(write => write is LogRow or Reading));
        foreach (Reading reading in expected.Values.OfType<Reading>())
        {
            _server.Stored[FormattableString.Invariant($"readings/a/{reading.At}")].GetProperty("Value").GetProperty("N").GetString()
                .ShouldBe(FormattableString.Invariant($"{reading.Value}"));
        }
    }

    [Fact]
    public async Task ARequestHoldsWritesOfSeveralTables()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        var readings = new ReadingTable(client);
        _server.IsUnprocessed = name => name == "readings/left/1";

        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(
            b =>
            {
                for (int i = 0; i < 11; i++)
                {
                    b.Put(readings, new Reading("a", i));
                    b.Delete(logs, new LogRowKey($"request#{i}"));
                }

                b.Put(readings, new Reading("", 1m));
                b.Delete(readings, new ReadingKey("left", 1m));
            },
            s_fast with { MaxAttempts = 2 });

        result.Written.ShouldBe(22);
        result.Failures.Select(failure => (failure.Item.TableName, failure.Item.Kind, failure.Item.Value, failure.Error?.GetType())).ShouldBe(
            [
                ("readings", BatchWriteKind.Put, new Reading("", 1m), typeof(ItemMappingException)),
                ("readings", BatchWriteKind.Delete, new ReadingKey("left", 1m), null),
            ],
            ignoreOrder: true);
        _server.Sent[0].Length.ShouldBe(23);
        _server.Bodies[0].GetProperty("RequestItems").EnumerateObject().Select(table => table.Name).ShouldBe(["readings", "logfile_scan"]);
        _server.Sent[1].ShouldBe(["Delete readings/left/1"]);

        // What has failed is sent again by another batch.
        _server.IsUnprocessed = _ => false;
        result = await client.BatchWriteAsync(result.Failures.Where(failure => failure.Error is null), (b, failure) => b.Add(failure.Item), s_fast);
        result.Written.ShouldBe(1);
        _server.Sent[^1].ShouldBe(["Delete readings/left/1"]);
    }

    [Fact]
    public async Task EachElementOfASequenceAddsItsWrites()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        var readings = new ReadingTable(client);
        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(
            Numbers(60),
            (b, i) =>
            {
                for (int k = 0; k < i % 3; k++)
                {
                    b.Put(readings, new Reading("a", (3 * i) + k));
                }

                if (i % 3 == 0)
                {
                    b.Delete(logs, new LogRowKey($"request#{i}"));
                }
            },
            s_fast);

        result.Written.ShouldBe(80);
        _server.Stored.Count.ShouldBe(60);

        static async IAsyncEnumerable<int> Numbers(int count)
        {
            for (int i = 0; i < count; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }

    [Fact]
    public async Task ABatchTakesWritesDuringItsLambdaAlone()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        WriteBatch? kept = null;
        await client.BatchWriteAsync(b =>
        {
            kept = b;
            b.Delete(logs, new LogRowKey("1"));
            Should.Throw<ArgumentNullException>(() => b.Put(logs, null!));
            Should.Throw<ArgumentNullException>(() => b.Add(null!));
        });
        Should.Throw<InvalidOperationException>(() => kept!.Delete(logs, new LogRowKey("2"))).Message.ShouldContain("inside the lambda");

        await Should.ThrowAsync<FormatException>(() => client.BatchWriteAsync(b =>
        {
            b.Delete(logs, new LogRowKey("3"));
            b.Put(logs, LogRow.Create(int.Parse("x", CultureInfo.InvariantCulture)));
        }));
        _server.Sent.ShouldHaveSingleItem().ShouldBe(["Delete logfile_scan/1"]);
    }

    [Fact]
    public async Task ATableWithoutWritableItemsHasNoMember()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(b =>
        {
            b.Put(new LogRowTable(client), LogRow.Create(1) with { Url = "\ud800" });
            b.Put(new ReadingTable(client), new Reading("a", 1));
        });
        result.Written.ShouldBe(1);
        _server.Sent.ShouldHaveSingleItem().ShouldBe(["Put readings/a/1"]);
    }

    [Fact]
    public async Task TwoTableObjectsOfOneNameAreOneTable()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        BatchResult<BatchWriteEntry> result = await client.BatchWriteAsync(b =>
        {
            b.Put(new ReadingTable(client), new Reading("a", 1m, 7));
            b.Put(new ReadingTable(client), new Reading("a", 2m));
            b.Put(new ReadingTextTable(client), new ReadingText("b", 1m));
            b.Delete(new ReadingTextTable(client), new ReadingTextKey("a", 1.0m));
        });

        result.Written.ShouldBe(3);
        _server.Sent.ShouldHaveSingleItem().ShouldBe(["Delete readings/a/1", "Put readings/a/2", "Put readings/b/1"]);
        _server.Bodies[0].GetProperty("RequestItems").EnumerateObject().Count().ShouldBe(1);
    }

    [Fact]
    public async Task ProgressThatFailsEndsTheCall()
    {
        await Should.ThrowAsync<TimeoutException>(
            () => _server.Logs().DeleteManyAsync(Keys(5), new() { Progress = new FailingProgress() }));
        _server.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ASequenceThatHasFailedIsNotAskedAgain()
    {
        for (int i = 0; i < 200; i++)
        {
            var keys = new FailingKeys(failsAt: 120);
            await Should.ThrowAsync<FormatException>(() => _server.Logs().DeleteManyAsync(keys, new() { Concurrency = 8 }));
            keys.AskedAfterFailure.ShouldBe(0);
        }
    }

    [Fact]
    public async Task BadWritesAreNamedBeforeAnythingIsSent()
    {
        AmazonDynamoDBClient client = _server.Server.CreateClient();
        var logs = new LogRowTable(client);
        Action<WriteBatch> good = b => b.Delete(logs, new LogRowKey("1"));
        Action<WriteBatch> ofAnother = b => b.Put(_server.Logs(), LogRow.Create(1));
        Action<WriteBatch> versioned = b => b.Delete(new RecordItemTable(client), new RecordItemKey("1"));

        (await Should.ThrowAsync<ArgumentException>(() => client.BatchWriteAsync(good + good + ofAnother))).Message.ShouldContain("Write 3");
        var error = await Should.ThrowAsync<InvalidOperationException>(() => client.BatchWriteAsync(good + versioned));
        error.Message.ShouldContain("Write 2");
        error.Message.ShouldContain("'records'");
        await Should.ThrowAsync<InvalidOperationException>(
            () => new RecordItemTable(client).DeleteManyAsync([new RecordItemKey("1")]));
        _server.Sent.ShouldBeEmpty();

        // Earlier writes of a sequence may have been sent.
        Action<WriteBatch>[] sequence = [good, good, ofAnother];
        (await Should.ThrowAsync<ArgumentException>(() => client.BatchWriteAsync(sequence, (b, add) => add(b)))).Message.ShouldContain("Write 3");
        (await client.BatchWriteAsync(versioned, new() { IgnoreVersions = true })).Written.ShouldBe(1);
    }

    [Fact]
    public async Task ASequenceThatWaitsForProgressGoesOn()
    {
        using var written = new SemaphoreSlim(0);
        var clock = new DynamoTableOptions { TimeProvider = new SkippingClock() };
        BatchResult<LogRow> result = await _server.Logs(clock).PutManyAsync(SourceAsync(), s_fast with { Progress = new Signal(written) })
            .WaitAsync(TimeSpan.FromSeconds(30));
        result.Written.ShouldBe(10);

        // Each item is written before the next is there, the same key again among them.
        async IAsyncEnumerable<LogRow> SourceAsync()
        {
            for (int i = 0; i < 10; i++)
            {
                yield return LogRow.Create(i % 3);
                await written.WaitAsync();
            }
        }
    }

    [Fact]
    public async Task AWriteThatWaitsForItsKeyIsSentWhileTheSequenceWaitsForIt()
    {
        using var written = new SemaphoreSlim(0);
        var sent = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _server.Wait = _ =>
        {
            sent.TrySetResult();
            return release.Task;
        };
        var clock = new DynamoTableOptions { TimeProvider = new SkippingClock() };
        BatchResult<LogRow> result = await _server.Logs(clock).PutManyAsync(SourceAsync(), s_fast with { Progress = new Signal(written) })
            .WaitAsync(TimeSpan.FromSeconds(30));
        result.Written.ShouldBe(2);
        _server.Stored.ShouldHaveSingleItem().Value.GetProperty("bytessent").GetProperty("N").GetString().ShouldBe("5");

        async IAsyncEnumerable<LogRow> SourceAsync()
        {
            yield return LogRow.Create(1);
            await sent.Task;
            yield return LogRow.Create(1) with { BytesSent = 5 };
            release.SetResult();
            await written.WaitAsync();
            await written.WaitAsync();
        }
    }

    [Fact]
    public async Task ASequenceThatIsOnlyALittleSlowFillsItsRequests()
    {
        var clock = new DynamoTableOptions { TimeProvider = new FakeTimeProvider() };
        (await _server.Logs(clock).PutManyAsync(SourceAsync())).Written.ShouldBe(110);
        _server.Sent.Count.ShouldBe(5);

        static async IAsyncEnumerable<LogRow> SourceAsync()
        {
            for (int i = 0; i < 110; i++)
            {
                await Task.Yield();
                yield return LogRow.Create(i);
            }
        }
    }

    [Fact]
    public async Task AnErrorDoesNotWaitForASequenceThatWaitsForIt()
    {
        _server.Fail = _ => "ResourceNotFoundException";
        var end = new TaskCompletionSource();
        var disposed = new TaskCompletionSource();
        await Should.ThrowAsync<ResourceNotFoundException>(() => _server.Logs().DeleteManyAsync(SourceAsync()).WaitAsync(TimeSpan.FromSeconds(30)));

        // It is disposed of when it has come to its end.
        disposed.Task.IsCompleted.ShouldBeFalse();
        end.SetResult();
        await disposed.Task;

        async IAsyncEnumerable<LogRowKey> SourceAsync()
        {
            try
            {
                yield return new LogRowKey("1");
                await end.Task;
                yield return new LogRowKey("2");
            }
            finally
            {
                disposed.SetResult();
            }
        }
    }

    [Fact]
    public async Task ASequenceIsCancelledWithTheCallAndItsErrorEndsIt()
    {
        using var source = new CancellationTokenSource();
        Task call = _server.Logs().DeleteManyAsync(EndlessAsync(), s_fast, source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);

        await Should.ThrowAsync<FormatException>(() => _server.Logs().DeleteManyAsync(FailingAsync(), s_fast));

        static async IAsyncEnumerable<LogRowKey> EndlessAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new LogRowKey("1");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        static async IAsyncEnumerable<LogRowKey> FailingAsync()
        {
            yield return new LogRowKey("1");
            await Task.Yield();
            throw new FormatException();
        }
    }

    [Fact]
    public async Task AnUnprocessedWriteOfAnotherTableIsAnError()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(
            """{"UnprocessedItems":{"third":[{"DeleteRequest":{"Key":{"PK":{"S":"1"}}}}]}}"""));
        AmazonDynamoDBClient client = server.CreateClient();
        await Should.ThrowAsync<InvalidOperationException>(() => client.BatchWriteAsync(b =>
        {
            b.Delete(new LogRowTable(client), new LogRowKey("1"));
            b.Delete(new ReadingTable(client), new ReadingKey("1", 1));
        }));
    }

    private static IEnumerable<LogRowKey> Keys(int count) => Enumerable.Range(0, count).Select(i => new LogRowKey($"request#{i}"));

    private sealed class Signal(SemaphoreSlim semaphore) : IProgress<long>
    {
        public void Report(long value) => semaphore.Release();
    }

    /// <summary>Keys that go on behind an error.</summary>
    private sealed class FailingKeys(int failsAt) : IEnumerable<LogRowKey>, IEnumerator<LogRowKey>
    {
        private int _number;

        public int AskedAfterFailure { get; private set; }

        public LogRowKey Current => new($"request#{_number}");

        object System.Collections.IEnumerator.Current => Current;

        public bool MoveNext()
        {
            _number++;
            if (_number == failsAt)
            {
                throw new FormatException("bad line");
            }

            AskedAfterFailure += _number > failsAt ? 1 : 0;
            return true;
        }

        public IEnumerator<LogRowKey> GetEnumerator() => this;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => this;

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}

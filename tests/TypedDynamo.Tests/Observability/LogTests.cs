using System.Net;
using Microsoft.Extensions.Logging;
using TypedDynamo.IntegrationTests.Faults;
using TypedDynamo.Tests.Batches;

namespace TypedDynamo.Tests.Observability;

/// <summary>What operations log when something does not go as it should. No message holds keys or values.</summary>
public sealed class LogTests : IDisposable
{
    private readonly RecordingLoggers _loggers = new();
    private readonly DynamoTableOptions _options;

    public LogTests()
    {
        _options = new DynamoTableOptions { LoggerFactory = _loggers, TimeProvider = new SkippingClock() };
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task WhatGoesWellIsNotLogged()
    {
        using var server = new FakeBatches();
        await server.Logs(_options).PutManyAsync(Rows(30));
        await server.Logs(_options).GetManyAsync(Keys(30)).ToListAsync();
        _loggers.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task EntriesThatAreSentAgainAreCounted()
    {
        int unprocessed = 2;
        using var server = new FakeBatches { IsUnprocessed = _ => Interlocked.Decrement(ref unprocessed) >= 0 };
        await server.Logs(_options).PutManyAsync(Rows(3));
        ShouldBeLogged(2, LogLevel.Debug, "BatchWriteItem has left 2 of 3 entries of table 'logfile_scan' undone in attempt 1 (Unprocessed)");
    }

    [Fact]
    public async Task AThrottleIsNamed()
    {
        int throttles = 1;
        using var server = new FakeBatches { Fail = _ => Interlocked.Decrement(ref throttles) >= 0 ? "ThrottlingException" : null };
        server.Fill(3);
        await server.Logs(_options).GetManyAsync(Keys(3)).ToListAsync();
        ShouldBeLogged(2, LogLevel.Debug, "BatchGetItem has left 3 of 3 entries of table 'logfile_scan' undone in attempt 1 (ThrottlingException)");
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData(null)]
    public async Task WhatIsGivenUpIsAWarning(string? code)
    {
        using var server = new FakeBatches { Fail = _ => code, IsUnprocessed = _ => true };
        (await server.Logs(_options).PutManyAsync(Rows(3), new() { MaxAttempts = 1 })).Written.ShouldBe(0);
        ShouldBeLogged(3, LogLevel.Warning, $"BatchWriteItem has given up 3 entries of table 'logfile_scan' ({code ?? "Unprocessed"}).");
    }

    [Fact]
    public async Task ReadsThatAreGivenUpAreAWarning()
    {
        using var server = new FakeBatches { IsUnprocessed = _ => true };
        await Should.ThrowAsync<BatchGetException<LogRowKey>>(
            () => server.Logs(_options).GetManyAsync(Keys(2), new() { MaxAttempts = 1 }).ToListAsync());
        ShouldBeLogged(3, LogLevel.Warning, "BatchGetItem has given up 2 entries of table 'logfile_scan' (Unprocessed).");
    }

    [Fact]
    public async Task AnEntryThatIsNotSentIsAWarning()
    {
        using var server = new FakeBatches();
        await server.Logs(_options).PutManyAsync([LogRow.Create(0) with { Id = "" }]);
        ShouldBeLogged(3, LogLevel.Warning, "BatchWriteItem has given up 1 entries of table 'logfile_scan' (TypedDynamo.ItemMappingException).");
    }

    [Fact]
    public async Task ATransactionThatIsSentAgainIsTold()
    {
        int failures = 1;
        using var server = new CannedDynamoDb(_ =>
        {
            bool fails = failures-- > 0;
            HttpResponseMessage response = CannedDynamoDb.Answer(
                fails ? """{"__type":"com.amazonaws.dynamodb.v20120810#TransactionInProgressException","message":"request#1"}""" : "{}");
            response.StatusCode = fails ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
            return response;
        });
        var client = server.CreateClient();
        var rows = new LogRowTable(client, _options);
        await client.TransactWriteAsync(t =>
        {
            t.Put(rows, LogRow.Create(0));
            t.Put(rows, LogRow.Create(1));
        });
        ShouldBeLogged(
            4,
            LogLevel.Debug,
            "TransactWriteItems of 2 entries, the first one of table 'logfile_scan', has failed in attempt 1 (TransactionInProgressException).");
    }

    [Fact]
    public async Task ATableThatIsAwaitedIsTold()
    {
        int looks = 0;
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(
            $$$"""{"Table":{"TableName":"logfile_scan","TableStatus":"{{{(looks++ == 0 ? "CREATING" : "ACTIVE")}}}"}}"""));
        await new LogRowTable(server.CreateClient(), _options).WaitUntilActiveAsync();
        ShouldBeLogged(5, LogLevel.Debug, "Waiting for table 'logfile_scan'. Its status is CREATING; the next check is in 100 ms.");
    }

    private static IEnumerable<LogRow> Rows(int count) => Enumerable.Range(0, count).Select(LogRow.Create);

    private static IEnumerable<LogRowKey> Keys(int count) => Rows(count).Select(LogRowTable.KeyOf);

    private void ShouldBeLogged(int id, LogLevel level, string start)
    {
        LogEntry entry = _loggers.Entries.ShouldHaveSingleItem();
        entry.Category.ShouldBe("TypedDynamo");
        entry.Id.Id.ShouldBe(id);
        entry.Level.ShouldBe(level);
        entry.Message.ShouldStartWith(start);
        entry.Message.ShouldNotContain("request#");
        entry.Error.ShouldBeNull();
    }
}

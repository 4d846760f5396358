using Amazon.DynamoDBv2.Model;
using NSubstitute;

namespace TypedDynamo.Tests;

/// <summary>What users of the library put in the place of a table, its queries and its items.</summary>
public sealed class MockTests
{
    private static readonly LogRow[] s_rows = [LogRow.Create(1), LogRow.Create(2), LogRow.Create(3)];

    [Fact]
    public async Task ATableCanBeMocked()
    {
        LogRowTable table = Substitute.For<LogRowTable>();
        table.TableName.Returns("mocked");
        table.GetAsync("request#1").Returns(s_rows[0]);
        table.PutAsync(s_rows[1]).Returns(s_rows[1]);
        table.Query("request#1").Returns(new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>([s_rows[0]]));
        table.ScanAllAsync().Returns(new Scan<LogRow, LogRowTable.ConditionTokens, LogRowTable.ConditionTokens>(s_rows));
        table.ScanAllParallelAsync().Returns(new ParallelScan<LogRow, LogRowTable.ConditionTokens>(s_rows));

        table.TableName.ShouldBe("mocked");
        (await table.GetAsync("request#1")).ShouldBe(s_rows[0]);
        (await table.GetAsync("request#2")).ShouldBeNull();
        (await table.PutAsync(s_rows[1])).ShouldBe(s_rows[1]);
        await table.DeleteAsync("request#1");
        await table.EnsureCreatedAsync();
        (await ListAsync(table.Query("request#1").Descending().Consistent().PageSize(1))).ShouldBe([s_rows[0]]);
        (await ListAsync(table.ScanAllAsync())).ShouldBe(s_rows);
        (await ListAsync(table.ScanAllParallelAsync())).ShouldBe(s_rows);
        await table.Received(1).DeleteAsync("request#1");
    }

    [Fact]
    public async Task AVerbThatAHandWrittenMockLeavesAloneSaysSo()
    {
        var table = new MockTable();
        (await table.GetAsync(new LogRowKey("request#1"))).ShouldBe(s_rows[0]);
        (await Should.ThrowAsync<InvalidOperationException>(() => table.PutAsync(s_rows[0]))).Message.ShouldContain("mock");
    }

    [Fact]
    public async Task AQueryOfItemsIsOnePage()
    {
        var query = new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>(s_rows);
        (await ListAsync(query)).ShouldBe(s_rows);
        (await ListAsync(query)).ShouldBe(s_rows);
        (await ListAsync(query.Take(2))).ShouldBe(s_rows[..2]);
        (await ListAsync(query.Take(9))).ShouldBe(s_rows);
        (await ListAsync(query.Descending())).ShouldBe(s_rows);
        (await ListAsync(new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>([]))).ShouldBeEmpty();

        var pages = new List<Page<LogRow>>();
        await foreach (Page<LogRow> page in query.Take(2).Pages())
        {
            pages.Add(page);
        }

        pages.ShouldHaveSingleItem().Items.ShouldBe(s_rows[..2]);
        pages[0].ScannedCount.ShouldBe(2);

        Page<LogRow> only = await query.Take(2).ToPageAsync();
        only.Items.ShouldBe(s_rows[..2]);
        only.ContinuationToken.ShouldBeNull();
        (await new Scan<LogRow, LogRowTable.ConditionTokens, LogRowTable.ConditionTokens>(s_rows).ToPageAsync()).Items.ShouldBe(s_rows);
        Should.Throw<ArgumentNullException>(() => new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>((IReadOnlyList<LogRow>)null!));
    }

    [Fact]
    public async Task SequencesOfItemsCanBeCancelled()
    {
        var cancelled = new CancellationToken(canceled: true);
        ItemSequence<LogRow>[] sequences = [new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>(s_rows), new Scan<LogRow, LogRowTable.ConditionTokens, LogRowTable.ConditionTokens>(s_rows), new ParallelScan<LogRow, LogRowTable.ConditionTokens>(s_rows)];
        foreach (ItemSequence<LogRow> sequence in sequences)
        {
            await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                await foreach (LogRow _ in sequence.WithCancellation(cancelled))
                {
                }
            });
        }
    }

    [Fact]
    public void ItemsHaveTheSdksForm()
    {
        Dictionary<string, AttributeValue> attributes = LogRowTable.ToAttributes(s_rows[0]);
        attributes.Keys.ShouldBe(["PK", "host", "date", "hourofday", "url", "responsecode", "bytessent", "useragent"]);
        attributes["PK"].S.ShouldBe("request#1");
        attributes["bytessent"].N.ShouldBe("1");

        attributes["somebody's"] = new AttributeValue { L = [] };
        LogRowTable.FromAttributes(attributes).ShouldBe(s_rows[0]);
    }

    [Fact]
    public void WhatDoesNotFitTheTypeIsNamed()
    {
        Dictionary<string, AttributeValue> attributes = LogRowTable.ToAttributes(s_rows[0]);
        attributes["url"] = new AttributeValue { N = "5" };
        var error = Should.Throw<ItemMappingException>(() => LogRowTable.FromAttributes(attributes));
        error.TableName.ShouldBe("logfile_scan");
        error.Key.ShouldBe("PK=request#1");
        error.AttributeName.ShouldBe("url");

        attributes.Remove("url");
        Should.Throw<ItemMappingException>(() => LogRowTable.FromAttributes(attributes)).Found.ShouldBe("nothing");
        Should.Throw<ItemMappingException>(() => LogRowTable.FromAttributes(new Dictionary<string, AttributeValue>())).AttributeName.ShouldBe("PK");
        Should.Throw<ItemMappingException>(() => LogRowTable.ToAttributes(s_rows[0] with { Id = "" })).AttributeName.ShouldBe("PK");
        Should.Throw<ArgumentNullException>(() => LogRowTable.ToAttributes(null!));
        Should.Throw<ArgumentNullException>(() => LogRowTable.FromAttributes(null!));
    }

    private static async Task<List<LogRow>> ListAsync(ItemSequence<LogRow> sequence)
    {
        var rows = new List<LogRow>();
        await foreach (LogRow row in sequence)
        {
            rows.Add(row);
        }

        return rows;
    }

    private sealed class MockTable : LogRowTable
    {
        public override Task<LogRow?> GetAsync(LogRowKey key, bool consistent = false, CancellationToken cancellationToken = default)
            => Task.FromResult<LogRow?>(s_rows[0]);
    }
}

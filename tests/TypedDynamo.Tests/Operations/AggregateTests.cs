using System.Text.Json;

namespace TypedDynamo.Tests.Operations;

/// <summary>Sums and other aggregates, out of the bytes of canned pages.</summary>
public sealed class AggregateTests
{
    private static readonly int[] s_rows = [.. Enumerable.Range(0, 50)];

    private static long Expected => s_rows.Sum(row => LogRow.Create(row).BytesSent);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASumIsThatOfAllSegmentsAndPages(bool derived)
    {
        using CannedDynamoDb server = Segments();
        var table = new LogRowTable(derived ? server.CreateDerivedClient() : server.CreateClient());
        (await table.Scan().SumAsync(row => row.BytesSent)).ShouldBe(Expected);
        (await table.Scan().InParallel(new() { Segments = 3, Concurrency = 2 }).SumAsync(row => row.BytesSent)).ShouldBe(Expected);
        (await table.Scan().Take(7).SumAsync(row => row.BytesSent)).ShouldBe(s_rows.Take(7).Sum(row => LogRow.Create(row).BytesSent));
    }

    [Fact]
    public async Task AnAggregateTakesInEveryItem()
    {
        using CannedDynamoDb server = Segments();
        var table = new LogRowTable(server.CreateClient());
        LogRow[] expected = [.. s_rows.Select(LogRow.Create).OrderBy(row => row.Id, StringComparer.Ordinal)];

        List<LogRow> serial = await table.Scan().AggregateAsync(
            new List<LogRow>(), (ref List<LogRow> rows, LogRowView row) => rows.Add(row.ToItem()));
        serial.OrderBy(row => row.Id, StringComparer.Ordinal).ShouldBe(expected);

        List<LogRow> parallel = await table.ScanAllParallelAsync().AggregateAsync(
            () => new List<LogRow>(), (ref List<LogRow> rows, LogRowView row) => rows.Add(row.ToItem()), (left, right) => [.. left, .. right]);
        parallel.OrderBy(row => row.Id, StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public async Task AnAggregateOfItemsOfAMockIsThatOfTheItems()
    {
        LogRow[] rows = [.. s_rows.Select(LogRow.Create)];
        var scan = new Scan<LogRow, LogRowTable.ConditionTokens>(rows);
        (await scan.SumAsync(row => row.ResponseCode)).ShouldBe(rows.Sum(row => row.ResponseCode));
        (await scan.InParallel().SumAsync(row => row.BytesSent)).ShouldBe(Expected);
        (await new Query<LogRow, LogRowTable.FilterTokens>(rows)
            .AggregateAsync(0, (ref int longest, LogRowView row) => longest = Math.Max(longest, row.UrlUtf8.Length)))
            .ShouldBe(rows.Max(row => row.Url.Length));
    }

    [Fact]
    public async Task ItemsWithoutTheAttributeAddNothing()
        => (await SumOf("""{"bytessent":{"N":"1"}},{},{"bytessent":{"NULL":true}},{"bytessent":{"N":"7"},"bytessent":{"N":"2E0"}}""")).ShouldBe(3);

    [Fact]
    public async Task ASumOfIntsIsWiderThanAnInt()
    {
        string rows = string.Join(',', Enumerable.Repeat($$$"""{"responsecode":{"N":"{{{int.MaxValue}}}"}}""", 3));
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer($$"""{"Items":[{{rows}}],"Count":3,"ScannedCount":3}"""));
        (await new LogRowTable(server.CreateClient()).Scan().InParallel(new() { Segments = 1 }).SumAsync(row => row.ResponseCode))
            .ShouldBe(3L * int.MaxValue);
    }

    [Fact]
    public Task ASumBeyondItsTypeIsRefused()
        => Should.ThrowAsync<OverflowException>(() => SumOf($$$"""{"bytessent":{"N":"{{{long.MaxValue}}}"}},{"bytessent":{"N":"1"}}"""));

    [Fact]
    public async Task ANumberThatDoesNotFitIsRefusedAsInAnItem()
    {
        ItemMappingException error = await Should.ThrowAsync<ItemMappingException>(() => SumOf("""{"PK":{"S":"k"},"bytessent":{"S":"1"}}"""));
        error.AttributeName.ShouldBe("bytessent");
        error.Found.ShouldBe("S");
        error.Key.ShouldBe("PK=k");
    }

    [Fact]
    public async Task TheFirstErrorEndsAParallelAggregate()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("""{"Items":[{"PK":{"S":"k"}}],"Count":1,"ScannedCount":1}"""));
        var table = new LogRowTable(server.CreateClient());
        await Should.ThrowAsync<InvalidTimeZoneException>(() => table.Scan().InParallel().AggregateAsync(
            () => 0, static (ref int _, LogRowView _) => throw new InvalidTimeZoneException(), (left, right) => left + right));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => table.Scan().SumAsync(row => row.BytesSent, stopped.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => table.Scan().Take(1).SumAsync(row => row.BytesSent, stopped.Token));
    }

    private static async Task<long> SumOf(string items)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer($$"""{"Items":[{{items}}],"Count":1,"ScannedCount":1}"""));
        return await new LogRowTable(server.CreateClient()).Scan().InParallel(new() { Segments = 1 }).SumAsync(row => row.BytesSent);
    }

    /// <summary>Answers a scan: each segment has its part of the rows, in pages of five.</summary>
    private static CannedDynamoDb Segments() => new(request =>
    {
        const int PageSize = 5;
        int segment = request.TryGetProperty("Segment", out JsonElement index) ? index.GetInt32() : 0;
        int segments = request.TryGetProperty("TotalSegments", out JsonElement count) ? count.GetInt32() : 1;
        int[] rows = [.. s_rows.Where(row => row % segments == segment)];
        int start = request.TryGetProperty("ExclusiveStartKey", out JsonElement key)
            ? int.Parse(key.GetProperty("PK").GetProperty("S").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        int next = start + PageSize;
        byte[] page = CannedDynamoDb.Page(
            rows.Skip(start).Take(PageSize), next < rows.Length ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return CannedDynamoDb.Answer(page);
    });
}

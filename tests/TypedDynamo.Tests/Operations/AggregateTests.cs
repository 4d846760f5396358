using System.Text.Json;
using TypedDynamo.IntegrationTests.Entities;

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
    public async Task ItemsOfOtherTypesAddNothingAndWhatTellsThemApartIsAskedFor()
    {
        JsonElement sent = default;
        using var server = new CannedDynamoDb(request =>
        {
            sent = request;
            return CannedDynamoDb.Answer("""
                {"Items":[{"Total":{"N":"1.5"},"PK":{"S":"CUSTOMER#c"},"SK":{"S":"ORDER#2026-01-01#o"}},
                {"Total":{"N":"100"},"PK":{"S":"CUSTOMER#c"},"SK":{"S":"PROFILE"}}],"Count":2,"ScannedCount":2}
                """);
        });
        var orders = new ShopOrderTable(server.CreateClient());
        (await orders.Scan().InParallel(new() { Segments = 1 }).SumAsync(order => order.Total)).ShouldBe(1.5m);
        sent.GetProperty("ProjectionExpression").GetString().ShouldBe("#n0, #n1, #n2");
        sent.GetProperty("ExpressionAttributeNames").EnumerateObject().Select(name => name.Value.GetString()).ShouldBe(["Total", "PK", "SK"]);
    }

    [Fact]
    public async Task APartOfAnAttributeAndAnotherTablesAttributeAreRefused()
    {
        using CannedDynamoDb server = Segments();
        var bookings = new BookingTable(server.CreateClient());
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().SumAsync(booking => booking.Lines[0].Price));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().SumAsync(_ => ShopOrderTable.Attributes.Total));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().SumAsync(_ => default(ScalarToken<decimal, NumberType>)));
        server.Requests.ShouldBe(0);
    }

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

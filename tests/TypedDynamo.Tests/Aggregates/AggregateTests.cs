using System.Text.Json;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Tokens;

namespace TypedDynamo.Tests.Aggregates;

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
        var scan = new Scan<LogRow, LogRowTable.ConditionTokens, LogRowTable.ConditionTokens>(rows);
        (await scan.SumAsync(row => row.ResponseCode)).ShouldBe(rows.Sum(row => row.ResponseCode));
        (await scan.InParallel().SumAsync(row => row.BytesSent)).ShouldBe(Expected);
        (await new Query<LogRow, LogRowTable.ConditionTokens, LogRowTable.FilterTokens>(rows)
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LeastAndGreatestValuesMeansAndGroupsAreThoseOfLinq(bool derived)
    {
        using CannedDynamoDb server = Segments();
        var table = new LogRowTable(derived ? server.CreateDerivedClient() : server.CreateClient());
        LogRow[] rows = [.. s_rows.Select(LogRow.Create)];
        foreach (ReadSequence<LogRow, LogRowTable.ConditionTokens> items in new ReadSequence<LogRow, LogRowTable.ConditionTokens>[]
        {
            table.Scan(), table.Scan().Take(1000), table.Scan().InParallel(new() { Segments = 3, Concurrency = 2 }),
            new Scan<LogRow, LogRowTable.ConditionTokens, LogRowTable.ConditionTokens>(rows), new ParallelScan<LogRow, LogRowTable.ConditionTokens>(rows),
        })
        {
            (await items.MinAsync(row => row.BytesSent)).ShouldBe(rows.Min(row => row.BytesSent));
            (await items.MaxAsync(row => row.BytesSent)).ShouldBe(rows.Max(row => row.BytesSent));
            (await items.MinAsync(row => row.Url)).ShouldBe(rows.Select(row => row.Url).Order(StringComparer.Ordinal).First());
            (await items.MaxAsync(row => row.Url)).ShouldBe(rows.Select(row => row.Url).Order(StringComparer.Ordinal).Last());
            (await items.AverageAsync(row => row.HourOfDay)).ShouldBe(rows.Average(row => row.HourOfDay));
            (await items.CountByAsync(row => row.ResponseCode))
                .ShouldBe(rows.GroupBy(row => row.ResponseCode).ToDictionary(code => code.Key, code => code.LongCount()), ignoreOrder: true);
            (await items.CountByAsync(row => row.Url)).ShouldBe(rows.ToDictionary(row => row.Url, _ => 1L), ignoreOrder: true);
            (await items.SumByAsync(row => row.Date, row => row.BytesSent)).ShouldBe(new Dictionary<string, long> { ["2017-07-20"] = Expected });
            (await items.GroupByAsync(
                row => row.HourOfDay,
                () => new List<string>(),
                static (ref List<string> ids, LogRowView row) => ids.Add(row.Id),
                (left, right) => [.. left, .. right]))
                .Select(hour => $"{hour.Key}: {string.Join(' ', hour.Value.Order(StringComparer.Ordinal))}")
                .ShouldBe(
                    rows.GroupBy(row => row.HourOfDay, row => row.Id)
                        .Select(hour => $"{hour.Key}: {string.Join(' ', hour.Order(StringComparer.Ordinal))}"),
                    ignoreOrder: true);
        }
    }

    [Fact]
    public async Task WithoutValuesThereIsNone()
    {
        const string Rows = """{},{"bytessent":{"NULL":true}},{"url":{"NULL":true}}""";
        (await Of(Rows, rows => rows.MinAsync(row => row.BytesSent))).ShouldBeNull();
        (await Of(Rows, rows => rows.MaxAsync(row => row.Url))).ShouldBeNull();
        (await Of(Rows, rows => rows.AverageAsync(row => row.BytesSent))).ShouldBeNull();
        (await Of(Rows, rows => rows.CountByAsync(row => row.Url))).ShouldBeEmpty();
        (await Of(Rows, rows => rows.SumByAsync(row => row.BytesSent, row => row.ResponseCode))).ShouldBeEmpty();
        (await Of("", rows => rows.MinAsync(row => row.Url))).ShouldBeNull();
        (await Of("""{"url":{"S":""}}""", rows => rows.MinAsync(row => row.Url))).ShouldBe("");
    }

    // UTF-16 sorts surrogates before U+FF5E; DynamoDB sorts by UTF-8, and there they come after it.
    [Fact]
    public async Task StringsAreOrderedAsDynamoDbOrdersThem()
    {
        const string Rows = """{"url":{"S":"\uff5e"}},{"url":{"S":"\ud83d\ude00"}},{"url":{"S":"é\n"}},{"url":{"S":"z"}}""";
        (await Of(Rows, rows => rows.MaxAsync(row => row.Url))).ShouldBe("\U0001F600");
        (await Of(Rows, rows => rows.MinAsync(row => row.Url))).ShouldBe("z");
    }

    [Fact]
    public async Task GroupsOfStringsAreToldApartWithTheirEscapes()
        => (await Of(
            """{"url":{"S":"a\/\u00e9"},"bytessent":{"N":"1"}},{"url":{"S":"a/é"},"bytessent":{"N":"2"}},{"url":{"S":""}},{"url":{"S":"a"}}""",
            rows => rows.SumByAsync(row => row.Url, row => row.BytesSent)))
            .ShouldBe(new Dictionary<string, long> { ["a/é"] = 3, [""] = 0, ["a"] = 0 }, ignoreOrder: true);

    [Fact]
    public async Task ManyGroupsOfStringsAreMergedFromTheWorkers()
    {
        string[] urls = [.. Enumerable.Range(0, 1000).Select(url => new string((char)('a' + (url % 26)), url / 26) + url)];
        using var server = new CannedDynamoDb(request =>
        {
            int segment = request.GetProperty("Segment").GetInt32();
            string items = string.Join(',', urls.Where((_, i) => i % 7 != segment).Select(url => $$$"""{"url":{"S":"{{{url}}}"}}"""));
            return CannedDynamoDb.Answer($$"""{"Items":[{{items}}],"Count":1,"ScannedCount":1}""");
        });
        var table = new LogRowTable(server.CreateClient());
        Dictionary<string, long> counts = await table.Scan().InParallel(new() { Segments = 7, Concurrency = 4 }).CountByAsync(row => row.Url);
        counts.ShouldBe(urls.ToDictionary(url => url, _ => 6L), ignoreOrder: true);
    }

    [Fact]
    public async Task OnlyTheSelectedAttributesAreAskedForAndCanBeRead()
    {
        JsonElement sent = default;
        using var server = new CannedDynamoDb(request =>
        {
            sent = request;
            return CannedDynamoDb.Answer("""{"Items":[{"url":{"S":"abc"}},{"bytessent":{"N":"5"},"url":{"S":"d"}}],"Count":2,"ScannedCount":2}""");
        });
        var rows = new LogRowTable(server.CreateClient()).Scan().InParallel(new() { Segments = 1 });
        (await rows.AggregateAsync(
            row => (row.BytesSent, row.Url),
            () => 0L,
            static (ref long sum, LogRowView row) => sum += row.BytesSent + row.UrlUtf8.Length,
            (left, right) => left + right))
            .ShouldBe(9);
        Names().ShouldBe(["bytessent", "url"]);
        (await rows.GroupByAsync(
            row => row.Url, row => row.BytesSent, () => 0L, static (ref long sum, LogRowView row) => sum += row.BytesSent, (left, right) => left + right))
            .ShouldBe(new Dictionary<string, long> { ["abc"] = 0, ["d"] = 5 }, ignoreOrder: true);
        Names().ShouldBe(["url", "bytessent"]);

        InvalidOperationException error = await Should.ThrowAsync<InvalidOperationException>(() => rows.AggregateAsync(
            row => row.Url, () => 0L, static (ref long sum, LogRowView row) => sum += row.BytesSent, (left, right) => left + right));
        error.Message.ShouldContain("'bytessent'");
        await Should.ThrowAsync<InvalidOperationException>(() => rows.AggregateAsync(
            row => row.Url, () => 0L, static (ref long sum, LogRowView row) => sum += row.ToItem().BytesSent, (left, right) => left + right));

        IEnumerable<string?> Names() => sent.GetProperty("ExpressionAttributeNames").EnumerateObject().Select(name => name.Value.GetString());
    }

    [Fact]
    public async Task WhatIsNoAttributeOfTheItemsIsRefused()
    {
        using CannedDynamoDb server = Segments();
        var bookings = new BookingTable(server.CreateClient());
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().MinAsync(booking => booking.Lines[0].Price));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().MaxAsync(booking => booking.Address.City));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().AverageAsync(_ => ShopOrderTable.Attributes.Total));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().CountByAsync(_ => default(ScalarToken<string, StringType>)));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().SumByAsync(booking => booking.State, booking => booking.Lines[0].Price));
        await Should.ThrowAsync<ArgumentException>(() => bookings.ByState.Scan().CountByAsync(_ => BookingTable.Attributes.BookedAt));
        await Should.ThrowAsync<ArgumentException>(() => bookings.Scan().AggregateAsync(_ => 5, 0, static (ref int _, BookingView _) => { }));
        await Should.ThrowAsync<ArgumentException>(
            () => bookings.Scan().AggregateAsync(booking => (booking.State, booking.Address.City), 0, static (ref int _, BookingView _) => { }));
        server.Requests.ShouldBe(0);
    }

    private static async Task<long> SumOf(string items)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer($$"""{"Items":[{{items}}],"Count":1,"ScannedCount":1}"""));
        return await new LogRowTable(server.CreateClient()).Scan().InParallel(new() { Segments = 1 }).SumAsync(row => row.BytesSent);
    }

    private static async Task<TResult> Of<TResult>(string items, Func<ParallelScan<LogRow, LogRowTable.ConditionTokens>, Task<TResult>> aggregateAsync)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer($$"""{"Items":[{{items}}],"Count":1,"ScannedCount":1}"""));
        return await aggregateAsync(new LogRowTable(server.CreateClient()).Scan().InParallel(new() { Segments = 1 }));
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

using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Transport;
using Xunit.Abstractions;

namespace TypedDynamo.Tests.Performance;

/// <summary>The count of allocated bytes is the process's, so nothing may run beside these tests.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTestsCollection;

[Collection(nameof(AllocationTests))]
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Rows = 2000;
    private const int Rounds = 15;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AScanAllocatesItsItemsAndNothingElseForEach(bool parallel)
    {
        double small = await MeasureScanAsync(Rows, parallel);
        double large = await MeasureScanAsync(2 * Rows, parallel);
        double clone = MeasureClone([.. Enumerable.Range(Rows, Rows).Select(LogRow.Create)]) / Rows;
        double perRow = (large - small) / Rows;

        output.WriteLine($"bytes a row: {perRow:F1}, of which the row itself {clone:F1}, beyond it {perRow - clone:F1}");
        (perRow - clone).ShouldBeLessThanOrEqualTo(16);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnAggregateAllocatesNothingForAnItem(bool sum)
    {
        long small = MeasureFold(Rows, sum);
        long large = MeasureFold(2 * Rows, sum);

        output.WriteLine($"bytes a page of {Rows} and of {2 * Rows} items: {small}, {large}");
        large.ShouldBe(small);
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max of strings")]
    [InlineData("average")]
    [InlineData("count by number")]
    [InlineData("count by string")]
    [InlineData("sum by string")]
    public async Task AnAggregateOfAttributesAllocatesNothingForAnItem(string aggregate)
    {
        long small = await MeasureAggregateAsync(Rows, aggregate);
        long large = await MeasureAggregateAsync(3 * Rows, aggregate);

        double perRow = (large - small) / (2.0 * Rows);
        output.WriteLine($"{aggregate}: {perRow:F2} bytes a row");
        perRow.ShouldBeLessThan(1);
    }

    [Fact]
    public async Task ShapesAllocateTheUsersObjectsAndNothingElse()
    {
        double small = await MeasureShapesAsync(Rows);
        double large = await MeasureShapesAsync(2 * Rows);
        double perRow = (large - small) / Rows;
        double objects = MeasureObjects() / Rows;

        output.WriteLine($"bytes a row: {perRow:F1}, of which the row itself {objects:F1}, beyond it {perRow - objects:F1}");
        (perRow - objects).ShouldBeLessThanOrEqualTo(16);
    }

    private static async Task<long> MeasureAggregateAsync(int rows, string aggregate)
    {
        // The same values again and again: a group costs what it holds.
        var page = new FoldedPage(CannedDynamoDb.Page(Enumerable.Range(0, rows).Select(row => 1000 + (row % 100))));
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            await (Task)(aggregate switch
            {
                "min" => page.MinAsync(row => row.BytesSent),
                "max of strings" => page.MaxAsync(row => row.Url),
                "average" => page.AverageAsync(row => row.BytesSent),
                "count by number" => page.CountByAsync(row => row.ResponseCode),
                "count by string" => page.CountByAsync(row => row.Url),
                _ => page.SumByAsync(row => row.Host, row => row.BytesSent),
            });
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>One page, which is read at once.</summary>
    private sealed class FoldedPage(byte[] page) : ReadSequence<LogRow, LogRowTable.ConditionTokens>([])
    {
        internal override Task<TState> FoldAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        {
            var fold = new ItemFold<TState>(aggregate);
            fold.AddPage(page, LogRowTable.Schema.Context, Source.Mapper);
            return Task.FromResult(fold.State);
        }

        internal override IAsyncEnumerable<ItemPage<LogRow>> FetchPagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private static long MeasureFold(int rows, bool sum)
    {
        byte[] page = CannedDynamoDb.Page(Enumerable.Range(0, rows));
        var schema = new ItemSchema("LogRow", "bytessent");
        var aggregate = sum
            ? new Aggregate<long>(schema, () => 0, static (ref long state, in ItemView item) =>
            {
                if (item.TryRead(0, out ItemReader reader) && !reader.ReadNull())
                {
                    state += reader.ReadInt64();
                }
            })
            : new Aggregate<long>(LogRowTable.Schema, () => 0, static (ref long state, in ItemView item) =>
            {
                var row = new LogRowView(item);
                state += row.BytesSent + row.ResponseCode + row.UrlUtf8.Length + row.HourOfDay;
            });
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            var fold = new ItemFold<long>(aggregate);
            long before = GC.GetAllocatedBytesForCurrentThread();
            fold.AddPage(page, LogRowTable.Schema.Context, LogRowTable.Mapper.Instance);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            fold.Count.ShouldBe(rows);
        }

        return least;
    }

    /// <remarks>It also tells whether the pipeline's shortcuts are taken, on whose absence a call costs what the stock client's does.</remarks>
    [Fact]
    public async Task AGetAllocatesLessThanHalfOfWhatTheStockClientsDoes()
    {
        const string Row = """{"Item":{"PK":{"S":"request#1"},"host":{"S":"h"},"date":{"S":"d"},"url":{"S":"u"},"useragent":{"S":"a"}}}""";
        using var server = new CannedDynamoDb(_ => throw new InvalidOperationException("The factory's clients answer."));
        using AmazonDynamoDBClient client = server.CreateClient(config => config.HttpClientFactory = new ConstantFactory(Encoding.UTF8.GetBytes(Row)));
        var table = new LogRowTable(client);

        double stock = await MeasureCallAsync(() => client.GetItemAsync(
            new GetItemRequest { TableName = table.TableName, Key = new() { ["PK"] = new AttributeValue("request#1") } }));
        double ours = await MeasureCallAsync(() => table.GetAsync("request#1"));

        output.WriteLine($"bytes a call: {ours:F0} of the stock client's {stock:F0}, {ours / stock:P0}");
        ours.ShouldBeLessThan(stock / 2);
    }

    private static async Task<double> MeasureCallAsync(Func<Task> callAsync)
    {
        const int Calls = 20;
        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int call = 0; call < Calls; call++)
            {
                await callAsync();
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)measured.Min() / Calls;
    }

    private static async Task<double> MeasureShapesAsync(int rows)
    {
        const string Row = """
            {"Id":{"S":"000000"},"Numbers":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]},
            "Parts":{"L":[{"M":{"Name":{"S":"aa"},"Point":{"M":{"X":{"N":"1"},"Y":{"N":"2"}}}}},{"M":{"Name":{"S":"bb"}}}]},
            "Counts":{"M":{"kk":{"N":"5"}}},"Set":{"NS":["1","2"]}}
            """;
        string items = string.Join(',', Enumerable.Repeat(Row, rows));
        byte[] page = Encoding.UTF8.GetBytes($$"""{"Items":[{{items}}],"Count":{{rows}},"ScannedCount":{{rows}}}""");
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(page));
        var table = new ShapeRowTable(server.CreateClient());
        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            int count = 0;
            await foreach (ShapeRow _ in table.ScanAllAsync())
            {
                count++;
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            count.ShouldBe(rows);
        }

        return measured.Min();
    }

    private static double MeasureObjects()
    {
        var rows = new ShapeRow[Rows];
        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = new ShapeRow
                {
                    Id = new string('0', 6),
                    Numbers = [1, 2, 3],
                    Parts = [],
                    Counts = [],
                    Set = [],
                };
                rows[i].Parts.Add(new ShapePart { Name = new string('a', 2) });
                rows[i].Parts.Add(new ShapePart { Name = new string('b', 2) });
                rows[i].Counts[new string('k', 2)] = 5;
                rows[i].Set.Add(1);
                rows[i].Set.Add(2);
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return measured.Min();
    }

    private static async Task<double> MeasureScanAsync(int rows, bool parallel)
    {
        byte[] page = CannedDynamoDb.Page(Enumerable.Range(0, rows));
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(page));
        var table = new LogRowTable(server.CreateClient());
        ItemSequence<LogRow> scan = parallel ? table.ScanAllParallelAsync(new() { Segments = 1 }) : table.ScanAllAsync();

        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            int count = 0;
            await foreach (LogRow _ in scan)
            {
                count++;
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            count.ShouldBe(rows);
        }

        // The least: whatever the runtime allocates meanwhile for itself only adds.
        return measured.Min();
    }

    private static double MeasureClone(LogRow[] rows)
    {
        var clones = new LogRow[rows.Length];
        var measured = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < rows.Length; i++)
            {
                LogRow row = rows[i];
                clones[i] = row with
                {
                    Id = new string(row.Id.AsSpan()),
                    Host = new string(row.Host.AsSpan()),
                    Date = new string(row.Date.AsSpan()),
                    Url = new string(row.Url.AsSpan()),
                    UserAgent = new string(row.UserAgent.AsSpan()),
                };
            }

            measured.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return measured.Min();
    }

    /// <summary>Answers every request with the same bytes, and allocates little else.</summary>
    private sealed class ConstantFactory(byte[] body) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(body));

        private sealed class Handler(byte[] body) : HttpMessageHandler
        {
            private readonly string _crc32 = Crc32.Compute(body).ToString(CultureInfo.InvariantCulture);

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
                response.Headers.TryAddWithoutValidation("x-amz-crc32", _crc32);
                return Task.FromResult(response);
            }
        }
    }
}

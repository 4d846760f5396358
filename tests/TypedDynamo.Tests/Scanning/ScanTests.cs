using System.Text.Json;

namespace TypedDynamo.Tests.Scanning;

public sealed class ScanTests
{
    [Fact]
    public async Task OnePageIsFetchedAheadAndNoMore()
    {
        using var server = new CannedDynamoDb(Pages);
        await using IAsyncEnumerator<LogRow> items = new LogRowTable(server.CreateClient()).ScanAllAsync().GetAsyncEnumerator();
        server.Requests.ShouldBe(0);

        (await items.MoveNextAsync()).ShouldBeTrue();
        await Task.Delay(50);
        server.Requests.ShouldBe(2);

        for (int i = 0; i < 3; i++)
        {
            (await items.MoveNextAsync()).ShouldBeTrue();
        }

        await Task.Delay(50);
        server.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task ItemsComeInDynamoDbsOrderToTheEnd()
    {
        using var server = new CannedDynamoDb(Pages);
        var ids = new List<string>();
        await foreach (LogRow row in new LogRowTable(server.CreateClient()).ScanAllAsync())
        {
            ids.Add(row.Id);
        }

        ids.ShouldBe(Enumerable.Range(0, 15).Select(number => LogRow.Create(number).Id));
        server.Requests.ShouldBe(5);
    }

    [Fact]
    public async Task LeavingEndsTheRequestForTheNextPage()
    {
        var asked = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        using var server = new CannedDynamoDb(async (request, cancellationToken) =>
        {
            if (request.TryGetProperty("ExclusiveStartKey", out _))
            {
                asked.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    cancelled.SetResult();
                    throw;
                }
            }

            return Pages(request);
        });

        await foreach (LogRow _ in new LogRowTable(server.CreateClient()).ScanAllAsync())
        {
            await asked.Task.WaitAsync(TimeSpan.FromSeconds(5));
            break;
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ALastEvaluatedKeyGoesBackAsItCame()
    {
        const string Key = """{"PK":{"S":"a\"\\\u0001é😀"},"n":{"N":"1.0"}}""";
        var startKeys = new List<string?>();
        using var server = new CannedDynamoDb(request =>
        {
            startKeys.Add(request.TryGetProperty("ExclusiveStartKey", out JsonElement key) ? key.GetRawText() : null);
            return CannedDynamoDb.Answer(startKeys.Count == 1 ? $$"""{"LastEvaluatedKey" : {{Key}} , "Items":[]}""" : """{"Items":[]}""");
        });

        await foreach (LogRow _ in new LogRowTable(server.CreateClient()).ScanAllAsync())
        {
        }

        startKeys.ShouldBe([null, Key]);
    }

    private static HttpResponseMessage Pages(JsonElement request)
    {
        int page = request.TryGetProperty("ExclusiveStartKey", out JsonElement key)
            ? int.Parse(key.GetProperty("PK").GetProperty("S").GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        return CannedDynamoDb.Answer(CannedDynamoDb.Page(
            Enumerable.Range(page * 3, 3), page < 4 ? FormattableString.Invariant($"{page + 1}") : null));
    }
}

using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.AotSmoke;

/// <summary>What the entities' own round trips leave out: queries, indexes, pages and deletes.</summary>
internal static class Operations
{
    public static async Task CheckAsync(IAmazonDynamoDB client)
    {
        var matches = new MatchTable(client, new DynamoTableOptions { TableNamePrefix = "operations-" });
        await matches.CreateTableAsync();
        var result = await matches.PutManyAsync(Enumerable.Range(0, 60).Select(number => new Match
        {
            League = "a", Number = number, Cup = "c", Odds = number, Viewers = number, Bracket = "b", PlayedAt = DateTimeOffset.UnixEpoch,
        }));
        Expect(60, result.Written);

        Expect(10, await CountAsync(matches.Query("a", k => k.Between(10, 19))));
        Expect(5, await CountAsync(matches.ByOutcome.Query(Outcome.Open, k => k >= 55m)));
        Expect(60, await CountAsync(matches.ByRound.Query("c", 0, k => k.Round.Is(0).PlayedAt.Is(DateTimeOffset.UnixEpoch))));
        Expect(60, await CountAsync(matches.ByViewers.ScanAllAsync()));

        Page<Match> page = await matches.Query("a").PageSize(40).ToPageAsync();
        Page<Match> next = await matches.Query("a").PageSize(40).ToPageAsync(page.ContinuationToken);
        Expect(20, next.Items.Count);

        await matches.DeleteAsync("a", 7);
        Expect(null, await matches.GetAsync("a", 7));
        Expect(59, await CountAsync(matches.ScanAllParallelAsync(new() { Segments = 4, Concurrency = 2 })));
        await CheckExpressionsAsync(client);
    }

    private static async Task CheckExpressionsAsync(IAmazonDynamoDB client)
    {
        var orders = new OrderTable(client, new DynamoTableOptions { TableNamePrefix = "operations-" });
        await orders.CreateTableAsync();
        DateTimeOffset placedAt = DateTimeOffset.UnixEpoch;
        await orders.PutAsync(new Order { CustomerId = "c", PlacedAt = placedAt, Lines = 1 }, o => o.NotExists());
        Expect(false, (await orders.TryPutAsync(new Order { CustomerId = "c", PlacedAt = placedAt, Lines = 2 }, o => o.NotExists())).Succeeded);

        Order? updated = await orders.UpdateAsync(
            "c", placedAt, o => { o.Total += 5; o.Note = o.Note.IfNotExists("none"); }, o => o.Lines == 1 && o.Status == OrderStatus.Open, Returning.New);
        Expect(6.5m, updated?.Total);
        Expect(1, await CountAsync(orders.Query("c").Where(o => o.Note.BeginsWith("no") && o.Total.In(1m, 6.5m)).Select<OrderTotal>()));
        Expect(1L, await orders.Scan().Where(5, static (o, least) => o.Total > least).CountAsync());
        Expect(6.5m, (await orders.Select<OrderTotal>().GetAsync(new OrderKey("c", placedAt)))?.Total);
    }

    private static async Task<int> CountAsync<T>(ItemSequence<T> items)
    {
        int count = 0;
        await foreach (T _ in items.AsAsyncEnumerable())
        {
            count++;
        }

        return count;
    }

    private static void Expect<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"There are {actual} where there should be {expected}.");
        }
    }
}

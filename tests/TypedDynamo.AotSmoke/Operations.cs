using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.AotSmoke;

/// <summary>What the entities' own round trips leave out, each kind of operation on tables of its own.</summary>
internal static class Operations
{
    public static IReadOnlyList<(string Name, Func<IAmazonDynamoDB, Task> CheckAsync)> All { get; } =
    [
        ("queries", CheckQueriesAsync),
        ("expressions", CheckExpressionsAsync),
        ("batches", CheckBatchesAsync),
        ("transactions", CheckTransactionsAsync),
        ("items without a class", CheckRawAsync),
        ("PartiQL", CheckPartiQLAsync),
        ("tables and services", CheckTablesAsync),
        ("lean transport", CheckLeanAsync),
    ];

    private static async Task CheckQueriesAsync(IAmazonDynamoDB client)
    {
        var matches = new MatchTable(client, new DynamoTableOptions { TableNamePrefix = "queries-" });
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
        Expect(1763L, await matches.Scan().SumAsync(m => m.Number));
        Expect(59, await matches.Scan().MaxAsync(m => m.Number));
        Expect(1763d / 59, await matches.Scan().AverageAsync(m => m.Number));
        Expect(1, (await matches.Scan().CountByAsync(m => m.Bracket)).Count);
        Expect(1763, await matches.Scan().AggregateAsync(m => (m.Number, m.Bracket), 0, static (ref int sum, MatchView match) => sum += match.Number));
        Expect(1763, await matches.Query("a").AggregateAsync(0, static (ref int sum, MatchView match) => sum += match.BracketUtf8.Length * match.Number));
    }

    private static async Task CheckExpressionsAsync(IAmazonDynamoDB client)
    {
        OrderTable orders = await CreateOrdersAsync(client, "expressions-");
        DateTimeOffset placedAt = DateTimeOffset.UnixEpoch;
        await orders.PutAsync(new Order { CustomerId = "c", PlacedAt = placedAt, Lines = 1 }, o => o.NotExists());
        Expect(false, (await orders.TryPutAsync(new Order { CustomerId = "c", PlacedAt = placedAt, Lines = 2 }, o => o.NotExists())).Succeeded);

        Order? updated = await orders.UpdateAsync(
            "c", placedAt, o => { o.Total += 5; o.Note = o.Note.IfNotExists("none"); }, o => o.Lines == 1 && o.Status == OrderStatus.Open, Returning.New);
        Expect(6.5m, updated?.Total);
        Expect(1, await CountAsync(orders.Query("c").Where(o => o.Note.BeginsWith("no") && o.Total.In(1m, 6.5m)).Select<OrderTotal>()));
        Expect(1L, await orders.Scan().Where(o => o.Total > 5).CountAsync());
        Expect(6.5m, (await orders.Select<OrderTotal>().GetAsync(new OrderKey("c", placedAt)))?.Total);
    }

    private static async Task CheckBatchesAsync(IAmazonDynamoDB client)
    {
        OrderTable orders = await CreateOrdersAsync(client, "batches-");
        OrderTable others = await CreateOrdersAsync(client, "batches-of-others-");
        Order[] some = [.. Enumerable.Range(0, 120).Select(Sample)];
        Expect(120L, (await orders.PutManyAsync(some)).Written);
        Expect(some[7], (await orders.GetManyAsync(some.Select(OrderTable.KeyOf)).ToDictionaryAsync())[OrderTable.KeyOf(some[7])]);
        Expect(120, await CountAsync(orders.GetManyAsync(some.Select(OrderTable.KeyOf))));
        Expect(120, await CountAsync(orders.Select<OrderTotal>().GetManyAsync(some.Select(OrderTable.KeyOf))));
        Expect(50L, (await orders.DeleteManyAsync(some[..50].Select(OrderTable.KeyOf))).Written);

        BatchResult<BatchWriteEntry> written = await client.BatchWriteAsync(b =>
        {
            b.Put(others, some[0]);
            b.Delete(orders, OrderTable.KeyOf(some[60]));
        });
        Expect(2L, written.Written);
        BatchGetResult read = await client.BatchGetAsync(
        [
            others.Read(OrderTable.KeyOf(some[0])),
            orders.Read(OrderTable.KeyOf(some[60])),
            orders.Read(OrderTable.KeyOf(some[70])),
        ]);
        Expect(2, read.Count);
        Expect(some[0], read.ItemsOf(others).Values.Single());
        Expect(some[70], read.ItemsOf(orders)[OrderTable.KeyOf(some[70])]);
    }

    private static async Task CheckTransactionsAsync(IAmazonDynamoDB client)
    {
        OrderTable orders = await CreateOrdersAsync(client, "transactions-");
        var drafts = new DraftTable(client, new DynamoTableOptions { TableNamePrefix = "transactions-" });
        await drafts.CreateTableAsync();
        await orders.PutAsync(Sample(0));
        await orders.PutAsync(Sample(1));
        await orders.PutAsync(Sample(2));

        await client.TransactWriteAsync(t =>
        {
            t.Put(drafts, new Draft { Id = "d" });
            t.Update(orders, OrderTable.KeyOf(Sample(0)), o => o.Total += 5, o => o.Lines == 0);
            t.Delete(orders, OrderTable.KeyOf(Sample(1)));
            t.Check(orders, OrderTable.KeyOf(Sample(2)), o => o.Exists());
        });
        (Order? order, Draft? draft, OrderTotal? total) = await client.TransactGetAsync(
            orders.Read(OrderTable.KeyOf(Sample(0))), drafts.Read("d"), orders.Select<OrderTotal>().Read(OrderTable.KeyOf(Sample(2))));
        Expect(5m, order?.Total);
        Expect(1L, draft?.Version);
        Expect(2m, total?.Total);

        try
        {
            await client.TransactWriteAsync(t => t.Put(orders, Sample(2), o => o.NotExists()));
            throw new InvalidOperationException("The transaction should have failed.");
        }
        catch (TransactionFailedException error)
        {
            Expect(Sample(2), error.Failures.Single().Item<Order>());
        }
    }

    private static async Task CheckRawAsync(IAmazonDynamoDB client)
    {
        OrderTable orders = await CreateOrdersAsync(client, "raw-");
        await orders.PutManyAsync(Enumerable.Range(0, 5).Select(Sample));
        RawTable raw = await RawTable.OpenAsync(client, orders.TableName);
        RawItem key = RawItem.Of(("CustomerId", "raw"), ("PlacedAt", "x"));

        await raw.PutAsync(key.With("Price", 1.5m), $"attribute_not_exists(CustomerId)");
        RawItem? updated = await raw.UpdateAsync(key, $"SET Price = Price + {5}", returning: Returning.New);
        Expect(6.5m, updated?["Price"].GetDecimal());
        Expect(updated, await raw.GetAsync(key, consistent: true));
        Expect(3, await CountAsync(raw.Query($"CustomerId = {"c"}").Where($"{new AttributeName("Total")} > {1}").Select("Total")));
        Expect(6, await CountAsync(raw.ScanAllParallelAsync(new() { Segments = 2, Concurrency = 2 })));
        Expect(1, await CountAsync(raw.GetManyAsync([key])));
        await raw.DeleteAsync(key);
        Expect(null, await raw.GetAsync(key));
    }

    private static async Task CheckPartiQLAsync(IAmazonDynamoDB client)
    {
        OrderTable orders = await CreateOrdersAsync(client, "partiql-");
        await orders.PutManyAsync(Enumerable.Range(0, 5).Select(Sample));
        await client.PartiQL($"INSERT INTO {orders} VALUE {{'CustomerId': {"p"}, 'PlacedAt': {DateTimeOffset.UnixEpoch}, 'Lines': {1}, 'Total': {9.5m}}}")
            .ExecuteAsync();
        Expect(9.5m, (await orders.PartiQL($"SELECT * FROM {orders} WHERE CustomerId = {"p"}").ToListAsync()).Single().Total);
        Expect(3, await CountAsync(orders.PartiQL<OrderTotal>($"SELECT CustomerId, Total FROM {orders} WHERE CustomerId = {"c"} AND Total > {1}")));
        IReadOnlyList<PartiQLResult> results = await client.BatchPartiQLAsync(
        [
            $"SELECT * FROM {orders} WHERE CustomerId = {"p"} AND PlacedAt = {DateTimeOffset.UnixEpoch}",
        ]);
        Expect(9.5m, results.Single().Item?["Total"].GetDecimal());
    }

    private static async Task CheckTablesAsync(IAmazonDynamoDB client)
    {
        var services = new ServiceCollection();
        services.AddSingleton(client);
        services.AddTypedDynamo(options => options.TableNamePrefix = "services-").AddTable<MatchTable>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        MatchTable matches = provider.GetRequiredService<MatchTable>();
        Expect("services-matches", matches.TableName);

        Expect(SchemaDifferenceKind.TableMissing, (await matches.CompareSchemaAsync()).Single().Kind);
        await matches.EnsureCreatedAsync();
        Expect(true, (await matches.CompareSchemaAsync()).IsEmpty);
        Expect(true, MatchTable.Schema.ToCloudFormation().Contains("AWS::DynamoDB::Table", StringComparison.Ordinal));

        using var meter = CapacityMeter.Start();
        await matches.GetAsync("a", 1);
        Expect(new CapacityUnits(0.5, 0), meter.Total);
        await matches.DeleteTableAsync();
    }

    private static async Task CheckLeanAsync(IAmazonDynamoDB client)
    {
        await CreateOrdersAsync(client, "lean-");
        var options = new DynamoTableOptions { TableNamePrefix = "lean-", UseLeanTransport = true };
        if (client.GetType() != typeof(AmazonDynamoDBClient))
        {
            try
            {
                _ = new OrderTable(client, options);
            }
            catch (ArgumentException)
            {
                return;
            }

            throw new InvalidOperationException("The client should have been refused.");
        }

        var lean = new OrderTable(client, options);
        Expect(30L, (await lean.PutManyAsync(Enumerable.Range(0, 30).Select(Sample))).Written);
        Expect(Sample(7), await lean.GetAsync(OrderTable.KeyOf(Sample(7))));
        Expect(30, await CountAsync(lean.Query("c")));
        await lean.DeleteTableAsync();

        // An error has the SDK's type, and retries are Polly's.
        using var refused = new AmazonDynamoDBClient(
            new Amazon.Runtime.BasicAWSCredentials("a", "b"),
            new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "r", MaxErrorRetry = 1 });
        Expect(true, await ErrorOfAsync(lean) is Amazon.DynamoDBv2.Model.ResourceNotFoundException);
        Expect(true, await ErrorOfAsync(new OrderTable(refused, options)) is HttpRequestException);

        static async Task<Exception?> ErrorOfAsync(OrderTable table)
        {
            try
            {
                await table.GetAsync(OrderTable.KeyOf(Sample(7)));
                return null;
            }
            catch (Exception error)
            {
                return error;
            }
        }
    }

    private static async Task<OrderTable> CreateOrdersAsync(IAmazonDynamoDB client, string prefix)
    {
        var orders = new OrderTable(client, new DynamoTableOptions { TableNamePrefix = prefix });
        await orders.CreateTableAsync();
        return orders;
    }

    private static Order Sample(int number)
        => new() { CustomerId = "c", PlacedAt = DateTimeOffset.UnixEpoch.AddDays(number), Lines = number, Total = number };

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

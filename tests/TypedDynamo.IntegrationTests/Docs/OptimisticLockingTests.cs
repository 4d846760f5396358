using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Docs.OptimisticLocking;
using TypedDynamo.IntegrationTests.Engine;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>What <c>docs/recipes/optimistic-locking.md</c> shows, and what its text and table say.</summary>
public sealed class OptimisticLockingTests(EngineFixture fixture) : IAsyncLifetime, IDisposable, IClassFixture<EngineFixture>
{
    private static readonly DateTimeOffset s_placedAt = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();

    private OrderTable Orders => new(_client);

    public Task InitializeAsync() => Orders.CreateTableAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task PutsAndDeletesCheckTheVersion() => (await OptimisticLockingExample.PutAsync(_client, s_placedAt)).ShouldBeTrue();

    [Fact]
    public async Task ATriedPutTellsWhatStoodInTheWay()
    {
        Order his = await Orders.PutAsync(new Order("c-42", s_placedAt));

        (await OptimisticLockingExample.TryAsync(Orders, his)).ShouldBe("stored as version 2");
        (await OptimisticLockingExample.TryAsync(Orders, his)).ShouldBe("somebody has made it open");
        await Orders.DeleteAsync("c-42", s_placedAt);
        (await OptimisticLockingExample.TryAsync(Orders, his)).ShouldBe("somebody has made it disappear");
    }

    [Fact]
    public async Task TheLoopChangesWhatIsThere()
    {
        await Orders.PutAsync(new Order("c-42", s_placedAt) { Note = "was" });

        await OptimisticLockingExample.LoopAsync(Orders, s_placedAt);

        (await Orders.GetAsync("c-42", s_placedAt)).ShouldNotBeNull().Note.ShouldBe("was checked");
    }

    [Fact]
    public async Task UpdatesCountTheVersionUpAndCheckOneThatIsExpected()
    {
        Order order = await Orders.PutAsync(new Order("c-42", s_placedAt));
        await Orders.PutAsync(order);

        // The first of the two updates makes it version 3.
        await OptimisticLockingExample.UpdateAsync(Orders, s_placedAt);

        Order updated = (await Orders.GetAsync("c-42", s_placedAt)).ShouldNotBeNull();
        updated.ShouldBe(new Order("c-42", s_placedAt) { Status = "sent", Views = 1, Version = 4 });
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => OptimisticLockingExample.UpdateAsync(Orders, s_placedAt));
        await Orders.UpsertAsync("c-42", s_placedAt, o => o.Note = "x");
        (await Orders.GetAsync("c-42", s_placedAt)).ShouldNotBeNull().Version.ShouldBe(6);
    }

    [Fact]
    public async Task BatchesOverwriteOnlyWhereTheyAreToldTo()
    {
        Order stored = await Orders.PutAsync(new Order("c-42", s_placedAt));
        Order[] items = [new("c-42", s_placedAt) { Version = 7 }, new("c-43", s_placedAt)];

        await Should.ThrowAsync<InvalidOperationException>(() => Orders.PutManyAsync(items));
        (await OptimisticLockingExample.ImportAsync(Orders, items)).Written.ShouldBe(2);

        (await Orders.GetAsync("c-42", s_placedAt)).ShouldNotBeNull().Version.ShouldBe(8);
        (await Orders.GetAsync("c-43", s_placedAt)).ShouldNotBeNull().Version.ShouldBe(1);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Orders.PutAsync(stored));
    }

    [Fact]
    public async Task AWriteThatWasSentTwiceIsTakenForStored()
    {
        Order order = await Orders.PutAsync(new Order("c-42", s_placedAt));

        (await OptimisticLockingExample.PutAgainAsync(Orders, order)).ShouldBeTrue();

        // What a second attempt meets: its own first one.
        (await OptimisticLockingExample.PutAgainAsync(Orders, order)).ShouldBeTrue();
        await Orders.UpdateAsync("c-42", s_placedAt, o => o.Status = "paid");
        (await OptimisticLockingExample.PutAgainAsync(Orders, order)).ShouldBeFalse();
    }

    [Fact]
    public async Task ItemsFromBeforeTheVersionAreTakenIn()
    {
        await _client.PutItemAsync("orders", new()
        {
            ["CustomerId"] = new("c-42"),
            ["PlacedAt"] = new("2026-11-20T12:00:00.0000000Z"),
        });

        Order order = (await Orders.GetAsync("c-42", s_placedAt)).ShouldNotBeNull();

        order.Version.ShouldBe(0);
        (await Orders.PutAsync(order)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task AVersionThatCannotBeCountedUpIsRefused()
        => await Should.ThrowAsync<ItemMappingException>(() => Orders.PutAsync(new Order("c-42", s_placedAt) { Version = long.MaxValue }));
}

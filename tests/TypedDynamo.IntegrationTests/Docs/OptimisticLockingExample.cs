using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Docs.OptimisticLocking;

#region docs/recipes/optimistic-locking.md: the item
[DynamoTable("orders")]
public sealed record Order([PartitionKey] string CustomerId, [SortKey] DateTimeOffset PlacedAt)
{
    public string Status { get; init; } = "open";
    public int Views { get; init; }
    public string? Note { get; init; }
    [Version] public long Version { get; init; }
}
#endregion

public static class OptimisticLockingExample
{
    public static async Task<bool> PutAsync(AmazonDynamoDBClient client, DateTimeOffset placedAt)
    {
        #region docs/recipes/optimistic-locking.md: put and delete
        var orders = new OrderTable(client);
        Order order = await orders.PutAsync(new Order("c-42", placedAt));             // not stored so far: its version is now 1

        Order hers = (await orders.GetAsync("c-42", placedAt))!;
        Order his = (await orders.GetAsync("c-42", placedAt))!;

        hers = await orders.PutAsync(hers with { Status = "paid" });                  // version 2
        try
        {
            await orders.PutAsync(his with { Note = "call before delivery" });        // he has read version 1
        }
        catch (ConditionalCheckFailedException)
        {
            his = (await orders.GetAsync("c-42", placedAt, consistent: true))!;       // paid, version 2
        }

        await orders.DeleteAsync(his);
        #endregion

        return await orders.GetAsync("c-42", placedAt) is null;
    }

    public static async Task<string> TryAsync(OrderTable orders, Order his)
    {
        #region docs/recipes/optimistic-locking.md: what stood in the way
        WriteResult<Order> result = await orders.TryPutAsync(his);
        string outcome = result.Succeeded
            ? $"stored as version {result.New!.Version}"
            : $"somebody has made it {result.Old?.Status ?? "disappear"}";
        #endregion

        return outcome;
    }

    public static async Task LoopAsync(OrderTable orders, DateTimeOffset placedAt)
    {
        #region docs/recipes/optimistic-locking.md: the loop
        Order? current = await orders.GetAsync("c-42", placedAt);
        for (int attempt = 1; current is not null; attempt++)
        {
            WriteResult<Order> written = await orders.TryPutAsync(current with { Note = $"{current.Note} checked" });
            if (written.Succeeded)
            {
                break;
            }

            if (attempt == 10)
            {
                throw new InvalidOperationException("The order is never left alone.");
            }

            current = written.Old;                                                    // null: somebody has deleted it
        }
        #endregion
    }

    public static async Task UpdateAsync(OrderTable orders, DateTimeOffset placedAt)
    {
        #region docs/recipes/optimistic-locking.md: updates
        await orders.UpdateAsync("c-42", placedAt, o => o.Views += 1);                                      // whatever the version is
        await orders.UpdateAsync("c-42", placedAt, o => o.Status = "sent", expectedVersion: 3);             // only if it is 3
        #endregion
    }

    public static async Task<BatchResult<Order>> ImportAsync(OrderTable orders, IEnumerable<Order> items)
    {
        #region docs/recipes/optimistic-locking.md: batches
        BatchResult<Order> imported = await orders.PutManyAsync(items, new BatchWriteOptions { IgnoreVersions = true });
        #endregion

        return imported;
    }

    public static async Task<bool> PutAgainAsync(OrderTable orders, Order order)
    {
        #region docs/recipes/optimistic-locking.md: a conflict with oneself
        Order sent = order with { Note = "leave at the door" };
        WriteResult<Order> answer = await orders.TryPutAsync(sent);
        bool isStored = answer.Succeeded || answer.Old == sent with { Version = sent.Version + 1 };
        #endregion

        return isStored;
    }
}

using System.Collections.Concurrent;
using Amazon.DynamoDBv2;

namespace TypedDynamo.IntegrationTests.Docs.Checkpoints;

[DynamoTable("telegrams")]
public sealed record Telegram([PartitionKey] string Id, int Words);

public static class CheckpointsExample
{
    public static async Task ResumeAsync(TelegramTable telegrams, string file, Func<Telegram, bool> handle)
    {
        #region docs/checkpoints.md: by hand
        ScanCheckpoint? last = File.Exists(file) ? ScanCheckpoint.Parse(await File.ReadAllTextAsync(file)) : null;
        var scan = telegrams.ScanAllParallelAsync(new() { ResumeFrom = last });
        await foreach (Telegram telegram in scan)
        {
            if (!handle(telegram))
            {
                break;
            }
        }

        ScanCheckpoint checkpoint = scan.GetCheckpoint();
        if (checkpoint.IsComplete)
        {
            File.Delete(file);                             // else the next run would find nothing to do
        }
        else
        {
            await File.WriteAllTextAsync(file, checkpoint.ToJson());
        }
        #endregion
    }

    public static async Task<int> StoreAsync(AmazonDynamoDBClient client, TelegramTable telegrams)
    {
        int handled = 0;

        #region docs/checkpoints.md: in a store
        var store = new DynamoDbCheckpointStore(client, "scan-checkpoints");
        await store.Table.EnsureCreatedAsync();

        var scan = telegrams.ScanAllParallelAsync(new()
        {
            CheckpointStore = store,
            CheckpointName = "count-telegrams",
            CheckpointInterval = TimeSpan.FromSeconds(5),
        });
        await scan.ForEachAsync(HandleAsync, new() { Consumers = 8 });
        #endregion

        return handled;

        ValueTask HandleAsync(Telegram telegram, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref handled);
            return ValueTask.CompletedTask;
        }
    }

    public static async Task<int> WorkAsync(TelegramTable telegrams, ICheckpointStore store)
    {
        var handled = new ConcurrentBag<string>();

        #region docs/checkpoints.md: as a worker
        var share = telegrams.ScanAllParallelAsync(new()
        {
            Worker = ScanWorker.TryFromEnvironment(),      // null where no job has an index: this process scans all
            CheckpointStore = store,
            CheckpointName = "count-telegrams",           // to which each of several workers adds its number
        });
        await foreach (Telegram telegram in share)
        {
            handled.Add(telegram.Id);
        }
        #endregion

        return handled.Count;
    }
}

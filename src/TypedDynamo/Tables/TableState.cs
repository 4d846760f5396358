using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Observability;
using TypedDynamo.Operations;

namespace TypedDynamo.Tables;

/// <summary>
/// Looks at live tables, and waits until they reach a state. Table operations use the client's ordinary calls: they are rare, and have
/// nothing to encode.
/// </summary>
internal static class TableState
{
    private static readonly TimeSpan s_firstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromSeconds(5);

    /// <summary>Describes the table; null if there is none.</summary>
    public static async Task<TableDescription?> FindAsync(TableConnection table, CancellationToken cancellationToken)
    {
        try
        {
            return await DescribeAsync(table, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Describes the table, which must exist.</summary>
    /// <exception cref="ResourceNotFoundException">There is no table of that name.</exception>
    public static async Task<TableDescription> DescribeAsync(TableConnection table, CancellationToken cancellationToken)
    {
        DescribeTableResponse response = await table.Client
            .DescribeTableAsync(new DescribeTableRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
        return response.Table;
    }

    /// <summary>Describes the table until it reaches a state. A state that waiting does not change is an error.</summary>
    /// <exception cref="TableStatusException">The table is archived, or without its encryption key.</exception>
    public static async Task<TableDescription?> WaitAsync(
        TableConnection table, Func<TableDescription?, bool> isReached, IProgress<TableDescription>? progress, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_firstPoll; ; wait = NextPoll(wait))
        {
            TableDescription? live = await FindAsync(table, cancellationToken).ConfigureAwait(false);
            if (live is not null)
            {
                progress?.Report(live);
            }

            ThrowIfStuck(table, live);
            if (isReached(live))
            {
                return live;
            }

            Log.TableIsAwaited(table.Service.Logger, table.Name, live?.TableStatus?.Value ?? "absent", (long)wait.TotalMilliseconds);
            await Task.Delay(wait, table.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until no change of the table is in progress, so that it accepts another one.</summary>
    /// <exception cref="ResourceNotFoundException">There is no table of that name, or it was being deleted and is gone.</exception>
    public static async Task<TableDescription> WaitUntilSettledAsync(TableConnection table, CancellationToken cancellationToken)
        => await WaitAsync(table, live => live is null || IsSettled(live), null, cancellationToken).ConfigureAwait(false)
            ?? await DescribeAsync(table, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until the table exists and no change of it is in progress. DescribeTable may not see a new table at first.</summary>
    public static async Task<TableDescription> WaitUntilActiveAsync(TableConnection table, CancellationToken cancellationToken)
        => (await WaitAsync(table, live => live is not null && IsSettled(live), null, cancellationToken).ConfigureAwait(false))!;

    /// <summary>Returns whether the table and all its indexes are active. While an index is filled, its table may already be active.</summary>
    public static bool IsSettled(TableDescription live)
        => live.TableStatus == TableStatus.ACTIVE
            && (live.GlobalSecondaryIndexes is not { } indexes || indexes.TrueForAll(index => index.IndexStatus == IndexStatus.ACTIVE));

    public static Task DelayAsync(TableConnection table, int attempt, CancellationToken cancellationToken)
    {
        TimeSpan wait = s_firstPoll;
        for (int i = 1; i < attempt; i++)
        {
            wait = NextPoll(wait);
        }

        return Task.Delay(wait, table.TimeProvider, cancellationToken);
    }

    private static void ThrowIfStuck(TableConnection table, TableDescription? live)
    {
        if (live?.TableStatus is { } status && (status == TableStatus.ARCHIVED || status == TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS))
        {
            throw new TableStatusException(table.Name, status.Value);
        }
    }

    private static TimeSpan NextPoll(TimeSpan wait) => wait * 2 < s_longestPoll ? wait * 2 : s_longestPoll;
}

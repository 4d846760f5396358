using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo.Tables;

/// <summary>Creates and deletes tables.</summary>
internal static class TableCreation
{
    public static async Task CreateAsync(TableConnection table, TableSettings? settings, CancellationToken cancellationToken)
    {
        TableSchema schema = TableSettings.SchemaOf(table.Schema, settings);
        CreateTableRequest request = TableDefinition.CreateRequest(schema, table.Name, settings);
        while (true)
        {
            try
            {
                await table.Client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (ResourceInUseException)
            {
                TableDescription? live = await TableState.FindAsync(table, cancellationToken).ConfigureAwait(false);
                if (live is not null && live.TableStatus != TableStatus.DELETING)
                {
                    throw;
                }

                await WaitUntilGoneAsync(table, live?.TableId, cancellationToken).ConfigureAwait(false);
            }
        }

        await FinishAsync(table, schema, settings, cancellationToken).ConfigureAwait(false);
    }

    public static async Task EnsureCreatedAsync(TableConnection table, TableSettings? settings, CancellationToken cancellationToken)
    {
        TableSchema schema = TableSettings.SchemaOf(table.Schema, settings);
        CreateTableRequest request = TableDefinition.CreateRequest(schema, table.Name, settings);
        while (true)
        {
            TableDescription? live = await TableState.WaitAsync(
                table,
                live => live is null || (live.TableStatus != TableStatus.CREATING && live.TableStatus != TableStatus.DELETING),
                null,
                cancellationToken).ConfigureAwait(false);
            if (live is not null)
            {
                ThrowIfKeyDiffers(table, live);
                return;
            }

            if (await TryCreateAsync(table, request, cancellationToken).ConfigureAwait(false))
            {
                await FinishAsync(table, schema, settings, cancellationToken).ConfigureAwait(false);
                return;
            }

            // Somebody else has created it, or is still deleting one of that name: the next look will tell.
            await TableState.DelayAsync(table, 1, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task DeleteAsync(TableConnection table, CancellationToken cancellationToken)
    {
        string? tableId;
        while (true)
        {
            try
            {
                DeleteTableResponse response = await table.Client
                    .DeleteTableAsync(new DeleteTableRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
                tableId = response.TableDescription?.TableId;
                break;
            }
            catch (ResourceInUseException)
            {
                // It is being created, changed or deleted. The first two end with a table that can be deleted.
                TableDescription? live = await TableState.FindAsync(table, cancellationToken).ConfigureAwait(false);
                if (live is null || live.TableStatus == TableStatus.DELETING)
                {
                    tableId = live?.TableId;
                    break;
                }

                await TableState.DelayAsync(table, 1, cancellationToken).ConfigureAwait(false);
                await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
            }
        }

        await WaitUntilGoneAsync(table, tableId, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TryCreateAsync(TableConnection table, CreateTableRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await table.Client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ResourceInUseException)
        {
            return false;
        }
    }

    /// <summary>Waits for a table that was just created, and applies the settings that CreateTable lacks.</summary>
    private static async Task FinishAsync(TableConnection table, TableSchema schema, TableSettings? settings, CancellationToken cancellationToken)
    {
        await TableState.WaitUntilActiveAsync(table, cancellationToken).ConfigureAwait(false);
        if (settings?.TimeToLive == true)
        {
            await TableChanges.SetTimeToLiveAsync(table, schema.TimeToLive!.Name, enabled: true, cancellationToken).ConfigureAwait(false);
        }

        if (settings?.PointInTimeRecovery == true)
        {
            await TableChanges.SetRecoveryAsync(table, settings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the table with the id is gone. Somebody may create another table of the same name in the meantime.</summary>
    private static async Task WaitUntilGoneAsync(TableConnection table, string? tableId, CancellationToken cancellationToken)
        => await TableState.WaitAsync(
            table,
            live => live is null || (tableId is not null && live.TableId is not null && live.TableId != tableId),
            null,
            cancellationToken).ConfigureAwait(false);

    private static void ThrowIfKeyDiffers(TableConnection table, TableDescription live)
    {
        string expected = table.Schema.DescribeKey();
        string found = DescribeKey(live);
        if (found != expected)
        {
            throw new TableSchemaMismatchException(table.Name, table.Schema.ItemType, expected, found);
        }
    }

    private static string DescribeKey(TableDescription live) => $"partition key {Describe(live, KeyType.HASH)}, "
        + (Describe(live, KeyType.RANGE) is { } sortKey ? $"sort key {sortKey}" : "no sort key");

    private static string? Describe(TableDescription live, KeyType role)
        => live.KeySchema.Find(element => element.KeyType == role) is { } key
            ? $"{key.AttributeName} {live.AttributeDefinitions.Find(definition => definition.AttributeName == key.AttributeName)?.AttributeType}"
            : null;
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo.Tables;

/// <summary>Changes live tables: their settings, one kind after the other, and their indexes.</summary>
internal static class TableChanges
{
    /// <summary>The number of attempts at a change that DynamoDB refuses temporarily.</summary>
    private const int MaxAttempts = 10;

    /// <summary>
    /// Applies the settings to the table. Settings that the table already has are not sent: DynamoDB refuses changes that change nothing.
    /// </summary>
    public static async Task ApplyAsync(TableConnection table, TableSettings settings, CancellationToken cancellationToken)
    {
        TableSchema schema = TableSettings.SchemaOf(table.Schema, settings);
        settings.ThrowIfUnfit(schema, table.Name);

        TableDescription live = await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
        TimeToLiveDescription? timeToLive = settings.TimeToLive is null
            ? null
            : await DescribeTimeToLiveAsync(table, cancellationToken).ConfigureAwait(false);
        foreach (UpdateTableRequest request in Updates(table.Name, settings, live))
        {
            await UpdateAsync(table, request, cancellationToken).ConfigureAwait(false);
            await TableState.DelayAsync(table, 1, cancellationToken).ConfigureAwait(false);
            await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
        }

        if (settings.Tags is { Count: > 0 } tags)
        {
            await TableTags.SetAsync(table, live.TableArn, tags, cancellationToken).ConfigureAwait(false);
        }

        if (settings.PointInTimeRecovery is not null)
        {
            await SetRecoveryAsync(table, settings, cancellationToken).ConfigureAwait(false);
        }

        if (timeToLive is not null && settings.TimeToLive is { } enabled)
        {
            // To turn it off, DynamoDB asks for the attribute that it is on for. To turn it on for another, it refuses.
            string attribute = enabled ? schema.TimeToLive!.Name : timeToLive.AttributeName;
            if (enabled != IsEnabled(timeToLive) || attribute != timeToLive.AttributeName)
            {
                await SetTimeToLiveAsync(table, attribute, enabled, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public static async Task AddIndexAsync(
        TableConnection table,
        IndexSchema index,
        IndexSettings? settings,
        IProgress<TableDescription>? progress,
        CancellationToken cancellationToken)
    {
        if (index.Kind == IndexKind.Local)
        {
            throw new ArgumentException(
                $"Index '{index.Name}' cannot be added to table '{table.Name}': a local secondary index can only be created with its table. "
                + "Create the table again.",
                nameof(index));
        }

        TableDescription live = await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
        Billing tableBilling = LiveSettings.BillingOf(live);
        Billing billing = settings?.Billing ?? (tableBilling.IsProvisioned ? tableBilling : Billing.OnDemand());
        var request = new UpdateTableRequest
        {
            TableName = table.Name,
            AttributeDefinitions = TableDefinition.DefinitionsOf(index.KeyParts),
            GlobalSecondaryIndexUpdates =
            [
                new GlobalSecondaryIndexUpdate
                {
                    Create = new CreateGlobalSecondaryIndexAction
                    {
                        IndexName = index.Name,
                        KeySchema = TableDefinition.KeySchemaOf(index.PartitionKey, index.SortKey),
                        Projection = TableDefinition.ProjectionOf(index),
                        ProvisionedThroughput = billing.ProvisionedThroughput,
                        OnDemandThroughput = billing.OnDemandThroughput,
                        WarmThroughput = settings?.WarmThroughput,
                    },
                },
            ],
        };
        await UpdateAsync(table, request, cancellationToken).ConfigureAwait(false);

        // A look that comes too early does not see the index yet.
        TableDescription? filled = await TableState.WaitAsync(
            table,
            live => live is null || (IsSeen(live, index.Name) && TableState.IsSettled(live)),
            progress,
            cancellationToken).ConfigureAwait(false);
        _ = filled ?? await TableState.DescribeAsync(table, cancellationToken).ConfigureAwait(false);
    }

    public static async Task DropIndexAsync(
        TableConnection table, string indexName, IProgress<TableDescription>? progress, CancellationToken cancellationToken)
    {
        var request = new UpdateTableRequest
        {
            TableName = table.Name,
            GlobalSecondaryIndexUpdates = [new() { Delete = new DeleteGlobalSecondaryIndexAction { IndexName = indexName } }],
        };
        await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
        await UpdateAsync(table, request, cancellationToken).ConfigureAwait(false);
        await TableState.WaitAsync(
            table,
            live => live is null || (!IsSeen(live, indexName) && TableState.IsSettled(live)),
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    public static Task SetTimeToLiveAsync(TableConnection table, string attribute, bool enabled, CancellationToken cancellationToken)
        => table.Client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = table.Name,
                TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = attribute, Enabled = enabled },
            },
            cancellationToken);

    public static async Task<TimeToLiveDescription> DescribeTimeToLiveAsync(TableConnection table, CancellationToken cancellationToken)
    {
        DescribeTimeToLiveResponse response = await table.Client
            .DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
        return response.TimeToLiveDescription;
    }

    public static bool IsEnabled(TimeToLiveDescription live)
        => live.TimeToLiveStatus == TimeToLiveStatus.ENABLED || live.TimeToLiveStatus == TimeToLiveStatus.ENABLING;

    /// <summary>
    /// Turns point-in-time recovery on or off. DynamoDB refuses it for a moment after a table's creation, while it sets up continuous
    /// backups.
    /// </summary>
    public static async Task SetRecoveryAsync(TableConnection table, TableSettings settings, CancellationToken cancellationToken)
    {
        var request = new UpdateContinuousBackupsRequest
        {
            TableName = table.Name,
            PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification
            {
                PointInTimeRecoveryEnabled = settings.PointInTimeRecovery!.Value,
                RecoveryPeriodInDays = settings.PointInTimeRecovery.Value ? settings.RecoveryPeriodInDays : null,
            },
        };
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await table.Client.UpdateContinuousBackupsAsync(request, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ContinuousBackupsUnavailableException) when (attempt < MaxAttempts)
            {
                await TableState.DelayAsync(table, attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends an update, and repeats it if another change came in between.</summary>
    private static async Task UpdateAsync(TableConnection table, UpdateTableRequest request, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await table.Client.UpdateTableAsync(request, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ResourceInUseException) when (attempt < MaxAttempts)
            {
            }
            catch (LimitExceededException) when (attempt < MaxAttempts)
            {
                // One index is added or dropped at a time, which ends. The limits on changes a day do not.
                if (TableState.IsSettled(await TableState.DescribeAsync(table, cancellationToken).ConfigureAwait(false)))
                {
                    throw;
                }
            }

            await TableState.DelayAsync(table, attempt, cancellationToken).ConfigureAwait(false);
            await TableState.WaitUntilSettledAsync(table, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes one request for each kind of change, because DynamoDB accepts only some kinds together.</summary>
    private static IEnumerable<UpdateTableRequest> Updates(string tableName, TableSettings settings, TableDescription live)
    {
        if (ThroughputUpdate(tableName, settings, live) is { } throughput)
        {
            yield return throughput;
        }

        if (settings.Stream is { } stream && stream != TableDefinition.StreamOf(live.StreamSpecification))
        {
            yield return new UpdateTableRequest { TableName = tableName, StreamSpecification = TableDefinition.SpecificationOf(stream) };
        }

        if (settings.TableClass is { } tableClass && tableClass != LiveSettings.ClassOf(live))
        {
            yield return new UpdateTableRequest { TableName = tableName, TableClass = tableClass };
        }

        if (settings.Encryption is { } encryption && !encryption.IsMetBy(TableEncryption.Of(live.SSEDescription)))
        {
            yield return new UpdateTableRequest { TableName = tableName, SSESpecification = encryption.Specification };
        }

        if (settings.DeletionProtection is { } protection && protection != (live.DeletionProtectionEnabled == true))
        {
            yield return new UpdateTableRequest { TableName = tableName, DeletionProtectionEnabled = protection };
        }
    }

    private static UpdateTableRequest? ThroughputUpdate(string tableName, TableSettings settings, TableDescription live)
    {
        var request = new UpdateTableRequest { TableName = tableName };
        bool changes = false;
        Billing liveBilling = LiveSettings.BillingOf(live);
        if (settings.Billing is { } billing && !billing.IsMetBy(liveBilling))
        {
            request.BillingMode = billing.Mode;
            request.ProvisionedThroughput = billing.ProvisionedThroughput;
            request.OnDemandThroughput = billing.OnDemandThroughput;
            changes = true;
        }

        if (settings.WarmThroughput is { } warm && !LiveSettings.IsMetBy(warm, live.WarmThroughput))
        {
            request.WarmThroughput = warm;
            changes = true;
        }

        if (IndexUpdates(settings, live, liveBilling) is { Count: > 0 } indexes)
        {
            request.GlobalSecondaryIndexUpdates = indexes;
            changes = true;
        }

        return changes ? request : null;
    }

    private static List<GlobalSecondaryIndexUpdate> IndexUpdates(TableSettings settings, TableDescription live, Billing liveBilling)
    {
        // A table that becomes provisioned takes its indexes with it, each with numbers of its own.
        Billing? inherited = settings.Billing is { IsProvisioned: true } && !liveBilling.IsProvisioned ? settings.Billing : null;
        List<GlobalSecondaryIndexUpdate> updates = [];
        HashSet<string> names = [.. settings.Indexes?.Keys ?? []];
        if (inherited is not null)
        {
            names.UnionWith(LiveSettings.GlobalIndexesOf(live).Select(index => index.IndexName));
        }

        foreach (string name in names)
        {
            IndexSettings asked = TableDefinition.SettingsOf(name, settings);
            GlobalSecondaryIndexDescription? found = LiveSettings.GlobalIndexesOf(live).FirstOrDefault(index => index.IndexName == name);
            Billing? billing = asked.Billing ?? inherited;
            if (billing is not null && found is not null && billing.IsMetBy(LiveSettings.BillingOf(found, liveBilling.Mode)))
            {
                billing = null;
            }

            WarmThroughput? warm = asked.WarmThroughput is { } units && !LiveSettings.IsMetBy(units, found?.WarmThroughput) ? units : null;
            if (billing?.ProvisionedThroughput is null && billing?.OnDemandThroughput is null && warm is null)
            {
                continue;
            }

            updates.Add(new GlobalSecondaryIndexUpdate
            {
                Update = new UpdateGlobalSecondaryIndexAction
                {
                    IndexName = name,
                    ProvisionedThroughput = billing?.ProvisionedThroughput,
                    OnDemandThroughput = billing?.OnDemandThroughput,
                    WarmThroughput = warm,
                },
            });
        }

        return updates;
    }

    private static bool IsSeen(TableDescription live, string index)
        => LiveSettings.GlobalIndexesOf(live).Any(found => found.IndexName == index);
}

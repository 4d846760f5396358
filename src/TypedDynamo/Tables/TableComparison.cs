using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo.Tables;

/// <summary>Compares a live table with its model, and with settings if there are any.</summary>
internal sealed class TableComparison
{
    private const string ByChanging = "Call ChangeTableAsync with these settings.";

    private readonly TableSchema _schema;
    private readonly TableDescription _live;
    private readonly List<SchemaDifference> _differences = [];

    private TableComparison(TableSchema schema, TableDescription live)
    {
        _schema = schema;
        _live = live;
    }

    public static async Task<SchemaDifferences> CompareAsync(
        TableConnection table, TableSettings? settings, CancellationToken cancellationToken)
    {
        TableSchema schema = TableSettings.SchemaOf(table.Schema, settings);
        settings?.ThrowIfUnfit(schema, table.Name);
        if (await TableState.FindAsync(table, cancellationToken).ConfigureAwait(false) is not { } live)
        {
            return new SchemaDifferences(
                table.Name,
                new SchemaDifference(
                    SchemaDifferenceKind.TableMissing, "table", schema.DescribeKey(), "nothing", "Call CreateTableAsync, or name another table."));
        }

        var comparison = new TableComparison(schema, live);
        comparison.CompareKeys();
        comparison.CompareIndexes();
        if (schema.TimeToLive is not null || settings?.TimeToLive is not null)
        {
            comparison.CompareTimeToLive(
                settings?.TimeToLive ?? true, await TableChanges.DescribeTimeToLiveAsync(table, cancellationToken).ConfigureAwait(false));
        }

        if (settings is not null)
        {
            comparison.CompareSettings(settings);
            await comparison.CompareFurtherSettingsAsync(table, settings, cancellationToken).ConfigureAwait(false);
        }

        return new SchemaDifferences(table.Name, [.. comparison._differences]);
    }

    private void CompareKeys()
    {
        string expected = DescribeKey([_schema.PartitionKey.Name], _schema.SortKey is { } sortKey ? [sortKey.Name] : []);
        string found = DescribeKey(_live.KeySchema);
        if (expected != found)
        {
            Add(
                SchemaDifferenceKind.Key,
                "key",
                expected,
                found,
                "A table's key cannot be changed: correct the annotations, or create the table anew.");
        }

        foreach (KeyPart key in _schema.KeyParts().DistinctBy(key => key.Name))
        {
            // One that the live table does not define is no key there, which is told with the key or index that lacks it.
            string? type = _live.AttributeDefinitions.Find(definition => definition.AttributeName == key.Name)?.AttributeType.Value;
            if (type is not null && type != key.TypeCode)
            {
                Add(
                    SchemaDifferenceKind.AttributeType,
                    $"attribute '{key.Name}'",
                    $"type {key.TypeCode}",
                    $"type {type}",
                    "A key attribute's type cannot be changed: correct the annotations, or drop the indexes that have it as a key and add them "
                    + "anew.");
            }
        }
    }

    private void CompareIndexes()
    {
        foreach (IndexSchema index in _schema.Indexes)
        {
            CompareIndex(index);
        }

        foreach (GlobalSecondaryIndexDescription live in LiveSettings.GlobalIndexesOf(_live))
        {
            AddIfExtra(live.IndexName, IndexKind.Global, "DropIndexAsync");
        }

        foreach (LocalSecondaryIndexDescription live in LiveSettings.LocalIndexesOf(_live))
        {
            AddIfExtra(live.IndexName, IndexKind.Local, "creating the table anew");
        }
    }

    private void AddIfExtra(string name, IndexKind kind, string remedy)
    {
        if (!_schema.Indexes.Any(index => index.Name == name))
        {
            Add(
                SchemaDifferenceKind.IndexExtra,
                $"index '{name}'",
                "no such index",
                $"a {Describe(kind)} index",
                $"Annotate it, name the types that have it in TableSettings.Entities, or remove it by {remedy}.");
        }
    }

    private void CompareIndex(IndexSchema index)
    {
        GlobalSecondaryIndexDescription? global = LiveSettings.GlobalIndexesOf(_live).FirstOrDefault(live => live.IndexName == index.Name);
        LocalSecondaryIndexDescription? local = LiveSettings.LocalIndexesOf(_live).FirstOrDefault(live => live.IndexName == index.Name);
        bool isGlobal = index.Kind == IndexKind.Global;
        string subject = $"index '{index.Name}'";
        string byRecreation = isGlobal
            ? "Call DropIndexAsync and AddIndexAsync, or correct the annotations."
            : "A local index is made with its table: correct the annotations, or create the table anew.";
        if (global is null && local is null)
        {
            Add(
                SchemaDifferenceKind.IndexMissing,
                subject,
                $"a {Describe(index.Kind)} index",
                "no such index",
                isGlobal ? "Call AddIndexAsync." : byRecreation);
            return;
        }

        if ((global is not null) != isGlobal)
        {
            Add(
                SchemaDifferenceKind.IndexKind,
                subject,
                $"a {Describe(index.Kind)} index",
                $"a {Describe(isGlobal ? IndexKind.Local : IndexKind.Global)} index",
                "Correct the annotations, or create the table again.");
        }

        string expected = DescribeKey(index.PartitionKey.Select(key => key.Name), index.SortKey.Select(key => key.Name));
        string found = DescribeKey(global?.KeySchema ?? local!.KeySchema);
        if (expected != found)
        {
            Add(SchemaDifferenceKind.IndexKey, subject, expected, found, byRecreation);
        }

        CompareProjection(index, global?.Projection ?? local!.Projection, subject, byRecreation);
        if (global is not null && global.IndexStatus != IndexStatus.ACTIVE)
        {
            Add(SchemaDifferenceKind.IndexNotActive, subject, "ACTIVE", global.IndexStatus.Value, "Call WaitUntilActiveAsync.");
        }
    }

    private void CompareProjection(IndexSchema index, Amazon.DynamoDBv2.Model.Projection live, string subject, string remedy)
    {
        ProjectionType expected = TableDefinition.ProjectionTypeOf(index);
        if (live.ProjectionType != expected)
        {
            Add(
                SchemaDifferenceKind.IndexProjection, subject, $"projection {expected.Value}", $"projection {live.ProjectionType.Value}", remedy);
        }
        else if (expected == ProjectionType.INCLUDE)
        {
            string wanted = DescribeNames(index.Included.Select(attribute => attribute.Name));
            string included = DescribeNames(live.NonKeyAttributes ?? []);
            if (wanted != included)
            {
                Add(SchemaDifferenceKind.IndexIncludedAttributes, subject, wanted + " included", included + " included", remedy);
            }
        }
    }

    private void CompareTimeToLive(bool expected, TimeToLiveDescription live)
    {
        string wanted = expected ? $"on for attribute '{_schema.TimeToLive!.Name}'" : "off";
        string found = TableChanges.IsEnabled(live) ? $"on for attribute '{live.AttributeName}'" : "off";
        if (wanted != found)
        {
            Add(
                SchemaDifferenceKind.TimeToLive,
                "time to live",
                wanted,
                found,
                expected && TableChanges.IsEnabled(live)
                    ? "Turn it off by ChangeTableAsync(new TableSettings { TimeToLive = false }), and on again when DynamoDB allows it."
                    : $"Call ChangeTableAsync(new TableSettings {{ TimeToLive = {(expected ? "true" : "false")} }}).");
        }
    }

    private void CompareSettings(TableSettings settings)
    {
        Billing billing = LiveSettings.BillingOf(_live);
        CompareBilling(settings.Billing, billing, "billing");
        if (settings.WarmThroughput is { } warm && !LiveSettings.IsMetBy(warm, _live.WarmThroughput))
        {
            AddWarmth("table", warm, _live.WarmThroughput?.ReadUnitsPerSecond, _live.WarmThroughput?.WriteUnitsPerSecond);
        }

        foreach ((string name, IndexSettings index) in settings.Indexes ?? new Dictionary<string, IndexSettings>())
        {
            if (LiveSettings.GlobalIndexesOf(_live).FirstOrDefault(live => live.IndexName == name) is not { } found)
            {
                // An index of the model that is missing has been told of.
                continue;
            }

            CompareBilling(index.Billing, LiveSettings.BillingOf(found, billing.Mode), $"billing of index '{name}'");
            if (index.WarmThroughput is { } indexWarm && !LiveSettings.IsMetBy(indexWarm, found.WarmThroughput))
            {
                AddWarmth($"index '{name}'", indexWarm, found.WarmThroughput?.ReadUnitsPerSecond, found.WarmThroughput?.WriteUnitsPerSecond);
            }
        }

        Compare(
            SchemaDifferenceKind.Stream, "stream", settings.Stream?.ToString(), TableDefinition.StreamOf(_live.StreamSpecification).ToString());
        Compare(SchemaDifferenceKind.TableClass, "table class", settings.TableClass?.Value, LiveSettings.ClassOf(_live).Value);
        Compare(
            SchemaDifferenceKind.DeletionProtection,
            "deletion protection",
            settings.DeletionProtection is { } protection ? OnOff(protection) : null,
            OnOff(_live.DeletionProtectionEnabled == true));
        TableEncryption encryption = TableEncryption.Of(_live.SSEDescription);
        if (settings.Encryption is { } asked && !asked.IsMetBy(encryption))
        {
            Add(SchemaDifferenceKind.Encryption, "encryption", asked.ToString(), encryption.ToString(), ByChanging);
        }
    }

    private async Task CompareFurtherSettingsAsync(TableConnection table, TableSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Tags is { Count: > 0 } tags)
        {
            IReadOnlyDictionary<string, string> live = await TableTags.ReadAsync(table, _live.TableArn, cancellationToken).ConfigureAwait(false);
            foreach ((string key, string value) in tags)
            {
                Compare(
                    SchemaDifferenceKind.Tag,
                    $"tag '{key}'",
                    $"'{value}'",
                    live.TryGetValue(key, out string? found) ? $"'{found}'" : "no such tag");
            }
        }

        if (settings.PointInTimeRecovery is { } recovery)
        {
            DescribeContinuousBackupsResponse response = await table.Client.DescribeContinuousBackupsAsync(
                new DescribeContinuousBackupsRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
            PointInTimeRecoveryDescription? live = response.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
            bool enabled = live?.PointInTimeRecoveryStatus == PointInTimeRecoveryStatus.ENABLED;
            Compare(
                SchemaDifferenceKind.PointInTimeRecovery,
                "point-in-time recovery",
                DescribeRecovery(recovery, settings.RecoveryPeriodInDays),
                DescribeRecovery(enabled, settings.RecoveryPeriodInDays is null ? null : live?.RecoveryPeriodInDays));
        }
    }

    private void CompareBilling(Billing? asked, Billing live, string subject)
    {
        if (asked is not null && !asked.IsMetBy(live))
        {
            Add(SchemaDifferenceKind.Billing, subject, asked.ToString(), live.ToString(), ByChanging);
        }
    }

    private void AddWarmth(string subject, WarmThroughput asked, long? reads, long? writes)
        => Add(
            SchemaDifferenceKind.WarmThroughput,
            $"warm throughput of {subject}",
            DescribeUnits(asked.ReadUnitsPerSecond, asked.WriteUnitsPerSecond),
            DescribeUnits(reads, writes),
            ByChanging);

    private void Compare(SchemaDifferenceKind kind, string subject, string? expected, string found)
    {
        if (expected is not null && expected != found)
        {
            Add(kind, subject, expected, found, ByChanging);
        }
    }

    private void Add(SchemaDifferenceKind kind, string subject, string expected, string found, string remedy)
        => _differences.Add(new SchemaDifference(kind, subject, expected, found, remedy));

    private static string DescribeKey(List<KeySchemaElement> live) => DescribeKey(
        live.Where(key => key.KeyType == KeyType.HASH).Select(key => key.AttributeName),
        live.Where(key => key.KeyType == KeyType.RANGE).Select(key => key.AttributeName));

    private static string DescribeKey(IEnumerable<string> partitionKey, IEnumerable<string> sortKey)
        => $"partition key {string.Join(", ", partitionKey)}, " + (sortKey.Any() ? $"sort key {string.Join(", ", sortKey)}" : "no sort key");

    private static string DescribeNames(IEnumerable<string> attributes)
        => string.Join(", ", attributes.Order(StringComparer.Ordinal).Select(attribute => $"'{attribute}'"));

    private static string DescribeUnits(long? reads, long? writes)
        => string.Create(CultureInfo.InvariantCulture, $"{reads ?? 0} reads and {writes ?? 0} writes a second");

    private static string DescribeRecovery(bool enabled, int? days)
        => enabled && days is { } period ? string.Create(CultureInfo.InvariantCulture, $"on, {period} days back") : OnOff(enabled);

    private static string Describe(IndexKind kind) => kind == IndexKind.Global ? "global" : "local";

    private static string OnOff(bool value) => value ? "on" : "off";
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tables;

/// <summary>Converts a schema to the members of table requests.</summary>
internal static class TableDefinition
{
    public static CreateTableRequest CreateRequest(TableSchema schema, string tableName, TableSettings? settings)
    {
        settings = (settings ?? new TableSettings()) with { Billing = settings?.Billing ?? Billing.OnDemand() };
        settings.ThrowIfUnfit(schema, tableName);
        ThrowIfUnknown(schema, tableName, settings);
        Billing billing = settings.Billing;

        // The SDK sends no empty list, and DynamoDB refuses one.
        return new CreateTableRequest
        {
            TableName = tableName,
            BillingMode = billing.Mode,
            ProvisionedThroughput = billing.ProvisionedThroughput,
            OnDemandThroughput = billing.OnDemandThroughput,
            WarmThroughput = settings.WarmThroughput,
            KeySchema = KeySchemaOf([schema.PartitionKey], schema.SortKey is { } sortKey ? [sortKey] : []),
            AttributeDefinitions = DefinitionsOf(schema.KeyParts()),
            GlobalSecondaryIndexes = NullIfEmpty(
                schema.Indexes.Where(index => index.Kind == IndexKind.Global)
                    .Select(index => GlobalIndex(index, SettingsOf(index.Name, settings), billing))),
            LocalSecondaryIndexes = NullIfEmpty(schema.Indexes.Where(index => index.Kind == IndexKind.Local).Select(LocalIndex)),
            StreamSpecification = settings.Stream is { } stream && stream != TableStream.Off ? SpecificationOf(stream) : null,
            TableClass = settings.TableClass,
            DeletionProtectionEnabled = settings.DeletionProtection,
            SSESpecification = settings.Encryption is { UsesKms: true } encryption ? encryption.Specification : null,
            Tags = NullIfEmpty(TagsOf(settings)),
        };
    }

    public static List<KeySchemaElement> KeySchemaOf(IEnumerable<KeyPart> partitionKey, IEnumerable<KeyPart> sortKey)
        => [.. partitionKey.Select(key => new KeySchemaElement(key.Name, KeyType.HASH)),
            .. sortKey.Select(key => new KeySchemaElement(key.Name, KeyType.RANGE))];

    /// <summary>Defines every key attribute once, and no other attribute: DynamoDB refuses definitions that no key uses.</summary>
    public static List<AttributeDefinition> DefinitionsOf(IEnumerable<KeyPart> keys)
        => [.. keys.DistinctBy(key => key.Name).Select(key => new AttributeDefinition(key.Name, ScalarAttributeType.FindValue(key.TypeCode)))];

    public static Amazon.DynamoDBv2.Model.Projection ProjectionOf(IndexSchema index)
    {
        ProjectionType type = ProjectionTypeOf(index);
        return new Amazon.DynamoDBv2.Model.Projection
        {
            ProjectionType = type,
            NonKeyAttributes = type == ProjectionType.INCLUDE ? [.. index.Included.Select(attribute => attribute.Name)] : null,
        };
    }

    public static ProjectionType ProjectionTypeOf(IndexSchema index) => index.Projection switch
    {
        IndexProjection.KeysOnly => ProjectionType.KEYS_ONLY,

        // An index that includes nothing holds its keys, and INCLUDE without attributes is refused.
        IndexProjection.Include when index.Included.IsEmpty => ProjectionType.KEYS_ONLY,
        IndexProjection.Include => ProjectionType.INCLUDE,
        _ => ProjectionType.ALL,
    };

    public static StreamSpecification SpecificationOf(TableStream stream) => stream == TableStream.Off
        ? new StreamSpecification { StreamEnabled = false }
        : new StreamSpecification { StreamEnabled = true, StreamViewType = ViewOf(stream) };

    public static TableStream StreamOf(StreamSpecification? live)
    {
        if (live?.StreamEnabled != true)
        {
            return TableStream.Off;
        }

        return live.StreamViewType == StreamViewType.KEYS_ONLY ? TableStream.KeysOnly
            : live.StreamViewType == StreamViewType.NEW_IMAGE ? TableStream.NewImage
            : live.StreamViewType == StreamViewType.OLD_IMAGE ? TableStream.OldImage
            : TableStream.NewAndOldImages;
    }

    public static IEnumerable<Tag> TagsOf(TableSettings settings) => TagsOf(settings.Tags ?? new Dictionary<string, string>());

    public static IEnumerable<Tag> TagsOf(IReadOnlyDictionary<string, string> tags)
        => tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value });

    public static IndexSettings SettingsOf(string index, TableSettings settings)
        => settings.Indexes is { } indexes && indexes.TryGetValue(index, out IndexSettings? found) ? found : new IndexSettings();

    public static string Names(TableSchema schema)
        => schema.Indexes.IsEmpty ? "no indexes" : "the indexes " + string.Join(", ", schema.Indexes.Select(index => $"'{index.Name}'"));

    private static StreamViewType ViewOf(TableStream stream) => stream switch
    {
        TableStream.KeysOnly => StreamViewType.KEYS_ONLY,
        TableStream.NewImage => StreamViewType.NEW_IMAGE,
        TableStream.OldImage => StreamViewType.OLD_IMAGE,
        TableStream.NewAndOldImages => StreamViewType.NEW_AND_OLD_IMAGES,
        _ => throw new ArgumentOutOfRangeException(nameof(stream), stream, "There is no such view of a stream."),
    };

    private static GlobalSecondaryIndex GlobalIndex(IndexSchema index, IndexSettings settings, Billing tableBilling)
    {
        // A provisioned index has numbers of its own; on demand it may do without limits.
        Billing billing = settings.Billing ?? (tableBilling.IsProvisioned ? tableBilling : Billing.OnDemand());
        return new GlobalSecondaryIndex
        {
            IndexName = index.Name,
            KeySchema = KeySchemaOf(index.PartitionKey, index.SortKey),
            Projection = ProjectionOf(index),
            ProvisionedThroughput = billing.ProvisionedThroughput,
            OnDemandThroughput = billing.OnDemandThroughput,
            WarmThroughput = settings.WarmThroughput,
        };
    }

    private static LocalSecondaryIndex LocalIndex(IndexSchema index) => new()
    {
        IndexName = index.Name,
        KeySchema = KeySchemaOf(index.PartitionKey, index.SortKey),
        Projection = ProjectionOf(index),
    };

    private static void ThrowIfUnknown(TableSchema schema, string tableName, TableSettings settings)
    {
        foreach (string name in settings.Indexes?.Keys ?? [])
        {
            if (!schema.Indexes.Any(index => index.Name == name))
            {
                throw new ArgumentException(
                    $"Table '{tableName}' has no index '{name}' to set. {schema.ItemType} has {Names(schema)}.");
            }
        }
    }

    private static List<T>? NullIfEmpty<T>(IEnumerable<T> elements) => elements.ToList() is { Count: > 0 } list ? list : null;
}

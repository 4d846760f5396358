using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo;

/// <summary>The settings of a table besides its keys and indexes, which the annotated type defines.</summary>
/// <remarks>
/// A setting that you leave out is DynamoDB's default when a table is created, stays as it is when a table is changed, and is ignored when
/// a table is compared.
/// </remarks>
public sealed record TableSettings
{
    private readonly int? _recoveryPeriodInDays;

    /// <summary>Gets the billing of the table's capacity.</summary>
    /// <value>The default is <see langword="null"/>: on demand at creation.</value>
    public Billing? Billing { get; init; }

    /// <summary>
    /// Gets the reads and writes per second that the table can serve immediately, without scaling up first. It can be raised, not lowered,
    /// and is charged once.
    /// </summary>
    /// <value>The default is <see langword="null"/>: DynamoDB's own default for a new table.</value>
    public WarmThroughput? WarmThroughput { get; init; }

    /// <summary>Gets the settings of global secondary indexes, by the index's name.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public IReadOnlyDictionary<string, IndexSettings>? Indexes { get; init; }

    /// <summary>Gets the view of changed items that the table's stream contains.</summary>
    /// <remarks>The view of a stream cannot be changed: turn the stream off first. The new one is another stream, which begins empty.</remarks>
    /// <value>The default is <see langword="null"/>: no stream at creation.</value>
    public TableStream? Stream { get; init; }

    /// <summary>Gets the table class: more expensive storage or more expensive requests. It can be changed twice in 30 days.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="Amazon.DynamoDBv2.TableClass.STANDARD"/> at creation.</value>
    public TableClass? TableClass { get; init; }

    /// <summary>Gets whether DynamoDB refuses to delete the table.</summary>
    /// <value>The default is <see langword="null"/>: it does not, at creation.</value>
    public bool? DeletionProtection { get; init; }

    /// <summary>Gets the tags, which a change adds or overwrites. A table has up to 50; keys have up to 128 characters, values up to 256.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// Gets whether DynamoDB deletes items whose <see cref="TimeToLiveAttribute"/> has passed. A change takes up to an hour, during which
    /// DynamoDB refuses others.
    /// </summary>
    /// <value>The default is <see langword="null"/>: it does not, at creation.</value>
    public bool? TimeToLive { get; init; }

    /// <summary>Gets the key of the encryption at rest. Customer managed keys cost money, and so do their requests.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="TableEncryption.OwnedKey"/> at creation.</value>
    public TableEncryption? Encryption { get; init; }

    /// <summary>Gets whether the table is backed up continuously, so that it can be restored to any second of the last days.</summary>
    /// <value>The default is <see langword="null"/>: it is not, at creation.</value>
    public bool? PointInTimeRecovery { get; init; }

    /// <summary>
    /// Gets how many days back the table can be restored, from 1 to 35. It has an effect only if <see cref="PointInTimeRecovery"/> is
    /// <see langword="true"/>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: 35 days when the recovery is turned on.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or greater than 35.</exception>
    public int? RecoveryPeriodInDays
    {
        get => _recoveryPeriodInDays;
        init
        {
            if (value is < 1 or > 35)
            {
                throw new ArgumentOutOfRangeException(nameof(RecoveryPeriodInDays), value, "Point-in-time recovery goes back 1 to 35 days.");
            }

            _recoveryPeriodInDays = value;
        }
    }

    /// <summary>Gets the schemas of the other types in the same table. Their indexes and key attributes are the table's too: see <see cref="TableSchema.Union"/>.</summary>
    /// <value>The default is empty: the table holds items of one type, or that type has all the indexes.</value>
    public IReadOnlyList<TableSchema> Entities { get; init; } = [];

    /// <summary>Returns the whole table's schema, of all its types.</summary>
    /// <exception cref="ArgumentException">The types contradict each other.</exception>
    internal static TableSchema SchemaOf(TableSchema schema, TableSettings? settings)
        => settings is { Entities.Count: > 0 } ? TableSchema.Union([schema, .. settings.Entities]) : schema;

    /// <summary>Refuses settings that DynamoDB would refuse, or that no request could express, before a request is sent.</summary>
    /// <exception cref="ArgumentException">The settings contradict each other or the schema.</exception>
    internal void ThrowIfUnfit(TableSchema schema, string tableName)
    {
        if (TimeToLive == true && schema.TimeToLive is null)
        {
            throw new ArgumentException(
                $"Table '{tableName}' cannot have time to live: {schema.ItemType} has no property marked [TimeToLive]. Mark one, or leave TimeToLive out.");
        }

        foreach ((string name, IndexSettings index) in Indexes ?? new Dictionary<string, IndexSettings>())
        {
            if (schema.Indexes.Any(known => known.Name == name && known.Kind == IndexKind.Local))
            {
                throw new ArgumentException(
                    $"Index '{name}' of table '{tableName}' has no settings: a local secondary index shares its table's. Remove it from Indexes.");
            }

            if (index.Billing is { } billing && Billing is { } tableBilling && billing.Mode != tableBilling.Mode)
            {
                throw new ArgumentException(
                    $"Index '{name}' of table '{tableName}' is to be billed {billing}, but its table {tableBilling}. Both take the same mode.");
            }
        }
    }
}

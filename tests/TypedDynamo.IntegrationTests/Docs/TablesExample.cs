using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Docs.Tables;

#region docs/tables.md: the type
[DynamoTable("sessions")]
[GsiProjection("by-device", IndexProjection.KeysOnly)]
public sealed record Session
{
    [PartitionKey] public required string UserId { get; init; }
    [SortKey] public required DateTimeOffset StartedAt { get; init; }
    [Gsi("by-device", KeyRole.Partition)] public string? Device { get; init; }
    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
}
#endregion

#pragma warning disable TDYN121 // the events share a key with the sessions to show another type of the table
[DynamoTable("sessions")]
public sealed record SessionEvent
{
    [PartitionKey] public required string UserId { get; init; }
    [SortKey] public required DateTimeOffset StartedAt { get; init; }
    [Gsi("by-kind", KeyRole.Partition)] public string? Kind { get; init; }
}
#pragma warning restore TDYN121

internal static class TablesExample
{
    public static async Task<List<string>> RunAsync(IAmazonDynamoDB client)
    {
        List<string> seen = [];

        #region docs/tables.md: create
        var sessions = new SessionTable(client, new DynamoTableOptions { TableNamePrefix = "test-" });
        var settings = new TableSettings
        {
            Billing = Billing.OnDemand(),                     // or Billing.Provisioned(readCapacityUnits, writeCapacityUnits)
            Stream = TableStream.NewAndOldImages,
            TimeToLive = true,                                // for the attribute marked [TimeToLive]
        };
        await sessions.EnsureCreatedAsync(settings);          // creates it if there is none, and checks the key
        #endregion

        #region docs/tables.md: look
        TableDescription? live = await sessions.DescribeTableAsync();               // the SDK's own; null where there is no table
        TimeToLiveDescription expiry = await sessions.DescribeTimeToLiveAsync();
        await foreach (string name in client.ReadTableNamesAsync(prefix: "test-"))
        {
            seen.Add(name);
        }
        #endregion

        seen.Add($"{live?.TableStatus} {expiry.AttributeName}");

        #region docs/tables.md: compare
        SchemaDifferences differences = await sessions.CompareSchemaAsync(settings);
        if (!differences.IsEmpty)
        {
            throw new InvalidOperationException(differences.ToString());            // what, expected, found, and how to mend it
        }
        #endregion

        #region docs/tables.md: change
        await sessions.ChangeTableAsync(new TableSettings
        {
            Billing = Billing.Provisioned(10, 5),
            Indexes = new Dictionary<string, IndexSettings> { ["by-device"] = new() { Billing = Billing.Provisioned(2, 5) } },
        });
        #endregion

        #region docs/tables.md: indexes
        await sessions.DropIndexAsync("by-device");
        var progress = new Progress<TableDescription>(table => Console.WriteLine(
            table.GlobalSecondaryIndexes.Find(index => index.IndexName == "by-device")?.ItemCount));
        await sessions.AddIndexAsync("by-device", progress: progress);
        #endregion

        #region docs/tables.md: entities
        var whole = new TableSettings { Entities = [SessionEventTable.Schema] };
        await sessions.AddIndexAsync(SessionEventTable.Schema.Indexes[0]);
        SchemaDifferences ofAllTypes = await sessions.CompareSchemaAsync(whole);
        TableSchema schema = TableSchema.Union(SessionTable.Schema, SessionEventTable.Schema);
        #endregion

        seen.Add($"{ofAllTypes.Count} {schema.Indexes.Length}");

        #region docs/tables.md: definition
        CreateTableRequest request = SessionTable.Schema.ToCreateTableRequest("test-sessions", settings);
        string template = SessionTable.Schema.ToCloudFormation("test-sessions", settings);
        #endregion

        seen.Add($"{request.TableName} {template.Contains("AWS::DynamoDB::Table", StringComparison.Ordinal)}");

        #region docs/tables.md: delete
        await sessions.DeleteTableAsync();                    // with all its items; returns when it is gone
        #endregion

        return seen;
    }

    // DynamoDB Local has no tags.
    public static async Task<IReadOnlyDictionary<string, string>> TagAsync(SessionTable sessions)
    {
        #region docs/tables.md: tags
        await sessions.SetTagsAsync(new Dictionary<string, string> { ["team"] = "accounts", ["stage"] = "test" });
        await sessions.RemoveTagsAsync(["stage"]);
        IReadOnlyDictionary<string, string> tags = await sessions.GetTagsAsync();
        #endregion

        return tags;
    }
}

using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>A version as the context has it.</summary>
/// <typeparam name="TVersion">The type of the version.</typeparam>
[DynamoDBTable("revisions")]
public sealed class ContextRevision<TVersion>
{
    [DynamoDBHashKey]
    public string Id { get; set; } = "1";

    [DynamoDBVersion]
    public TVersion Version { get; set; } = default!;
}

/// <summary>The same item here.</summary>
[DynamoTable("revisions")]
public sealed record Revision([PartitionKey] string Id, [Version] int? Version = null);

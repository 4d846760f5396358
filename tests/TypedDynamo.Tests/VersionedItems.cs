namespace TypedDynamo.Tests;

// One type for each way in which a version is set on an item.

[DynamoTable("records")]
public sealed record RecordItem([PartitionKey] string Id, [Version] long Version)
{
    public string? Note { get; init; }
}

[DynamoTable("record-structs")]
public readonly record struct RecordStructItem([PartitionKey] string Id, [Version] int? Version);

[DynamoTable("hidden-records")]
public sealed record HiddenRecordItem
{
    [PartitionKey] public required string Id { get; init; }

    [Version] public long Version { get; private init; }

    public static HiddenRecordItem Create(string id, long version) => new() { Id = id, Version = version };
}

[DynamoTable("classes")]
public sealed class ClassItem
{
    [PartitionKey] public string Id { get; set; } = "";

    [Version] public int Version { get; set; }
}

[DynamoTable("hidden-classes")]
public sealed class HiddenClassItem
{
    [PartitionKey] public string Id { get; init; } = "";

    [Version] public long? Version { get; private set; }
}

[DynamoTable("structs")]
public struct StructItem
{
    [PartitionKey] public required string Id { get; set; }

    [Version] public int Version { get; set; }
}

[DynamoTable("hidden-structs")]
public struct HiddenStructItem
{
    [PartitionKey] public required string Id { get; set; }

    [Version] public int Version { get; private set; }
}

[DynamoTable("payments"), DynamoDerivedType(typeof(CardPayment), "card"), DynamoDerivedType(typeof(TransferPayment), "transfer")]
public abstract record Payment([PartitionKey] string Id, [Version] long Version);

public sealed record CardPayment(string Id, long Version, string Number) : Payment(Id, Version);

public sealed record TransferPayment(string Id, long Version) : Payment(Id, Version);

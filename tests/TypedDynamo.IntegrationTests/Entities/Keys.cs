namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>A positional record with string keys.</summary>
[DynamoTable("messages")]
public sealed record Message([PartitionKey] Guid Thread, [SortKey] string Number, int Length = 3);

/// <summary>A record struct with number keys.</summary>
[DynamoTable("sensor-readings")]
public readonly record struct Reading([PartitionKey] int Sensor, [SortKey] decimal Value, double Noise);

/// <summary>A class with binary keys and plain setters.</summary>
[DynamoTable("blobs")]
public class Blob
{
    [PartitionKey] public byte[] Bucket { get; set; } = [];

    [SortKey] public byte[] Hash { get; set; } = [];

    public string? Name { get; set; }
}

/// <summary>A struct with a key that is one value.</summary>
[DynamoTable("days")]
public struct Day
{
    [PartitionKey] public DateOnly Date { get; set; }

    public TimeSpan Sunshine { get; init; }
}

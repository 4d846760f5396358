namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>An item with a sort key of each type, on the table, on global indexes and on local ones.</summary>
[DynamoTable("samples")]
public sealed record Sample
{
    [PartitionKey] public required int Group { get; init; }

    [SortKey] public required int Id { get; init; }

    [Gsi("text", KeyRole.Partition)]
    [Gsi("number", KeyRole.Partition)]
    [Gsi("date", KeyRole.Partition)]
    [Gsi("bytes", KeyRole.Partition)]
    public required string Shard { get; init; }

    [Gsi("text", KeyRole.Sort), Lsi("local-text")] public string? Text { get; init; }

    [Gsi("number", KeyRole.Sort), Lsi("local-number")] public decimal? Number { get; init; }

    [Gsi("date", KeyRole.Sort), Lsi("local-date")] public DateTimeOffset? Date { get; init; }

    [Gsi("bytes", KeyRole.Sort), Lsi("local-bytes")] public byte[]? Bytes { get; init; }
}

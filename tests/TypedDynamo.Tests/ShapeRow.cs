namespace TypedDynamo.Tests;

/// <summary>An item with what items have inside: lists, arrays, dictionaries, sets and nested types.</summary>
[DynamoTable("shapes")]
public sealed class ShapeRow
{
    [PartitionKey] public required string Id { get; init; }

    public required int[] Numbers { get; init; }

    public required List<ShapePart> Parts { get; init; }

    public required Dictionary<string, long> Counts { get; init; }

    public required HashSet<int> Set { get; init; }
}

public sealed class ShapePart
{
    public required string Name { get; init; }

    public ShapePoint Point { get; set; }
}

public struct ShapePoint
{
    public int X { get; set; }

    public int Y { get; set; }
}

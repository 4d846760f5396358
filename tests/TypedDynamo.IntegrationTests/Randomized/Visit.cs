namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Properties of every kind of place in a sort key: a string and a date with others behind them, a number with nothing between, a string at the end.</summary>
[DynamoTable("visits", PartitionKey = "GROUP#{Group}", SortKey = "VISIT#{Place}#{At:yyyy-MM-ddTHH}#{Number:D3}{Tag}")]
public sealed record Visit(int Group, string Place, DateTimeOffset At, int Number, string Tag);

/// <summary>A sort key with no literal text before its first property, and a number at its end.</summary>
[DynamoTable("stays", PartitionKey = "{Group}", SortKey = "{Day:yyyyMMdd}/{Room:D4}")]
public sealed record Stay(int Group, DateOnly Day, int Room);

/// <summary>Sort keys whose texts do not sort as their values do.</summary>
#pragma warning disable TDYN120 // the test asks for one value at a time
[DynamoTable("marks", PartitionKey = "{Group}", SortKey = "{Open}#{Grade}#{Number}")]
#pragma warning restore TDYN120
public sealed record Mark(int Group, bool Open, Grade Grade, long Number);

public enum Grade
{
    Good,
    Bad,
}

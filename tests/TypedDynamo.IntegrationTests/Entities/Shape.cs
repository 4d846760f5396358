namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Every shape that a member may have: lists, dictionaries, sets, nested types, and these inside each other.</summary>
[DynamoTable("shapes")]
public sealed class Shape
{
    [PartitionKey] public required string Id { get; init; }

    public List<string> Strings { get; init; } = ["initial"];

    public int[] Ints { get; set; } = [];

    public IReadOnlyList<decimal?> Decimals { get; set; } = [];

    public IEnumerable<byte[]> Blobs { get; set; } = [];

    public IList<string?>? Gaps { get; set; }

    public ICollection<Level> Levels { get; set; } = [];

    public List<List<bool>> Rows { get; set; } = [];

    public string[]?[] Jagged { get; set; } = [];

    public Dictionary<string, long> Counts { get; set; } = new() { ["initial"] = 1 };

    public IReadOnlyDictionary<string, string?>? Texts { get; init; }

    public IDictionary<string, List<DateOnly>> Days { get; set; } = new Dictionary<string, List<DateOnly>>();

    public HashSet<string> Words { get; init; } = ["initial"];

    public ISet<double> Doubles { get; set; } = new HashSet<double>();

    public SortedSet<int> Sorted { get; set; } = [];

    public HashSet<byte[]> Hashes { get; set; } = [];

    public IReadOnlySet<Guid>? Guids { get; set; }

    public HashSet<Level>? LevelSet { get; set; }

    public HashSet<TimeSpan> Spans { get; set; } = [];

    public List<HashSet<string>> Groups { get; set; } = [];

    public Address? Home { get; set; }

    public List<Address> Addresses { get; set; } = [];

    public Dictionary<string, Position?> Places { get; set; } = [];

    public Position Position { get; set; }

    public Position? Other { get; init; }

    public Node? Tree { get; set; }

    public Link? Chain { get; set; }
}

public sealed record Address(string Street, Level Level = Level.Middle)
{
    [DynamoAttribute("c")] public string? City { get; init; }

    public HashSet<string> Tags { get; init; } = [];

    public required int Number { get; init; }

    [DynamoIgnore] public string Label => $"{Street} {Number}";
}

public struct Position
{
    public int X { get; set; }

    public decimal Y { get; init; }
}

/// <summary>A type that holds itself.</summary>
public class Node
{
    public string Name { get; set; } = "";

    public List<Node> Children { get; init; } = [];

    public Dictionary<string, Node> Named { get; set; } = [];
}

/// <summary>One that nests without lists between.</summary>
public sealed record Link(string Name)
{
    public Link? Next { get; set; }
}

/// <summary>Members without anything to fall back on.</summary>
[DynamoTable("strict")]
public sealed record Strict([PartitionKey] string Id, List<int> List, Dictionary<string, int> Map, HashSet<string> Set, Position Place)
{
    public required int[] Array { get; init; }

    public required ISet<int> Numbers { get; init; }

    public required Address Address { get; init; }

    public required HashSet<int>? Nothing { get; init; }
}

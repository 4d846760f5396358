using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Collections without accessors to set, which reading fills.</summary>
[DynamoTable("filled")]
public sealed class Filled(bool open = false)
{
    [PartitionKey]
    public required string Id { get; init; }

    public List<string> Notes { get; } = ["initial"];

    public IList<FilledPart> Parts { get; } = new List<FilledPart>();

    public HashSet<string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase) { "initial" };

    public ISet<int> Numbers { get; } = new SortedSet<int>();

    public Dictionary<string, int> Counts { get; } = new() { ["initial"] = 1 };

    /// <summary>Whether there is a list to fill in <see cref="Missing"/>, which is null otherwise.</summary>
    public bool Open { get; } = open;

    public List<string>? Missing { get; } = open ? [] : null;
}

public sealed class FilledPart
{
    public List<int> Sizes { get; } = [];
}

/// <summary>A type that is made through its own methods only.</summary>
[DynamoTable("hidden")]
public sealed class Hidden
{
    private Hidden(string id, int? count, string? note)
    {
        Id = id;
        Count = count;
        Note = note;
    }

    [PartitionKey]
    public string Id { get; }

    public int? Count { get; }

    public string? Note { get; }

    public required string Name { get; init; }

    public HiddenPart? Part { get; private set; }

    [SetsRequiredMembers]
    private Hidden()
        : this("", null, null)
        => Name = "";

    public static Hidden Create(string id, int? count, string? note, HiddenPart? part) => new(id, count, note) { Name = "n", Part = part };
}

/// <summary>A struct without a constructor that others can call with values.</summary>
public readonly struct HiddenPart
{
    private HiddenPart(int x) => X = x;

    public int X { get; }

    public static HiddenPart At(int x) => new(x);
}

/// <summary>A base whose accessors .NET 8 reaches in an object initializer only.</summary>
public abstract record GenericEntity<T>
{
    [PartitionKey]
    public string Id { get; init; } = "";

    public T? Value { get; init; }

    public string Name { get; init; } = "nobody";

    public HashSet<string> Tags { get; init; } = ["initial"];

    public required int Count { get; init; }
}

[DynamoTable("generic")]
public sealed record GenericItem(string Region = "eu") : GenericEntity<decimal?>;

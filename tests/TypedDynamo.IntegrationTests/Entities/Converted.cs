using System.Globalization;
using System.Text;
using TypedDynamo;

[assembly: DynamoConverter(typeof(TypedDynamo.IntegrationTests.Entities.RatioConverter))]

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Values that are stored as others: keys, elements and values, by each way to name a converter.</summary>
[DynamoTable("converted"), GsiProjection("by-theme", IndexProjection.KeysOnly)]
public sealed record Converted
{
    [PartitionKey, DynamoConverter(typeof(SkuConverter))] public required Sku Id { get; init; }

    [SortKey, DynamoConverter(typeof(DayNumberConverter))] public DateOnly Day { get; init; }

    [Gsi("by-theme", KeyRole.Partition)] public Theme? Theme { get; init; }

    [Gsi("by-theme", KeyRole.Sort)] public Ratio? Ratio { get; init; }

    public List<Theme?> Themes { get; init; } = [];

    public HashSet<Theme> ThemeSet { get; init; } = [];

    public HashSet<Ratio>? Ratios { get; init; }

    public Dictionary<string, Theme[]> ThemeGroups { get; init; } = [];

    [DynamoConverter(typeof(LinesConverter))] public List<string> Lines { get; init; } = ["initial"];

    [DynamoConverter(typeof(RouteConverter))] public Route? Route { get; init; }

    [DynamoConverter(typeof(FlagsConverter))] public Permissions? Permissions { get; init; }
}

/// <summary>Stored as a string (S).</summary>
public sealed record Sku(string Prefix, int Number);

/// <summary>Stored as binary data (B), by an annotation of the type.</summary>
[DynamoConverter(typeof(ThemeConverter))]
public sealed record Theme(string Name);

/// <summary>Stored as a number (N), by an annotation of the assembly.</summary>
public readonly record struct Ratio(int Percent);

/// <summary>Stored as a map (M), although it is abstract.</summary>
public abstract record Route;

public sealed record Direct(string Place) : Route;

public sealed record Via(Sku[] Skus, Theme Theme) : Route;

/// <summary>Stored as a set (SS).</summary>
[Flags]
public enum Permissions
{
    None = 0,
    Read = 1,
    Write = 2,
}

public sealed class SkuConverter : IAttributeConverter<Sku, string>
{
    public string ToStored(Sku value)
        => value.Number < 0 ? throw new ArgumentException("secret") : string.Create(CultureInfo.InvariantCulture, $"{value.Prefix}-{value.Number:D4}");

    public Sku FromStored(string stored)
    {
        string[] parts = stored.Split('-');
        return new Sku(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}

public sealed class DayNumberConverter : IAttributeConverter<DateOnly, int>
{
    public int ToStored(DateOnly value) => value.DayNumber;

    public DateOnly FromStored(int stored) => DateOnly.FromDayNumber(stored);
}

public sealed class ThemeConverter : IAttributeConverter<Theme, byte[]>
{
    public byte[] ToStored(Theme value) => Encoding.UTF8.GetBytes(value.Name);

    public Theme FromStored(byte[] stored) => new(Encoding.UTF8.GetString(stored));
}

public readonly struct RatioConverter : IAttributeConverter<Ratio, decimal>
{
    public decimal ToStored(Ratio value) => value.Percent / 100m;

    public Ratio FromStored(decimal stored) => new(decimal.ToInt32(stored * 100));
}

public sealed class LinesConverter : IAttributeConverter<List<string>, string>
{
    public string ToStored(List<string> value) => string.Join('\n', value);

    public List<string> FromStored(string stored) => [.. stored.Split('\n')];
}

/// <summary>What stands for a <see cref="Route"/> in an item.</summary>
public sealed record Stops
{
    public string? Place { get; init; }

    [DynamoConverter(typeof(SkuConverter))] public Sku[]? Skus { get; init; }

    public Theme? Theme { get; init; }
}

public sealed class RouteConverter : IAttributeConverter<Route, Stops>
{
    public Stops ToStored(Route value) => value switch
    {
        Direct direct => new Stops { Place = direct.Place },
        Via via => new Stops { Skus = via.Skus, Theme = via.Theme },
        _ => throw new NotSupportedException("secret"),
    };

    public Route FromStored(Stops stored) => stored.Place is { } place ? new Direct(place) : new Via(stored.Skus ?? throw new ArgumentException("secret"), stored.Theme!);
}

public sealed class FlagsConverter : IAttributeConverter<Permissions, HashSet<string>>
{
    public HashSet<string> ToStored(Permissions value) => [.. value.ToString().Split(", ").Where(name => name != "None")];

    public Permissions FromStored(HashSet<string> stored) => Enum.Parse<Permissions>(string.Join(',', stored));
}

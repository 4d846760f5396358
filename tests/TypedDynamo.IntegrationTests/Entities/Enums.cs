namespace TypedDynamo.IntegrationTests.Entities;

[Flags]
public enum Access : byte
{
    None = 0,
    Read = 1,
    Write = 2,
    Delete = 4,
}

[DynamoEnum(EnumStorage.Number)]
public enum Grade : long
{
    Worst = long.MinValue,
    Usual = 0,
    Best = long.MaxValue,
}

public enum Vast : ulong
{
    None,
    Most = ulong.MaxValue,
}

/// <summary>Enums by name and as numbers, and combinations of flags.</summary>
[DynamoTable("enums")]
public sealed record Enums([PartitionKey] Grade Grade, [SortKey, DynamoEnum(EnumStorage.Number)] Level Level)
{
    public Access Access { get; init; }

    public HashSet<Access> AccessSet { get; init; } = [];

    [DynamoEnum(EnumStorage.Name)] public Grade? Named { get; init; }

    [DynamoEnum(EnumStorage.Number)] public Access? Number { get; init; }

    [DynamoEnum(EnumStorage.Number)] public Vast Vast { get; init; }

    [DynamoEnum(EnumStorage.Number)] public HashSet<Level> Set { get; init; } = [];

    [DynamoEnum(EnumStorage.Number)] public List<Level?> List { get; init; } = [];

    [DynamoEnum(EnumStorage.Number)] public Dictionary<Level, Access> Map { get; init; } = [];
}

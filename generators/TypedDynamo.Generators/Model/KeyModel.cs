namespace TypedDynamo.Generators.Model;

/// <summary>One part of the table's primary key.</summary>
internal sealed record KeyModel
{
    /// <summary>The property's name, without an escape, or the attribute's name of a composed key.</summary>
    public required string Member { get; init; }

    /// <summary>The property's type, fully qualified; null when generated code cannot name it or no key has it.</summary>
    public required string? Type { get; init; }

    /// <summary>The position of the key's attribute in the item; -1 in a table that cannot be used.</summary>
    public required int Ordinal { get; init; }
}

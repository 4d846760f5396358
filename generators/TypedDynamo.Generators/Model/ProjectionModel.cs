namespace TypedDynamo.Generators.Model;

/// <summary>A type that is read from the items of a table.</summary>
/// <remarks>It compares by value and holds neither symbols nor locations, as <see cref="TableModel"/> does.</remarks>
internal sealed record ProjectionModel
{
    /// <summary>The projection's namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The beginning of the generated file's name.</summary>
    public required string HintName { get; init; }

    /// <summary>The class of the items' table, fully qualified.</summary>
    public required string TableClass { get; init; }

    /// <summary>The projection, with the attributes that distinguish its items from others.</summary>
    public required ItemModel Item { get; init; }

    /// <summary>Whether a property is obsolete as an error; it is still read.</summary>
    public required bool HasObsoleteMembers { get; init; }

    /// <summary>The diagnostics of the experimental features that the types use: the author of the types has accepted them.</summary>
    public required EquatableArray<string> ExperimentalDiagnostics { get; init; }

    /// <summary>The types inside the projection, directly or inside each other, each once.</summary>
    public required EquatableArray<ItemModel> Nested { get; init; }

    /// <summary>The types inside it whose values are stored as one of several types, each once; those are in <see cref="Nested"/>.</summary>
    public required EquatableArray<PolymorphicModel> Polymorphic { get; init; }

    /// <summary>The types that an item of the table can be; null if all are of one type.</summary>
    public required PolymorphicModel? ItemTypes { get; init; }

    /// <summary>The enums in the projection, the types inside it and the key's text.</summary>
    public required EquatableArray<EnumModel> Enums { get; init; }
}

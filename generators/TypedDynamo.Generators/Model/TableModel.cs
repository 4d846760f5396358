namespace TypedDynamo.Generators.Model;

/// <summary>What the generator knows of one annotated type.</summary>
/// <remarks>
/// It says what the table is, and the emitters say how that is written. It compares by value and holds neither symbols, which would
/// root their compilation in memory, nor locations, which would make moving a type a change.
/// </remarks>
internal sealed record TableModel
{
    /// <summary>The item's namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The item's name for people: <c>Order</c>, <c>Outer.Order</c>.</summary>
    public required string ItemName { get; init; }

    /// <summary>The item's type, fully qualified; null when generated code cannot name it.</summary>
    public required string? ItemType { get; init; }

    public required bool ItemIsValueType { get; init; }

    /// <summary>Whether the item, and with it the generated types, can be seen from other assemblies.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The name that the generated types share: <c>Order</c>, <c>Outer_Order</c>.</summary>
    public required string BaseName { get; init; }

    /// <summary>The beginning of the generated files' names.</summary>
    public required string HintName { get; init; }

    /// <summary>The table's name in DynamoDB.</summary>
    public required string TableName { get; init; }

    /// <summary>Whether the type can be read and written; if not, it gets its public surface only, and the analyzer says why.</summary>
    public required bool IsUsable { get; init; }

    /// <summary>The item's attributes in the order of their ordinals.</summary>
    public required EquatableArray<AttributeModel> Attributes { get; init; }

    public required EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>The arguments of the constructor that reading calls.</summary>
    public required EquatableArray<ParameterModel> ConstructorParameters { get; init; }

    public required KeyModel? PartitionKey { get; init; }

    public required KeyModel? SortKey { get; init; }

    public string TableClass => BaseName + "Table";

    public string KeyClass => BaseName + "Key";
}

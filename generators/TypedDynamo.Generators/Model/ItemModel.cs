namespace TypedDynamo.Generators.Model;

/// <summary>What the generator knows of a type whose values are read and written attribute by attribute.</summary>
internal sealed record ItemModel
{
    /// <summary>The type's name for people: <c>Order</c>, <c>Outer.Order</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type, fully qualified; null when generated code cannot name it.</summary>
    public required string? Type { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>The attributes in the order of their ordinals.</summary>
    public required EquatableArray<AttributeModel> Attributes { get; init; }

    /// <summary>The arguments of the constructor that reading calls.</summary>
    public required EquatableArray<ParameterModel> ConstructorParameters { get; init; }
}

namespace TypedDynamo.Generators.Model;

/// <summary>A parameter of the constructor that reading calls.</summary>
internal sealed record ParameterModel
{
    public required string Name { get; init; }

    /// <summary>The number of the property that is passed.</summary>
    public required int Number { get; init; }
}

namespace TypedDynamo.Generators.Model;

/// <summary>A parameter of the constructor that reading calls.</summary>
internal sealed record ParameterModel
{
    public required string Name { get; init; }

    /// <summary>The position of the attribute that is passed.</summary>
    public required int Ordinal { get; init; }
}

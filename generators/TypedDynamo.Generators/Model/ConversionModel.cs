namespace TypedDynamo.Generators.Model;

/// <summary>How a value becomes the one that is stored in its place, and back.</summary>
internal sealed record ConversionModel
{
    /// <summary>The type of the converter, fully qualified.</summary>
    public required string Converter { get; init; }

    /// <summary>The name of that type alone.</summary>
    public required string Name { get; init; }
}

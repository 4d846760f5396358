namespace TypedDynamo.Generators;

/// <summary>The names under which the driver records the results of the pipeline's steps; tests look them up.</summary>
internal static class StepNames
{
    public const string ParseTable = nameof(ParseTable);
    public const string ParseProjection = nameof(ParseProjection);
}

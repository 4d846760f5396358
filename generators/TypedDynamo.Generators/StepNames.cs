namespace TypedDynamo.Generators;

/// <summary>The names under which the driver records what the pipeline's steps did; tests look them up.</summary>
internal static class StepNames
{
    public const string ParseTable = nameof(ParseTable);
    public const string ParseProjection = nameof(ParseProjection);
}

using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Emission;

/// <summary>Compares whole files with <c>Snapshots/</c>. The harness compiles them too, and demands that a second run is cached.</summary>
public abstract class EmissionTest
{
    private protected static void Check(string scenario, string source) => Snapshot.Match(scenario, GeneratorHarness.Generate(source));
}

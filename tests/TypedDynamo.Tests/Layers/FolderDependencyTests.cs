namespace TypedDynamo.Tests.Layers;

/// <summary>A folder uses only the folders below it: a use of one above it fails here, with its place.</summary>
public sealed class FolderDependencyTests
{
    [Fact]
    public void EachFolderOfTheRuntimeUsesOnlyThoseBelow() => Graphs.Runtime.Upward.ShouldBeEmpty();

    [Fact]
    public void EachFolderOfTheGeneratorUsesOnlyThoseBelow() => Graphs.Generator.Upward.ShouldBeEmpty();

    // What writes code knows nothing of what reads it, and the rules on expressions need no emitter.
    [Fact]
    public void TheGeneratorsStagesMeetInTheModelAlone()
    {
        string[] stages = ["Parsing", "Emission", "ExpressionRules"];
        Graphs.Generator.Edges.Keys
            .Where(edge => stages.Contains(edge.From) && stages.Contains(edge.To))
            .ShouldBe([("ExpressionRules", "Parsing")]);
    }

    [Fact]
    public void AnUpwardUseIsNamedWithItsFileAndFolder()
    {
        Graphs.Runtime
            .UpwardIn("Wire/Probe.cs", "namespace TypedDynamo.Wire; internal sealed class Probe(Operations.TableConnection above);")
            .ShouldBe(["Wire/Probe.cs uses TableConnection of Operations/"]);
        Graphs.Generator
            .UpwardIn("Model/Probe.cs", "namespace TypedDynamo.Generators.Model; internal sealed class Probe(Parsing.Member above);")
            .ShouldBe(["Model/Probe.cs uses Member of Parsing/"]);
    }
}

namespace TypedDynamo.Tests.Layers;

public sealed class LayerDrawingTests
{
    [Fact]
    public void TheDrawingInTheDocumentationIsThatOfTheRealGraph()
    {
        string file = Path.Combine(Graphs.Repository, "docs", "design", "layers.svg");
        string drawing = LayerDrawing.Draw(("src/TypedDynamo", Graphs.Runtime), ("generators/TypedDynamo.Generators", Graphs.Generator));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, drawing);
        }

        File.ReadAllText(file).ReplaceLineEndings("\n")
            .ShouldBe(drawing, "docs/design/layers.svg shows other layers. Run with UPDATE_SNAPSHOTS=1 and look at the diff.");
    }
}

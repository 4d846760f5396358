using System.Text;
using TypedDynamo.TestKit;

namespace TypedDynamo.Tests.Layers;

/// <summary>
/// Draws folder graphs as stairs: a folder's dots stand above those that it uses, so that a use of one above it would leave the stairs.
/// </summary>
/// <remarks>It does not draw how often: otherwise nearly every change of the code would change the drawing.</remarks>
internal static class LayerDrawing
{
    private const int Cell = 18;
    private const int Label = 140;
    private const int Top = 62;
    private const int Gap = 40;

    public static string Draw(params (string Title, FolderGraph Graph)[] panels)
    {
        int width = panels.Sum(panel => WidthOf(panel.Graph)) + (Gap * (panels.Length - 1)) + Cell;
        int height = Top + (panels.Max(panel => panel.Graph.Layers.Count) * Cell) + Cell;
        var svg = new StringBuilder();
        svg.Append($$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" role="img">
            <title>Which folders use which others</title>
            <style>
              text { font: 12px system-ui, sans-serif; fill: #57606a; }
              .title { font-weight: 600; }
              .guide { stroke: #8c959f; stroke-opacity: .3; }
              rect { fill: #8c959f; }
              circle { fill: #0969da; }
              @media (prefers-color-scheme: dark) { text { fill: #adbac7; } circle { fill: #58a6ff; } }
            </style>
            <text x="0" y="14">A dot: the folder on its left uses the folder that stands below it, at the column's end.</text>

            """);
        int left = 0;
        foreach (var (title, graph) in panels)
        {
            DrawPanel(svg, left, title, graph);
            left += WidthOf(graph) + Gap;
        }

        return svg.Append("</svg>\n").ToString().ReplaceLineEndings("\n");
    }

    private static void DrawPanel(StringBuilder svg, int left, string title, FolderGraph graph)
    {
        string[] folders = [.. graph.Layers.Reverse()];
        svg.Append($"<text class=\"title\" x=\"{left}\" y=\"{Top - 18}\">{title}</text>\n");
        for (int row = 0; row < folders.Length; row++)
        {
            int middle = Top + (row * Cell);
            int step = left + Label + (row * Cell);
            int[] used = [.. Enumerable.Range(0, folders.Length).Where(column => graph.Edges.ContainsKey((folders[row], folders[column])))];
            if (used.Length > 0)
            {
                svg.Append($"<path class=\"guide\" d=\"M{step} {middle}H{left + Label + (used.Max() * Cell)}\"/>\n");
            }

            svg.Append($"<rect x=\"{step - 5}\" y=\"{middle - 5}\" width=\"10\" height=\"10\" rx=\"2\"/>\n");
            svg.Append($"<text x=\"{step - 11}\" y=\"{middle + 4}\" text-anchor=\"end\">{NameOf(folders[row])}</text>\n");
            foreach (int column in used)
            {
                svg.Append($"<circle cx=\"{left + Label + (column * Cell)}\" cy=\"{middle}\" r=\"4\">");
                svg.Append($"<title>{NameOf(folders[row])} uses {NameOf(folders[column])}</title></circle>\n");
            }
        }
    }

    private static int WidthOf(FolderGraph graph) => Label + ((graph.Layers.Count - 1) * Cell);

    private static string NameOf(string folder) => folder.Length == 0 ? "(root)" : folder;
}

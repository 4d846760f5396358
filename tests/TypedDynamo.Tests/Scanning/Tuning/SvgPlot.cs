using System.Globalization;
using System.Text;

namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>Lines of a plot, or a level that goes across it.</summary>
internal sealed record PlotLine(string Name, string Color, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false);

/// <summary>A plot as SVG: panels above each other that share a horizontal axis. The same numbers make the same bytes.</summary>
internal sealed class SvgPlot
{
    private const int Width = 720;
    private const int Left = 64;
    private const int Right = 16;
    private const int PanelHeight = 150;
    private const int PanelDistance = 190;
    private const int Top = 56;

    private readonly string _xLabel;
    private readonly double[] _xTicks;
    private readonly Func<double, double> _scale;
    private readonly StringBuilder _body = new();
    private int _panels;

    /// <summary>Begins a plot.</summary>
    /// <param name="title">The line above it.</param>
    /// <param name="xLabel">What the horizontal axis shows.</param>
    /// <param name="xTicks">The numbers on it, from the first to the last that it shows.</param>
    /// <param name="scale">How a number becomes a distance; the number itself when it is left out.</param>
    public SvgPlot(string title, string xLabel, double[] xTicks, Func<double, double>? scale = null)
    {
        _xLabel = xLabel;
        _xTicks = xTicks;
        _scale = scale ?? (x => x);
        Text(Left, 22, title, "start", 15);
    }

    /// <summary>Adds a panel.</summary>
    public SvgPlot Panel(string label, double[] yTicks, params PlotLine[] lines)
    {
        double bottom = Top + (_panels++ * PanelDistance) + PanelHeight;
        double Y(double y) => bottom - ((Math.Clamp(y, yTicks[0], yTicks[^1]) - yTicks[0]) / (yTicks[^1] - yTicks[0]) * PanelHeight);

        Text(Left, bottom - PanelHeight - 10, label, "start", 12);
        foreach (double tick in yTicks)
        {
            Line(Left, Y(tick), Width - Right, Y(tick), "#ddd");
            Text(Left - 8, Y(tick) + 4, tick.ToString("#,0.##", CultureInfo.InvariantCulture), "end", 11);
        }

        foreach (double tick in _xTicks)
        {
            Line(X(tick), bottom, X(tick), bottom + 4, "#888");
            Text(X(tick), bottom + 17, tick.ToString("#,0", CultureInfo.InvariantCulture), "middle", 11);
        }

        double legend = Width - Right;
        foreach (PlotLine line in lines.Reverse())
        {
            Text(legend, bottom - PanelHeight - 10, line.Name, "end", 12, line.Color);
            legend -= 14 + (line.Name.Length * 6.5);
        }

        foreach (PlotLine line in lines)
        {
            _body.Append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"").Append(line.Color).Append('"')
                .Append(line.Dashed ? " stroke-dasharray=\"5 4\"" : "").Append(" points=\"")
                .AppendJoin(' ', line.Points.Select(point => $"{Number(X(point.X))},{Number(Y(point.Y))}")).Append("\"/>\n");
        }

        return this;
    }

    public override string ToString()
    {
        int height = Top + (_panels * PanelDistance) + 8;
        Text(Left + ((Width - Left - Right) / 2), height - 10, _xLabel, "middle", 12);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif">
            <rect width="{Width}" height="{height}" fill="#fff"/>
            {_body}</svg>

            """.ReplaceLineEndings("\n");
    }

    private double X(double x)
    {
        double first = _scale(_xTicks[0]);
        return Left + ((_scale(x) - first) / (_scale(_xTicks[^1]) - first) * (Width - Left - Right));
    }

    private void Line(double x1, double y1, double x2, double y2, string color) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{color}\"/>\n");

    private void Text(double x, double y, string text, string anchor, int size, string color = "#222") => _body.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{color}\">{text}</text>\n");

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>Writes findings as a table and as JSON.</summary>
internal static class ComparisonReport
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public static void Write(IEnumerable<Finding> findings)
    {
        IAnsiConsole console = CreateConsole();
        foreach (IGrouping<int, Finding> group in findings.GroupBy(finding => finding.InFlight))
        {
            Table table = CreateTable(
                $"{group.Key} in flight", "request", "by", "bytes a call", "to AWS", "to floor", "CPU µs a call", "to AWS", "to floor");

            string title = "";
            foreach (Finding finding in group)
            {
                table.AddRow(
                    title == finding.Variant.Title ? "" : finding.Variant.Title,
                    finding.Variant.Way,
                    finding.Cost.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                    Ratio(finding.ToBaseline.Bytes),
                    Ratio(finding.ToFloor?.Bytes),
                    (finding.Cost.Nanoseconds / 1000).ToString("N1", CultureInfo.InvariantCulture),
                    Ratio(finding.ToBaseline.Nanoseconds),
                    Ratio(finding.ToFloor?.Nanoseconds));
                title = finding.Variant.Title;
            }

            console.Write(table);
        }
    }

    public static void WriteJson(IEnumerable<Finding> findings, string path)
    {
        IEnumerable<Figure> figures = findings.SelectMany(finding => new[]
        {
            new Figure(
                Metric(finding, "allocated-bytes"),
                finding.Variant.Way,
                finding.Cost.Bytes,
                finding.ToBaseline.Bytes,
                finding.ToFloor?.Bytes),
            new Figure(
                Metric(finding, "cpu-microseconds"),
                finding.Variant.Way,
                finding.Cost.Nanoseconds / 1000,
                finding.ToBaseline.Nanoseconds,
                finding.ToFloor?.Nanoseconds),
        });
        WriteJson(figures, path);
    }

    private static string Metric(Finding finding, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{finding.Variant.Kind}/{finding.InFlight}/{unit}");

    public static IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No });

        // Wide enough for every column, also where the output is a file.
        console.Profile.Width = 200;
        return console;
    }

    public static Table CreateTable(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Markdown };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        return table;
    }

    /// <summary>Writes a list as JSON, with names as in <c>ratio_to_aws</c>.</summary>
    public static void WriteJson<T>(IEnumerable<T> figures, string path)
        => File.WriteAllText(path, JsonSerializer.Serialize(figures, s_json));

    public static string Ratio(double? value) => value is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) + "×" : "";

    private sealed record Figure(string Metric, string Client, double Value, double RatioToAws, double? RatioToFloor);
}

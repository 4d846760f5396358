using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>Writes findings as a table and as JSON.</summary>
internal static class ComparisonReport
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Write(IEnumerable<Finding> findings)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No });

        // Wide enough for every column, also where the output is a file.
        console.Profile.Width = 200;
        foreach (IGrouping<int, Finding> group in findings.GroupBy(finding => finding.InFlight))
        {
            var table = new Table { Border = TableBorder.Markdown, Title = new TableTitle($"{group.Key} in flight") };
            foreach (string column in new[] { "request", "by", "bytes a call", "to AWS", "to floor", "CPU µs a call", "to AWS", "to floor" })
            {
                table.AddColumn(new TableColumn(column) { NoWrap = true });
            }

            string title = "";
            foreach (Finding finding in group)
            {
                table.AddRow(
                    title == finding.Variant.Title ? "" : finding.Variant.Title,
                    finding.Variant.Way,
                    finding.Cost.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                    Ratio(finding.ToAws.Bytes),
                    Ratio(finding.ToFloor?.Bytes),
                    (finding.Cost.Nanoseconds / 1000).ToString("N1", CultureInfo.InvariantCulture),
                    Ratio(finding.ToAws.Nanoseconds),
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
            new Figure(Metric(finding, "allocated-bytes"), finding.Variant.Way, finding.Cost.Bytes, finding.ToAws.Bytes, finding.ToFloor?.Bytes),
            new Figure(
                Metric(finding, "cpu-microseconds"), finding.Variant.Way, finding.Cost.Nanoseconds / 1000, finding.ToAws.Nanoseconds,
                finding.ToFloor?.Nanoseconds),
        });
        File.WriteAllText(path, JsonSerializer.Serialize(figures, s_json));
    }

    private static string Metric(Finding finding, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{finding.Variant.Kind}/{finding.InFlight}/{unit}");

    private static string Ratio(double? value) => value is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) + "×" : "";

    private sealed record Figure(string Metric, string Client, double Value, double RatioToAws, double? RatioToFloor);
}

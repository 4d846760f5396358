using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace TypedDynamo.Benchmarks.Expressions;

/// <summary>The command <c>expressions</c>: what requests with expressions cost, beside the AWS SDK's two ways to send them.</summary>
internal static class ExpressionCommand
{
    private static readonly Option<int> s_rounds = new("--rounds")
    {
        Description = "How many rounds each figure is the median of.",
        HelpName = "number",
        DefaultValueFactory = _ => 9,
    };

    private static readonly Option<int> s_calls = new("--calls")
    {
        Description = "How many calls a round has of each kind.",
        HelpName = "number",
        DefaultValueFactory = _ => 5000,
    };

    public static Command Create()
    {
        var command = new Command("expressions", "Measures a key condition, a filter of three terms and an update: bytes and processor time a call.")
        {
            s_rounds, s_calls,
        };
        command.SetAction((result, _) => RunAsync(result.GetValue(s_rounds), result.GetValue(s_calls)));
        return command;
    }

    private static async Task RunAsync(int rounds, int calls)
    {
        using var benchmark = new ExpressionBenchmark();
        List<Cost> costs = await benchmark.MeasureAsync(rounds, calls);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No });
        console.Profile.Width = 160;
        var table = new Table { Border = TableBorder.Markdown };
        foreach (string column in new[] { "request", "by", "bytes a call", "ratio", "ns a call", "ratio" })
        {
            table.AddColumn(column);
        }

        foreach (Cost cost in costs)
        {
            Cost hand = costs.First(other => other.Variant.Kind == cost.Variant.Kind && other.Variant.Way.StartsWith("AWS", StringComparison.Ordinal));
            table.AddRow(
                cost.Variant.Kind, cost.Variant.Way, Number(cost.Bytes), Ratio(cost.Bytes / hand.Bytes), Number(cost.Nanoseconds),
                Ratio(cost.Nanoseconds / hand.Nanoseconds));
        }

        console.Write(table);
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + "×";
}

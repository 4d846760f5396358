using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TypedDynamo.Benchmarks.Batches;
using TypedDynamo.Benchmarks.Expressions;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>The commands that tell what requests cost, beside the AWS SDK's two ways to send them.</summary>
internal static class ComparisonCommand
{
    public static Command CreateExpressions() => Create(
        "expressions",
        "Measures a key condition, a filter of three terms and an update: bytes and processor time a call.",
        calls: 5000,
        async (rounds, calls) =>
        {
            using var benchmark = new ExpressionBenchmark();
            return await Comparison.MeasureAsync(benchmark.Variants(), rounds, calls);
        });

    public static Command CreateBatches() => Create(
        "batches",
        "Measures a BatchWriteItem of 25 items and a BatchGetItem of 100: bytes and processor time a call.",
        calls: 2000,
        async (rounds, calls) =>
        {
            using var benchmark = new BatchBenchmark();
            return await Comparison.MeasureAsync(benchmark.Variants(), rounds, calls);
        });

    private static Command Create(string name, string description, int calls, Func<int, int, Task<List<Cost>>> measureAsync)
    {
        var roundsOption = new Option<int>("--rounds")
        {
            Description = "How many rounds each figure is the median of.",
            HelpName = "number",
            DefaultValueFactory = _ => 9,
        };
        var callsOption = new Option<int>("--calls")
        {
            Description = "How many calls a round has of each kind.",
            HelpName = "number",
            DefaultValueFactory = _ => calls,
        };
        var command = new Command(name, description) { roundsOption, callsOption };
        command.SetAction(async (result, _) => Write(await measureAsync(result.GetValue(roundsOption), result.GetValue(callsOption))));
        return command;
    }

    private static void Write(List<Cost> costs)
    {
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

using System.CommandLine;
using Spectre.Console;
using TypedDynamo.Benchmarks.Comparisons;

namespace TypedDynamo.Benchmarks.Generator;

/// <summary>The command <c>generator</c>: what the generator costs the compiler and the editor.</summary>
internal static class GeneratorCommand
{
    private static readonly Option<int[]> s_tables = new("--tables")
    {
        Description = "How many tables the project has; several numbers for several projects.",
        HelpName = "numbers",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 100, 1000],
        Validators = { AtLeastOne },
    };

    private static readonly Option<int> s_runs = new("--runs")
    {
        Description = "How many runs each figure is the median of.",
        HelpName = "number",
        DefaultValueFactory = _ => 9,
        Validators = { AtLeastOne },
    };

    private static readonly Option<string> s_kind = new Option<string>("--kind")
    {
        Description = "What the tables are like: 'order', the README's; 'rich', the entities of the integration tests, which use everything.",
        HelpName = "order|rich",
        DefaultValueFactory = _ => "order",
    }.AcceptOnlyFromAmong("order", "rich");

    public static Command Create()
    {
        var command = new Command("generator", "Times the generator, cold and after one-line edits, and its own two steps by themselves.")
        {
            s_tables, s_runs, s_kind,
        };
        command.SetAction(result => Run(result.GetValue(s_tables)!, result.GetValue(s_runs), result.GetValue(s_kind)!));
        return command;
    }

    private static void Run(int[] sizes, int runs, string kind)
    {
        const int WarmUpTables = 100;
        const int WarmUpRuns = 10;

        // The compiler's server and an editor have long compiled the generator's code when a developer waits for it.
        var warmUp = new GeneratorBenchmark(new SyntheticProject(kind, WarmUpTables));
        warmUp.MeasureDriver(WarmUpRuns);
        warmUp.MeasureSteps(WarmUpRuns);

        var benchmarks = sizes.Select(tables => new GeneratorBenchmark(new SyntheticProject(kind, tables))).ToList();

        IAnsiConsole console = ComparisonReport.CreateConsole();
        console.Write(DriverReport(benchmarks, runs));
        console.Write(StepReport(benchmarks, runs));
    }

    private static Table DriverReport(List<GeneratorBenchmark> benchmarks, int runs)
    {
        var table = ComparisonReport.CreateTable("The driver's runs", "tables", "run", "ms", "us/table", "transforms", "models", "files");
        foreach (var benchmark in benchmarks)
        {
            foreach (var run in benchmark.MeasureDriver(runs))
            {
                table.AddRow(
                    Number(benchmark.Tables), run.Name, Milliseconds(run.Time), Microseconds(run.Time, benchmark), run.Transforms,
                    run.Models, run.Files);
            }
        }

        return table;
    }

    private static Table StepReport(List<GeneratorBenchmark> benchmarks, int runs)
    {
        var table = ComparisonReport.CreateTable(
            "Our own steps, us/table", "tables", "transform, unbound", "transform, bound", "emission", "sum, unbound", "sum, bound",
            "Roslyn parses", "files/table", "lines/table", "characters/table");
        foreach (var benchmark in benchmarks)
        {
            var steps = benchmark.MeasureSteps(runs);
            table.AddRow(
                Number(benchmark.Tables), Microseconds(steps.Unbound, benchmark), Microseconds(steps.Bound, benchmark),
                Microseconds(steps.Emission, benchmark), Microseconds(steps.Unbound + steps.Emission, benchmark),
                Microseconds(steps.Bound + steps.Emission, benchmark), Microseconds(steps.Parsing, benchmark),
                Number(steps.Files / benchmark.Tables), Number(steps.Lines / benchmark.Tables), Number(steps.Characters / benchmark.Tables));
        }

        return table;
    }

    private static string Number(int number) => FormattableString.Invariant($"{number}");

    private static string Milliseconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:0.0}");

    private static string Microseconds(TimeSpan time, GeneratorBenchmark benchmark)
        => FormattableString.Invariant($"{time.TotalMicroseconds / benchmark.Tables:0}");

    private static void AtLeastOne(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens.Any(token => !int.TryParse(token.Value, out int number) || number < 1))
        {
            result.AddError($"{result.Option.Name} takes whole numbers from 1.");
        }
    }
}

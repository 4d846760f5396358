using System.CommandLine;
using TypedDynamo.Benchmarks.Expressions;
using TypedDynamo.Benchmarks.Workloads;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>The commands that tell what requests cost, beside the AWS SDK's two ways to send them.</summary>
internal static class ComparisonCommand
{
    public static readonly Option<int?> Rounds = new("--rounds")
    {
        Description = "How many rounds each figure is the median of.",
        HelpName = "number",
    };

    public static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Measures for less than a minute: enough for a first look.",
    };

    public static readonly Option<string?> Json = new("--json")
    {
        Description = "Writes the figures to a file too: a list of metric, client, value, ratio_to_aws and ratio_to_floor.",
        HelpName = "file",
    };

    public static Command CreateExpressions()
    {
        var command = new Command("expressions", "Measures a key condition, a filter of three terms and an update.")
        {
            Rounds, Quick, Json,
        };
        command.SetAction(async (result, _) =>
        {
            using var benchmark = new ExpressionBenchmark();
            await RunAsync(benchmark.Variants(), result, [1]);
        });
        return command;
    }

    public static Command CreateCompare()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Measures these kinds of call alone.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. WorkloadKind.All.Select(kind => kind.Name)]);
        var inFlight = new Option<int[]>("--in-flight")
        {
            Description = "How many calls are under way at once; several numbers are measured one by one.",
            HelpName = "numbers",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 12],
        };
        var command = new Command("compare", "Measures every kind of call by every client in front of a server with canned answers.")
        {
            Rounds, Quick, Json, only, inFlight,
        };
        command.SetAction(async (result, _) =>
        {
            var data = new WorkloadData();
            Console.WriteLine(data.Note);
            using Workload workload = await Workload.StartAsync(data);
            string[] names = result.GetValue(only)!;
            IEnumerable<WorkloadKind> kinds = WorkloadKind.All.Where(kind => names.Length == 0 || names.Contains(kind.Name));
            await RunAsync(workload.Variants(kinds), result, result.GetValue(inFlight)!);
        });
        return command;
    }

    private static async Task RunAsync(IReadOnlyList<Variant> variants, ParseResult result, int[] inFlight)
    {
        bool quick = result.GetValue(Quick);
        IReadOnlyList<Finding> findings = await Comparison.MeasureAsync(variants, new ComparisonSettings
        {
            Rounds = result.GetValue(Rounds) ?? (quick ? 5 : 15),
            Slice = TimeSpan.FromMilliseconds(quick ? 30 : 150),
            WarmUps = quick ? 2 : 4,
            Limit = quick ? TimeSpan.FromSeconds(42) : TimeSpan.MaxValue,
            InFlight = inFlight,
        });
        ComparisonReport.Write(findings);
        if (result.GetValue(Json) is { } path)
        {
            ComparisonReport.WriteJson(findings, path);
        }
    }
}

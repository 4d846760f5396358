using System.CommandLine;
using TypedDynamo.Benchmarks.Expressions;
using TypedDynamo.Benchmarks.Workloads;

namespace TypedDynamo.Benchmarks.Comparisons;

/// <summary>The commands that tell what requests cost, beside the AWS SDK's two ways to send them.</summary>
internal static class ComparisonCommand
{
    private static readonly Option<int?> s_rounds = new("--rounds")
    {
        Description = "How many rounds each figure is the median of.",
        HelpName = "number",
    };

    private static readonly Option<bool> s_quick = new("--quick") { Description = "Measures for less than a minute: enough for a first look." };

    private static readonly Option<string?> s_json = new("--json")
    {
        Description = "Writes the figures to a file too: a list of metric, client, value, ratio_to_aws and ratio_to_floor.",
        HelpName = "file",
    };

    public static Command CreateExpressions()
    {
        var command = new Command("expressions", "Measures a key condition, a filter of three terms and an update.") { s_rounds, s_quick, s_json };
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
        var command = new Command("compare", "Measures every kind of call by every client, over the network, in front of a server with canned answers.")
        {
            s_rounds, s_quick, s_json, only, inFlight,
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
        bool quick = result.GetValue(s_quick);
        IReadOnlyList<Finding> findings = await Comparison.MeasureAsync(variants, new ComparisonSettings
        {
            Rounds = result.GetValue(s_rounds) ?? (quick ? 5 : 15),
            Slice = TimeSpan.FromMilliseconds(quick ? 30 : 150),
            Limit = quick ? TimeSpan.FromSeconds(30) : TimeSpan.MaxValue,
            InFlight = inFlight,
        });
        ComparisonReport.Write(findings);
        if (result.GetValue(s_json) is { } path)
        {
            ComparisonReport.WriteJson(findings, path);
        }
    }
}

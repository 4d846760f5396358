using System.CommandLine;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Generator;
using TypedDynamo.Benchmarks.Serving;

namespace TypedDynamo.Benchmarks;

internal static class Program
{
    private static int Main(string[] arguments)
        => new RootCommand("Measures TypedDynamo. docs/performance.md and docs/benchmarks.md say what the figures mean.")
            {
                ComparisonCommand.CreateCompare(),
                ComparisonCommand.CreateExpressions(),
                GeneratorCommand.Create(),
                CreateServe(),
            }
            .Parse(arguments)
            .Invoke();

    private static Command CreateServe()
    {
        var command = new Command(CannedServerProcess.CommandName) { Hidden = true };
        command.SetAction((_, _) => CannedServerProcess.ServeAsync());
        return command;
    }
}

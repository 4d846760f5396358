using System.CommandLine;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Decoding;
using TypedDynamo.Benchmarks.Generator;
using TypedDynamo.Benchmarks.Serving;
using TypedDynamo.Benchmarks.Suites;

namespace TypedDynamo.Benchmarks;

internal static class Program
{
    private static int Main(string[] arguments)
        => new RootCommand("Measures TypedDynamo. docs/performance.md and docs/benchmarks.md say what the figures mean.")
            {
                ComparisonCommand.CreateCompare(),
                DecodingCommand.Create(),
                ComparisonCommand.CreateExpressions(),
                GeneratorCommand.Create(),
                SuitesCommand.Create(),
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

using System.CommandLine;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Decoding;
using TypedDynamo.Benchmarks.Generator;
using TypedDynamo.Benchmarks.Scanning;
using TypedDynamo.Benchmarks.Serving;
using TypedDynamo.Benchmarks.Suites;

namespace TypedDynamo.Benchmarks;

internal static class Program
{
    private static int Main(string[] arguments)
        => new RootCommand("Measures TypedDynamo. docs/performance.md and docs/benchmarks.md say what the figures mean.")
            {
                ComparisonCommand.CreateCompare(),
                ScanCommand.Create(),
                ScanCommand.CreatePeak(),
                SlowScanCommand.Create(),
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
        var command = new Command(ServerProcess.CommandName) { Hidden = true };
        command.SetAction((_, _) => ServerProcess.ServeAsync());
        return command;
    }
}

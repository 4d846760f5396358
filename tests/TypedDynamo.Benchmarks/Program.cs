using System.CommandLine;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Generator;

namespace TypedDynamo.Benchmarks;

internal static class Program
{
    private static int Main(string[] arguments)
        => new RootCommand("Measures TypedDynamo. docs/benchmarks.md says what the figures mean.")
            {
                ComparisonCommand.CreateBatches(),
                ComparisonCommand.CreateExpressions(),
                GeneratorCommand.Create(),
            }
            .Parse(arguments)
            .Invoke();
}

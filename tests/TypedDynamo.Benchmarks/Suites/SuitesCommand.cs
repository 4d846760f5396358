using System.CommandLine;
using BenchmarkDotNet.Running;

namespace TypedDynamo.Benchmarks.Suites;

/// <summary>The command <c>suites</c>: the small parts, by BenchmarkDotNet.</summary>
internal static class SuitesCommand
{
    public static Command Create()
    {
        var command = new Command("suites", "Runs BenchmarkDotNet's suites of the small parts. Its own options follow.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };

        // In this process: a project that BenchmarkDotNet generates would be built by the rules of this repository.
        command.SetAction(result => BenchmarkSwitcher
            .FromAssembly(typeof(SuitesCommand).Assembly)
            .Run(["--inProcess", .. result.UnmatchedTokens]));
        return command;
    }
}

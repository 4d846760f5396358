using System.Diagnostics;
using System.Reflection;

namespace TypedDynamo.PackageTests;

/// <summary>Where the repository is, and the tools that work on it.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Gets the oldest version of AWSSDK.DynamoDBv2 that the packages take.</summary>
    public static string AwsSdkFloor { get; } = Metadata("AwsSdkFloor");

    /// <summary>Runs a command to its end, and fails with all that it printed if it does not succeed.</summary>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What MSBuild sets for the tests' own build must not reach the build under test.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string all = await output + await errors;
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}{Environment.NewLine}{all}");
        return all;
    }

    private static string Metadata(string key)
        => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

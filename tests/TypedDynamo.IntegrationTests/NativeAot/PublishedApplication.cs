using System.Diagnostics;
using System.Reflection;

namespace TypedDynamo.IntegrationTests.NativeAot;

/// <summary>An application of this repository, published into a folder of its own.</summary>
internal sealed class PublishedApplication : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typed-dynamo-aot-");
    private readonly string _name;

    private PublishedApplication(string name)
    {
        _name = name;
    }

    /// <summary>Publishes it, and refuses any warning.</summary>
    public static async Task<PublishedApplication> CreateAsync(string name, string property)
    {
        var application = new PublishedApplication(name);

        // What the application refers to is built already; to build it once more could disturb other tests that use it.
        (int published, string log) = await RunProgramAsync(
            "dotnet", "publish", Metadata(name), "-c", Metadata("Configuration"), property, "-p:BuildProjectReferences=false",
            "-nologo", "-o", application._folder.FullName);
        published.ShouldBe(0, log);
        log.ShouldNotContain("warning");
        return application;
    }

    /// <summary>Runs it to its good end.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        (int exitCode, string output) = await RunProgramAsync(Path.Combine(_folder.FullName, $"TypedDynamo.{_name}"), arguments);
        exitCode.ShouldBe(0, output);
        return output;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int ExitCode, string Output)> RunProgramAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What MSBuild sets for the tests' own build must not reach the build under test, and a build server must not outlive it.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string Metadata(string key)
        => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}

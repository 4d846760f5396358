using System.Diagnostics;
using System.Reflection;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.NativeAot;

/// <summary>The application that writes and reads every entity, published by Native AOT and trimmed, without a warning, and run.</summary>
[Collection(EngineCollection.Name)]
[Trait("Category", "Long")]
public sealed class NativeAotTests(EngineFixture fixture)
{
    // How many the application's Operations.All has.
    private const int OperationKinds = 8;

    [Theory]
    [InlineData("NativeAot")]
    [InlineData("Trimmed")]
    public async Task EveryMappedTypeIsWrittenAndRead(string publish)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("typed-dynamo-aot-");
        try
        {
            // What the application refers to is built already; to build it once more could disturb other tests that use it.
            (int published, string log) = await RunAsync(
                "dotnet", "publish", Metadata("AotSmoke"), "-c", Metadata("Configuration"), $"-p:SmokePublish={publish}",
                "-p:BuildProjectReferences=false", "-nologo", "-o", folder.FullName);
            published.ShouldBe(0, log);
            log.ShouldNotContain("warning");

            (int exitCode, string output) = await RunAsync(
                Path.Combine(folder.FullName, "TypedDynamo.AotSmoke"), fixture.Engine.Endpoint.ToString());
            exitCode.ShouldBe(0, output);

            // Each table and each kind of operation, through the pipeline and by ordinary calls.
            output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(2 * (MappedTables.All.Count + OperationKinds), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
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

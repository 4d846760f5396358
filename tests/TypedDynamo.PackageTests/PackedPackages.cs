namespace TypedDynamo.PackageTests;

/// <summary>The packages, packed once for all tests into a folder that serves as a feed.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typed-dynamo-packages-");

    public string Feed => _folder.FullName;

    /// <summary>Gets a version of this run's own: NuGet would serve a packed version that it has seen before from its cache.</summary>
    public string Version { get; } = FormattableString.Invariant($"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}");

    public string PathOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    public async Task InitializeAsync()
    {
        foreach (string package in new[] { "TypedDynamo", "TypedDynamo.Testing" })
        {
            await Repository.RunAsync(
                Repository.Root,
                new Dictionary<string, string>(),
                "dotnet", "pack", $"src/{package}", "--no-build", "--configuration", Repository.Configuration, "--output", Feed,
                $"-p:PackageVersion={Version}");
        }
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

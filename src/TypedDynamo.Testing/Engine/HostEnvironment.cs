namespace TypedDynamo.Testing.Engine;

/// <summary>The environment variables of this process, and the programs on its PATH.</summary>
internal sealed class HostEnvironment(Func<string, string?> variable)
{
    public static HostEnvironment Current { get; } = new(Environment.GetEnvironmentVariable);

    public string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Returns the full path of a program, or null if it is not on PATH.</summary>
    /// <remarks>It does not rely on Process.Start, which does not find <c>npm.cmd</c> on Windows and says little when it fails.</remarks>
    public string? FindProgram(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return (Variable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.GetFullPath(Path.Combine(folder, file))))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Returns the folder for this user's caches.</summary>
    public string CacheDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        string home = Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Caches");
        }
        // The XDG specification has relative paths ignored.
        return Variable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache");
    }
}
